"""Where the office keeps its data: an embedded PostgreSQL in the user's data directory, or a server."""
