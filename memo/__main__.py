"""`memo` and `python -m memo`: the command line, interrupted quietly even while it is being loaded."""

import sys


def run() -> None:
    """Run the command line and end the process with its exit code, 130 where it was interrupted."""
    try:
        from memo.cli.leaving import leave
        from memo.cli.main import main

        code: object = None
        try:
            main()
        except SystemExit as end:
            code = end.code
        leave(code)
    except KeyboardInterrupt:
        sys.exit(130)


if __name__ == "__main__":
    run()
