"""Errors a user can act on. Each names the file, what is wrong and what to do."""

from collections.abc import Callable


class TonghopError(Exception):
    """Base of all errors that end in a clear sentence instead of a traceback; each passes whole between processes."""

    def __reduce__(self) -> tuple[Callable[..., "TonghopError"], tuple[object, ...], dict[str, object]]:
        return _again, (type(self), *self.args), self.__dict__


def _again(kind: type[TonghopError], *args: object) -> TonghopError:
    return kind.__new__(kind, *args)


class Refusal(TonghopError):
    """Something refused. `message` says what and what to do, in Vietnamese: a msgid of gettext in which names in
    braces stand for `values`, of which some may be what else was refused."""

    def __init__(self, message: str, **values: object) -> None:
        super().__init__(message.format_map(values) if values else message)
        self.message, self.values = message, values

    def sentence(self, say: Callable[[str], str]) -> str:
        """The message in the language of `say`."""
        said = {key: told.sentence(say) if isinstance(told, Refusal) else told for key, told in self.values.items()}
        return say(self.message).format_map(said) if said else say(self.message)


class UnreadableDocument(TonghopError):
    """A file that cannot be read. `name` is the file, `problem` what is wrong, `remedy` what to do.

    `place` is where in the file, such as a cell (`Biểu 1!C7`), or empty where it is the whole file. Problem and remedy
    are Vietnamese msgids of gettext, in which names in braces stand for `values`.
    """

    def __init__(self, name: str, problem: str, remedy: str, place: str = "", **values: object) -> None:
        self.name, self.problem, self.remedy, self.place, self.values = name, problem, remedy, place, values
        super().__init__(self.sentence(str))

    def sentence(self, say: Callable[[str], str]) -> str:
        """File, place, problem and remedy in the language of `say`."""
        said = f"{say(self.problem)} {say(self.remedy)}"
        return ": ".join(filter(None, (self.name, self.place, said.format_map(self.values) if self.values else said)))


class SecretDocument(UnreadableDocument):
    """A document stamped MẬT, TỐI MẬT or TUYỆT MẬT, refused unless told otherwise."""


class CatalogError(TonghopError):
    """A catalog file with a wrong line; the message names file and line."""
