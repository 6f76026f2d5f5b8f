"""The house: its file, its look, its templates."""
