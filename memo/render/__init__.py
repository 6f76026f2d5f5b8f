"""The forms of a finished memo on paper and screen; everything said here was decided in `drafting`."""
