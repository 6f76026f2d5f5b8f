"""One writer for each markup language of wikis and site generators, over one page of blocks."""
