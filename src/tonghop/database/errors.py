"""What keeps the database from being used, as sentences for the user."""

from tonghop.core.errors import Refusal


class DatabaseError(Refusal):
    """The database cannot be used."""
