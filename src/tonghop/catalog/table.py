"""Tab-separated data files: one header line, `#` comments, every other line a row of that many fields."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from unicodedata import normalize

from tonghop.core.errors import CatalogError


@dataclass(frozen=True, slots=True)
class Row:
    """One data line, and where it stands, so that whoever finds it wrong can say so."""

    file: str
    line: int
    fields: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """The field of this column; raises CatalogError where it is empty."""
        if value := self.fields[column]:
            return value
        raise self.error(f"thiếu giá trị ở cột `{column}`")

    def list(self, column: str) -> tuple[str, ...]:
        """The parts of a field parted by `;`, in order; empty where the field is."""
        return tuple(part.strip() for part in self.fields[column].split(";") if part.strip())

    def choice(self, column: str, allowed: frozenset[str]) -> str:
        """The field of this column, which must be one of `allowed`."""
        value = self[column]
        if value in allowed:
            return value
        raise self.error(f"cột `{column}` có giá trị `{value}`, chỉ nhận {', '.join(sorted(allowed))}")

    def error(self, problem: str) -> CatalogError:
        """An error that names this line."""
        return CatalogError(f"{self.file}, dòng {self.line}: {problem}")


def data(name: str) -> str:
    """The text of a data file of the catalog."""
    return files("tonghop.catalog").joinpath("data", name).read_text("utf-8")


def rows(file: str, text: str, columns: tuple[str, ...]) -> Iterator[Row]:
    """The rows of `text`, whose header must be exactly `columns`; trailing empty fields may be left off."""
    header: tuple[str, ...] | None = None
    for line, content in enumerate(normalize("NFC", text).splitlines(), 1):
        if not content.strip() or content.startswith("#"):
            continue
        fields = [field.strip() for field in content.split("\t")]
        if header is None:
            header = tuple(fields)
            if header != columns:
                raise CatalogError(f"{file}, dòng {line}: dòng tiêu đề phải là {', '.join(columns)}")
            continue
        if len(fields) > len(columns):
            raise CatalogError(f"{file}, dòng {line}: có {len(fields)} cột, chỉ nhận {len(columns)} cột")
        fields += [""] * (len(columns) - len(fields))
        yield Row(file, line, dict(zip(columns, fields, strict=True)))
