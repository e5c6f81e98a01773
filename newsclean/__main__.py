"""Runs the command line, as `newsclean` and as `python -m newsclean`."""

import sys
from typing import NoReturn


def main() -> NoReturn:
    """Run the command in `sys.argv` and exit, also on Ctrl-C while its modules are imported."""
    try:
        from .cli import main as run
    except KeyboardInterrupt:
        sys.exit(130)
    run()


if __name__ == "__main__":
    main()
