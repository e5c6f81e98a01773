"""Jobs: clean pages from many files into one output, with progress, error rows and resuming."""
