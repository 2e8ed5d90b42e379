"""Where the office keeps its data: an embedded PostgreSQL in the user's data directory, or a server."""

from tonghop.database.embedded import revive, running
from tonghop.database.errors import DatabaseError
from tonghop.database.place import data_directory, secret
from tonghop.database.sharing import exclusive

__all__ = ["DatabaseError", "data_directory", "exclusive", "revive", "running", "secret"]
