"""`python -m memo` is `memo`."""

from memo.cli.main import main

main()
