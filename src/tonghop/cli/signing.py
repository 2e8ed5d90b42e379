"""`tonghop sign` and `tonghop verify`: digital signatures of PDF files."""

import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tonghop.cli import options
from tonghop.cli.files import refuse_overwriting, written
from tonghop.cli.groups import original
from tonghop.cli.options import Say
from tonghop.cli.status import Status
from tonghop.core.language import translator

if TYPE_CHECKING:
    from tonghop.drafting.signing import Key, Mark, Signature

KEY_VARIABLE = "TONGHOP_KEY_PASSWORD"


def sign(language: str) -> click.Command:
    """The `sign` command with its help in `language`."""
    _ = translator(language).gettext
    secret = _("Mật khẩu tệp khóa hoặc mã PIN được hỏi khi chạy, hoặc đặt trong biến {variable}.")
    return click.Command(
        "sign",
        callback=partial(_sign, language),
        help=_("Ký số tệp PDF (PAdES) bằng tệp khóa hoặc thiết bị ký số.") + " " + secret.format(variable=KEY_VARIABLE),
        options_metavar=_("[TÙY CHỌN]"),
        params=[
            original(_),
            _file("--key", _("Tệp khóa PKCS#12 (.p12, .pfx)."), _),
            _file("--token", _("Thư viện PKCS#11 của thiết bị ký số."), _),
            click.Option(["--slot"], type=click.IntRange(min=0), metavar="N", help=_("Khe cắm của thiết bị ký số.")),
            click.Option(["--key-name"], metavar=_("TÊN"), help=_("Tên khóa trong thiết bị có nhiều khóa.")),
            _file("--image", _("Ảnh chữ ký của người ký (PNG nền trong suốt)."), _),
            click.Option(
                ["--name"], default="", metavar=_("TÊN"), help=_("Tên người ký như in dưới chữ ký, để đặt chữ ký.")
            ),
            _file("--seal", _("Ký của cơ quan: ảnh con dấu (PNG nền trong suốt), đúng kích thước thật."), _),
            click.Option(
                ["--attachment"], metavar=_("SỐ-KÝ-HIỆU"), help=_("Ký của cơ quan lên văn bản kèm theo tệp riêng.")
            ),
            click.Option(["--field"], default="", metavar=_("TÊN"), help=_("Ô chữ ký trống có sẵn trong tệp PDF.")),
            click.Option(
                ["--output", "-o"],
                required=True,
                type=click.Path(dir_okay=False, path_type=Path),
                metavar=_("TỆP"),
                help=_("Tệp kết quả."),
            ),
            options.lang(_),
            options.debug(_),
        ],
    )


def verify(language: str) -> click.Command:
    """The `verify` command with its help in `language`."""
    _ = translator(language).gettext
    return click.Command(
        "verify",
        callback=partial(_verify, language),
        help=_("Kiểm tra chữ ký số của tệp PDF: ai ký, khi nào, văn bản có bị sửa sau khi ký không."),
        options_metavar=_("[TÙY CHỌN]"),
        params=[
            original(_),
            click.Option(
                ["--trust", "roots"],
                multiple=True,
                type=click.Path(exists=True, dir_okay=False, path_type=Path),
                metavar=_("TỆP"),
                help=_("Chứng thư của cơ quan chứng thực được tin cậy (PEM, DER); dùng được nhiều lần."),
            ),
            options.lang(_),
            options.debug(_),
        ],
    )


def _file(flag: str, help_: str, _: Say) -> click.Option:
    path = click.Path(exists=True, dir_okay=False, path_type=Path)
    return click.Option([flag], type=path, metavar=_("TỆP"), help=help_)


def _sign(
    language: str,
    path: Path,
    key: Path | None,
    token: Path | None,
    slot: int | None,
    key_name: str | None,
    image: Path | None,
    name: str,
    seal: Path | None,
    attachment: str | None,
    field: str,
    output: Path,
) -> Status:
    _ = translator(language).gettext
    refuse_overwriting([output], [path], _)
    if (key is None) == (token is None):
        raise click.UsageError(_("Chọn một trong hai: tệp khóa (--key) hoặc thiết bị ký số (--token)."))
    if sum(bool(each) for each in (image or name, seal, attachment)) > 1:
        raise click.UsageError(_("Chỉ ký một cách mỗi lần: người ký (--image, --name), --seal hoặc --attachment."))
    from tonghop.drafting import signing

    with _key(_, key, token, slot, key_name) as opened:
        mark = _mark(image, name, seal, attachment)
        done = signing.sign(path.read_bytes(), opened, mark, datetime.now(UTC), field=field)
    with written(output) as file:
        file.write(done)
    click.echo(_("{name} đã ký: {path}").format(name=opened.name, path=output))
    return Status.CLEAN


@contextmanager
def _key(_: Say, key: Path | None, token: Path | None, slot: int | None, name: str | None) -> "Iterator[Key]":
    from tonghop.drafting import signing

    asked = _("Mật khẩu tệp khóa") if key else _("Mã PIN của thiết bị ký số")
    secret = os.environ.get(KEY_VARIABLE) or click.prompt(asked, hide_input=True, err=True)
    if key:
        yield signing.from_file(key.read_bytes(), secret)
    elif token:
        with signing.from_token(token, secret, slot, name) as opened:
            yield opened


def _mark(image: Path | None, name: str, seal: Path | None, attachment: str | None) -> "Mark":
    from tonghop.drafting.signing import Attachment, Person, Seal

    if seal:
        return Seal(seal.read_bytes())
    if attachment:
        return Attachment(attachment)
    return Person(image.read_bytes() if image else None, name)


def _verify(language: str, path: Path, roots: Sequence[Path]) -> Status:
    from tonghop.drafting import signing

    _ = translator(language).gettext
    found = signing.verify(path.read_bytes(), [root.read_bytes() for root in roots])
    if not found:
        click.echo(_("Văn bản chưa có chữ ký số."))
        return Status.CONTRADICTION
    for signature in found:
        click.echo(_said(signature, _))
    return Status.CLEAN if all(signature.trusted for signature in found) else Status.CONTRADICTION


def _said(signature: "Signature", _: Say) -> str:
    states = {
        "trusted": _("văn bản nguyên vẹn từ khi ký, chứng thư tin cậy"),
        "unknown": _("văn bản nguyên vẹn từ khi ký, chứng thư chưa đối chiếu được với nguồn tin cậy"),
        "changed": _("VĂN BẢN ĐÃ BỊ THAY ĐỔI sau khi ký hoặc chữ ký đã hỏng"),
        "added": _("PHẦN ĐÃ KÝ CÒN NGUYÊN NHƯNG TỆP BỊ THÊM NỘI DUNG sau chữ ký cuối cùng"),
    }
    at = _moment(signature.at, _) if signature.at else _("không ghi thời gian")
    said = _("{signer} (chứng thư do {issuer} cấp), ký lúc {at}: {state}.")
    return said.format(signer=signature.signer, issuer=signature.issuer, at=at, state=states[signature.state])


def _moment(at: datetime, _: Say) -> str:
    """A moment in the time of Việt Nam."""
    from tonghop.drafting.signing.sign import VIETNAM

    return _("{at:%H:%M:%S} ngày {at:%d/%m/%Y}").format(at=at.astimezone(VIETNAM))
