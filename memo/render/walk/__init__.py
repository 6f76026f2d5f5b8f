"""From a memo to a page of blocks: in which order its parts stand, and of what each is made."""
