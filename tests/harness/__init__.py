"""Runs of the whole program under strace: what it opens, and what is left when a call fails or it is killed."""
