"""Whether signatures are all that was added to a PDF: its pages show what they showed before.

That a signature is whole does not say so: what was changed before signing is signed with the rest.
"""

from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import Any

from pyhanko.pdf_utils.generic import DictionaryObject, PdfObject, Reference
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader

from tonghop.drafting.signing.verify import opened

_OF_CATALOG = frozenset({"/AcroForm", "/DSS", "/Extensions", "/Metadata", "/Version"})
"""What signing may change in the catalog of a PDF."""
_OF_PAGE = frozenset({"/Annots"})
_AT_WILL = frozenset({"/Metadata", "/XRef", "/ObjStm"})
"""Types of objects that are no part of what a page shows."""


def only_signed(before: bytes, after: bytes) -> bool:
    """Whether `after` is `before` with nothing but signatures added; raises SigningRefused for what is no PDF."""
    if not after.startswith(before):
        return False
    old, new = opened(before), opened(after)
    try:
        return _catalog_kept(old, new) and _objects_kept(old, new) and _signs_only(new)
    except (PdfError, KeyError, ValueError, TypeError, AttributeError, RecursionError):
        return False


def _catalog_kept(old: PdfFileReader, new: PdfFileReader) -> bool:
    same_place = old.root_ref.idnum == new.root_ref.idnum
    return same_place and _kept(old.root, new.root, _OF_CATALOG)


def _objects_kept(old: PdfFileReader, new: PdfFileReader) -> bool:
    """Whether every object that there was says what it said, but for the lists of what stands on pages."""
    lists = {id_ for page in _pages(old) if (id_ := _list_of(page))}
    info = old.trailer.raw_get("/Info").idnum if "/Info" in old.trailer else None
    free = {old.root_ref.idnum, info} | lists
    return all(_object_kept(old, new, each) for each in _references(old) if each.idnum not in free) and all(
        _appended(before, after) for before, after in zip(_pages(old), _pages(new), strict=True)
    )


def _object_kept(old: PdfFileReader, new: PdfFileReader, place: Reference) -> bool:
    before: PdfObject = old.get_object(place)  # type: ignore[no-untyped-call]
    after: PdfObject = new.get_object(  # type: ignore[no-untyped-call]
        Reference(place.idnum, place.generation, pdf=new)
    )
    if isinstance(before, DictionaryObject) and isinstance(after, DictionaryObject):
        kind = before.get("/Type")
        return kind in _AT_WILL or _kept(before, after, _OF_PAGE if kind == "/Page" else frozenset())
    return _written(before) == _written(after)


def _kept(before: DictionaryObject, after: DictionaryObject, but: frozenset[str]) -> bool:
    """Whether two dictionaries, or streams, say the same but for some keys."""
    names = (before.keys() | after.keys()) - but
    if any(name not in before or name not in after for name in names):
        return False
    same = all(_written(before.raw_get(name)) == _written(after.raw_get(name)) for name in names)
    return same and getattr(before, "encoded_data", b"") == getattr(after, "encoded_data", b"")


def _appended(before: DictionaryObject, after: DictionaryObject) -> bool:
    """Whether on a page stands what stood there, then fields of signatures."""
    old, new = _standing(before), _standing(after)
    count = len(old)
    return [_written(each) for each in old] == [_written(each) for each in new[:count]] and all(
        _is_signature(each.get_object()) for each in new[count:]
    )


def _signs_only(new: PdfFileReader) -> bool:
    """Whether the form of a PDF has no fields but those of signatures."""
    form = new.root["/AcroForm"]
    fields = form["/Fields"]
    return "/XFA" not in form and all(_is_signature(fields[number]) for number in range(len(fields)))


def _is_signature(field: Any) -> bool:
    return isinstance(field, DictionaryObject) and (field.get("/FT") or field["/Parent"]["/FT"]) == "/Sig"


def _standing(page: DictionaryObject) -> list[Any]:
    if "/Annots" not in page:
        return []
    held = page["/Annots"]
    return [held.raw_get(number) for number in range(len(held))]


def _list_of(page: DictionaryObject) -> int | None:
    """The number of the object that lists what stands on a page, where it is one of its own."""
    return getattr(page.raw_get("/Annots"), "idnum", None) if "/Annots" in page else None


def _pages(reader: PdfFileReader) -> Iterator[DictionaryObject]:
    return _leaves(reader.root["/Pages"])


def _leaves(node: DictionaryObject) -> Iterator[DictionaryObject]:
    if "/Kids" not in node:
        yield node
        return
    children = node["/Kids"]
    for number in range(len(children)):
        yield from _leaves(children[number])


def _references(reader: PdfFileReader) -> Iterable[Reference]:
    revisions = range(reader.xrefs.total_revisions)
    return set().union(*(reader.xrefs.explicit_refs_in_revision(each) for each in revisions))


def _written(value: PdfObject) -> bytes:
    value.write_to_stream(stream := BytesIO())
    return stream.getvalue()
