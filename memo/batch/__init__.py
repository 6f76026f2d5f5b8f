"""A whole portfolio in one go: many findings files, warm workers, a journal that outlives a kill, an index."""
