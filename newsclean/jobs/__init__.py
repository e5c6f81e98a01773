"""Jobs: many pages from files to rows in a file, with progress, error rows and resume."""
