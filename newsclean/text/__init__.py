"""Words of a text, caching, lazily compiled patterns, and text made safe to print."""
