"""What a page declares about its article: address, publisher, section, tags, description, licence."""
