"""Putting a signature on a PDF."""

from datetime import datetime, timedelta, timezone
from io import BytesIO
from itertools import count
from typing import Any, assert_never

from pyhanko.pdf_utils.generic import DictionaryObject, IndirectObject, Reference
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, enumerate_sig_fields
from pyhanko.sign.general import SigningError
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner
from pyhanko.stamp import BaseStampStyle

from tonghop.drafting.signing import places, stamps
from tonghop.drafting.signing.errors import SigningRefused
from tonghop.drafting.signing.keys import Key
from tonghop.drafting.signing.loops import apart
from tonghop.drafting.signing.marks import Attachment, Mark, Person, Seal
from tonghop.drafting.signing.places import Place
from tonghop.drafting.signing.verify import opened, verify

VIETNAM = timezone(timedelta(hours=7))
_FIELD = "ChuKy"


class _Signer(PdfSigner):
    """A signer by a clock that is given, so that the page and the signature say the same time."""

    def __init__(self, at: datetime, *arguments: Any, **named: Any) -> None:
        super().__init__(*arguments, **named)
        self._at = at

    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> Any:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at
        return session


def sign(pdf: bytes, key: Key, mark: Mark, at: datetime, *, field: str = "") -> bytes:
    """The PDF with one more signature (PAdES), earlier ones untouched.

    `at` is now, with its zone; `field` is the empty signature field to sign, where the PDF has one. Raises
    SigningRefused.
    """
    at = at.astimezone(VIETNAM).replace(microsecond=0)
    key.refuse_outdated(at)
    _refuse_changed(pdf)
    writer = IncrementalPdfFileWriter(BytesIO(pdf), strict=False)
    names = _fields(writer.prev)
    place = None if field else _place(pdf, mark, key)
    if field and field not in {name for name, signed in names.items() if not signed}:
        raise SigningRefused("Văn bản không có ô chữ ký trống tên “{field}”.", field=field)
    name = field or next(new for number in count(1) if (new := f"{_FIELD}{number}") not in names)
    signer = _Signer(
        at,
        PdfSignatureMetadata(field_name=name, md_algorithm="sha256", subfilter=SigSeedSubFilter.PADES, name=key.name),
        key.signer,
        stamp_style=_stamp(mark, key, at),
        new_field_spec=SigFieldSpec(name, on_page=place.page, box=place.box) if place else None,
    )
    try:
        done = apart(lambda: signer.sign_pdf(writer, existing_fields_only=bool(field), output=BytesIO()))
        return bytes(done.getvalue())
    except (SigningError, PdfError) as error:
        raise SigningRefused("Không ký được văn bản này ({said}).", said=error) from error


def _refuse_changed(pdf: bytes) -> None:
    """Raise SigningRefused for what is no PDF, is locked, or was changed after somebody had signed it."""
    for signature in verify(pdf):
        if not signature.intact:
            raise SigningRefused(
                "Văn bản đã bị thay đổi sau khi {signer} ký. Lấy lại bản gốc rồi ký.", signer=signature.signer
            )


def _fields(reader: PdfFileReader) -> dict[str, bool]:
    """The names of the signature fields, each with whether it is signed."""
    return {name: value is not None for name, value, _ in enumerate_sig_fields(reader)}


def _stamp(mark: Mark, key: Key, at: datetime) -> BaseStampStyle:
    match mark:
        case Person(image=image) | Seal(image=image) if image:
            return stamps.of_picture(stamps.picture(image))
        case Person() | Seal():
            return stamps.of_text(f"Ký bởi: {key.name}\nThời gian ký: {stamps.moment(at)}")
        case Attachment(number=number):
            return stamps.of_text(f"{number}; {stamps.moment(at)}", right=True)
        case _:
            assert_never(mark)


def _place(pdf: bytes, mark: Mark, key: Key) -> Place:
    match mark:
        case Person(name=name):
            found = places.above_name(pdf, name or key.name)
            if name and found is None:
                raise SigningRefused("Không thấy tên “{name}” trong văn bản để đặt chữ ký.", name=name)
            return found or places.lower_right(pdf)
        case Seal(image=image):
            return places.beside(_last_signature(pdf), *stamps.size(stamps.picture(image), stamps.SEAL))
        case Attachment():
            return places.upper_right(pdf)
        case _:
            assert_never(mark)


def _last_signature(pdf: bytes) -> Place:
    """Where the last visible signature stands; raises SigningRefused where there is none to seal."""
    reader = opened(pdf)
    pages = {_reference(reader, number): number for number in range(_pages(reader))}
    for signature in reversed(reader.embedded_signatures):
        widget = signature.sig_field
        left, bottom, right, top = (float(edge) for edge in widget.get("/Rect", (0, 0, 0, 0)))
        if right > left and top > bottom and "/P" in widget:
            return Place(pages[widget.raw_get("/P").reference], left, bottom, right, top)
    raise SigningRefused("Văn bản chưa có chữ ký của người có thẩm quyền. Người ký ký trước, cơ quan đóng dấu sau.")


def _reference(reader: PdfFileReader, page: int) -> Reference:
    found: tuple[IndirectObject, DictionaryObject] = reader.find_page_for_modification(page)  # type: ignore[no-untyped-call]
    return found[0].reference


def _pages(reader: PdfFileReader) -> int:
    return int(reader.root["/Pages"]["/Count"])
