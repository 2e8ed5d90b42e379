"""The command line. Only `main` is called from outside; every heavy import waits until a command needs it."""

from tonghop.cli.program import main

__all__ = ["main"]
