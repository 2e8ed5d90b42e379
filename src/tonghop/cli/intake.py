"""`tonghop intake`: documents become figures of the ledger, proposed or accepted, with their sources."""

import sys
from collections.abc import Iterable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tonghop.cli import options
from tonghop.cli.facts import account
from tonghop.cli.files import refuse_overwriting, written
from tonghop.cli.formats import dump
from tonghop.cli.groups import as_account
from tonghop.cli.inputs import Input, inputs
from tonghop.cli.office import office
from tonghop.cli.options import Say
from tonghop.cli.status import Status
from tonghop.cli.unpacking import unpacked
from tonghop.core.language import translator
from tonghop.workers import Limits

if TYPE_CHECKING:
    from tonghop.intake.recording import Order
    from tonghop.intake.taking import Failed, Given, Taken

_FORMATS = ("text", "json", "html")


def command(language: str) -> click.Command:
    """The `intake` command with its help in `language`."""
    _ = translator(language).gettext
    path = click.Path(path_type=Path)
    return click.Command(
        "intake",
        callback=partial(_run, language),
        help=_("Nhận số liệu từ báo cáo và quyết định giao kế hoạch: đối chiếu với sổ số liệu rồi đề xuất hoặc ghi."),
        options_metavar=_("[TÙY CHỌN]"),
        params=[
            options.files(_),
            click.Option(
                ["--unit"], metavar=_("MÃ"), help=_("Số liệu của đơn vị nào; mặc định theo tên trên văn bản.")
            ),
            click.Option(
                ["--round", "number"],
                type=click.IntRange(min=1),
                metavar=_("SỐ-ĐỢT"),
                help=_("Nhập vào biểu của đợt báo cáo này những số liệu mà biểu cần."),
            ),
            click.Option(["--accept"], is_flag=True, help=_("Tiếp nhận ngay số liệu không mâu thuẫn; cần --reason.")),
            click.Option(["--dry-run"], is_flag=True, help=_("Chỉ xem, không ghi gì.")),
            click.Option(["--reason"], default="", metavar=_("LÝ-DO"), help=_("Lý do, ghi vào nhật ký.")),
            click.Option(
                ["--dismiss", "fingerprints"],
                multiple=True,
                metavar=_("MÃ-CẢNH-BÁO"),
                help=_("Bỏ qua một cảnh báo, kể cả ở các dự thảo sau; cần --reason và --as; dùng được nhiều lần."),
            ),
            click.Option(
                ["--backfill"],
                is_flag=True,
                help=_("Hồ sơ nhiều năm: nhận theo thứ tự ngày văn bản, tổng hợp theo năm."),
            ),
            click.Option(
                ["--review"], type=path, metavar=_("TỆP.xlsx"), help=_("Ghi số liệu đề xuất ra tệp để rà soát, sửa.")
            ),
            click.Option(["--reviewed"], is_flag=True, help=_("Các tệp là tệp đã rà soát: tiếp nhận; cần --reason.")),
            as_account(_),
            *options.password(_),
            *options.limits(_),
            options.output_format(_, _FORMATS),
            click.Option(["--output", "-o"], type=path, metavar=_("TỆP"), help=_("Tệp ghi kết quả.")),
            options.lang(_),
            options.debug(_),
        ],
    )


def _run(
    language: str,
    names: Sequence[str],
    unit: str | None,
    number: int | None,
    accept: bool,
    dry_run: bool,
    reason: str,
    fingerprints: Sequence[str],
    backfill: bool,
    review: Path | None,
    reviewed: bool,
    name: str | None,
    password: str | None,
    ask_password: bool,
    format: str,
    output: Path | None,
    **limited: int | None,
) -> Status:
    _ = translator(language).gettext
    _refuse_halves(_, reason, accept or reviewed or bool(fingerprints), name, bool(fingerprints) or number is not None)
    if accept and number is not None:
        raise click.UsageError(_("Biểu của đợt báo cáo được tiếp nhận bằng “tonghop round accept”; bỏ --accept."))
    limits, password = options.chosen_limits(**limited), options.chosen_password(_, password, ask_password)
    named = list(inputs(names))
    paths = [item.path for item in named if item.path]
    refuse_overwriting([target for target in (review, output) if target], paths, _)
    with office():
        from tonghop.intake import backfill as past
        from tonghop.intake.recording import Order
        from tonghop.intake.taking import read_all, take_all

        order = Order(account(name), reason, accept, tuple(fingerprints))
        if reviewed:
            return _take_back(language, paths, order, limits)
        with unpacked(named, password, limits) as items:
            files = read_all([_given(item, limits, password) for item in items], limits, options.cores())
            given = past.in_order(files) if backfill else files
            results = list(take_all(given, order, unit, number=number, dry_run=dry_run, language=language))
        notes = _years(results, language) if backfill else []
        notes += [_("Chỉ xem, chưa ghi gì.")] if dry_run else []
        if review:
            notes.append(_review(results, review, language))
        shown = _rendered(results, notes, format, language)
    _out(shown, output)
    return max(_status(results), _strangers(results, fingerprints, language))


def _refuse_halves(_: Say, reason: str, wants_reason: bool, name: str | None, wants_account: bool) -> None:
    if wants_reason and not reason.strip():
        raise click.UsageError(_("Đề nghị nêu lý do bằng --reason."))
    if wants_account and not name:
        raise click.UsageError(_("Đề nghị ghi tài khoản thực hiện bằng --as."))


def _given(item: Input, limits: Limits, password: str | None) -> "Given":
    from tonghop.intake.reading import Wanted
    from tonghop.intake.taking import Given

    place = item.lost or item.path
    assert place
    return Given(item.label, Wanted(item.name or Path(item.label).name, place, limits, password))


def _take_back(language: str, paths: Iterable[Path], order: "Order", limits: Limits) -> Status:
    from tonghop.intake.backfill import take_back

    _ = translator(language).gettext
    for path in paths:
        done = take_back(path, order, limits)
        said = _("{path}: tiếp nhận {settled} số liệu, trong đó {changed} số liệu được sửa hoặc thêm khi rà soát.")
        click.echo(said.format(path=path, settled=done.settled, changed=done.changed))
    return Status.CLEAN


def _review(results: Sequence["Taken | Failed"], path: Path, language: str) -> str:
    from tonghop.intake.backfill import write_review

    with written(path) as file:
        count = write_review(results, file)
    said = translator(language).gettext("Đã ghi {count} số liệu vào {path} để rà soát.")
    return said.format(count=count, path=path)


def _years(results: Sequence["Taken | Failed"], language: str) -> list[str]:
    from tonghop.intake.backfill import by_year
    from tonghop.intake.view import year_in_words

    return [year_in_words(year, language) for year in by_year(results)]


def _rendered(results: Sequence["Taken | Failed"], notes: Sequence[str], format: str, language: str) -> bytes:
    from tonghop.intake import view

    if format == "json":
        return dump({"documents": [view.as_values(item, language) for item in results], "notes": list(notes)})
    if format == "html":
        return view.render_html(results, notes, language).encode()
    return view.render_text(results, notes, language).encode()


def _out(content: bytes, output: Path | None) -> None:
    if output is None:
        sys.stdout.buffer.write(content)
    else:
        with written(output) as file:
            file.write(content)


def _status(results: Iterable["Taken | Failed"]) -> Status:
    from tonghop.intake.taking import Failed, Unexpected
    from tonghop.intake.view import is_contradicted

    status = Status.CLEAN
    for item in results:
        if isinstance(item, Failed):
            status = max(status, Status.BUG if isinstance(item.error, Unexpected) else Status.UNREADABLE)
        elif is_contradicted(item):
            status = max(status, Status.CONTRADICTION)
    return status


def _strangers(results: Iterable["Taken | Failed"], fingerprints: Iterable[str], language: str) -> Status:
    """Name the fingerprints that no finding has."""
    from tonghop.intake.taking import Taken

    known = {name for item in results if isinstance(item, Taken) for name in item.dismissed}
    if strange := [name for name in fingerprints if name not in known]:
        said = translator(language).gettext("Không có cảnh báo nào mang mã {names} trong các văn bản này.")
        click.echo(said.format(names=", ".join(strange)), err=True)
    return Status.UNREADABLE if strange else Status.CLEAN
