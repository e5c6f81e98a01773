"""What speaks for a line being part of readers' comments."""
