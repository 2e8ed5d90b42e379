"""What a worker process does, named so that the process that asks for it need not load it."""

from collections.abc import Callable
from dataclasses import dataclass
from importlib import import_module
from typing import Generic, TypeVar, cast

Request = TypeVar("Request")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Work(Generic[Request, Result]):
    """The function `name` of a module: one picklable value in, one out."""

    module: str
    name: str

    def load(self) -> Callable[[Request], Result]:
        """The function itself, its module imported."""
        return cast(Callable[[Request], Result], getattr(import_module(self.module), self.name))
