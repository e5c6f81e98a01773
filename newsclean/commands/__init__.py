"""The commands of the command line, one a file. `newsclean/cli.py` puts them together."""
