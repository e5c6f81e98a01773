"""The words of a text, cached work, lazy patterns, and text made safe to print."""
