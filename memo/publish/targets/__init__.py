"""One module for each system that a memo can be brought to; the module's name is the target's kind."""
