"""Relations that the words of a document state, found over its statements."""
