"""The command line: parse, call, print. Nothing imports it; only it reads the clock and the environment."""
