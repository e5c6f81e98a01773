"""The commands, one a file, and what they share. `newsclean/cli.py` puts them together.

A command imports the cleaner in its function, not at the top of its file: `newsclean --help` need not wait.
"""
