"""`memo` and `python -m memo`: the command line, interrupted quietly even while it is being loaded."""

import sys


def run() -> None:
    """Run the command line and end the process with its exit code, 130 where it was interrupted."""
    try:
        from memo.cli.main import main

        main()
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    run()
