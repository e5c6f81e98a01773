"""The commands, one a file, and what they share. `newsclean/cli.py` puts them together."""
