"""`python -m newsclean` is `newsclean`."""

from .cli import main

if __name__ == "__main__":
    main()
