"""`tonghop form`: forms of superiors, understood and filled."""

import json
import os
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tonghop.cli.files import refuse_overwriting, written
from tonghop.cli.groups import Spec, group, original, period_span
from tonghop.cli.office import office
from tonghop.cli.options import Say
from tonghop.cli.status import Status
from tonghop.core.errors import Refusal
from tonghop.core.language import translator
from tonghop.core.period import period_in_words
from tonghop.workers import Limits, Stopped, Worker, refuse_size

if TYPE_CHECKING:
    from tonghop.drafting.superior import Agreed, Studied


class WrongMap(Refusal):
    """A file that does not say what the cells of a form ask for."""

    def __init__(self, path: Path) -> None:
        super().__init__("{path} không phải là tệp gán ô do “tonghop form map” ghi ra.", path=path.name)


def command(language: str) -> click.Group:
    """The `form` commands with their help in `language`."""
    _ = translator(language).gettext
    path = click.Path(dir_okay=False, path_type=Path)
    output = click.Option(["--output", "-o"], required=True, type=path, metavar=_("TỆP"), help=_("Tệp kết quả."))
    known = click.Path(exists=True, dir_okay=False, path_type=Path)
    commands = (
        Spec(
            "map",
            partial(_map, language),
            _("Đoán mỗi ô trống của biểu hỏi chỉ tiêu nào, số nào; ghi ra tệp JSON để xem lại, sửa."),
            [original(_), output],
        ),
        Spec(
            "fill",
            partial(_fill, language),
            _("Điền biểu cho một kỳ bằng số liệu của văn phòng; ô chưa có số liệu để trống và được liệt kê."),
            [
                original(_),
                click.Option(["--map", "agreed"], type=known, metavar=_("TỆP"), help=_("Tệp gán ô đã xem lại.")),
                click.Option(["--unit"], required=True, metavar=_("MÃ"), help=_("Mã đơn vị.")),
                click.Option(["--period"], required=True, metavar=_("KỲ"), help=_("Kỳ số liệu.")),
                output,
            ],
        ),
    )
    return group("form", _("Biểu của cấp trên: đoán các ô hỏi gì, điền số liệu."), commands, _)


def _map(language: str, path: Path, output: Path) -> Status:
    from tonghop.drafting.superior import proposal, to_json

    _ = translator(language).gettext
    refuse_overwriting([output], [path], _)
    cells = _studied(path)
    agreed = proposal(cells)
    with written(output) as file:
        file.write(json.dumps(to_json(agreed), ensure_ascii=False, indent=2).encode())
    known = [cell for cell in cells if cell.slot.row in agreed.rows and cell.slot.column in agreed.columns]
    click.echo(_("Hiểu {known} trong {all} ô trống; đã ghi {path}.").format(
        known=len(known), all=len(cells), path=output))  # fmt: skip
    for label in dict.fromkeys(cell.slot.label for cell in cells if cell.slot.row not in agreed.rows):
        click.echo(_("Chưa rõ chỉ tiêu của hàng “{label}”.").format(label=label))
    return Status.CLEAN


def _fill(language: str, path: Path, agreed: Path | None, unit: str, period: str, output: Path) -> Status:
    from tonghop.drafting.superior import proposal

    _ = translator(language).gettext
    refuse_overwriting([output], [path], _)
    span, cells = period_span(period, _), _studied(path)
    chosen = _read(agreed) if agreed else proposal(cells)
    _tell_changes(chosen, cells, _)
    with office():
        from tonghop.drafting.superior.filling import fill

        done = fill(path.read_bytes(), cells, chosen, unit, span)
    with written(output) as file:
        file.write(done.content)
    click.echo(_("Đã điền {count} ô, để trống {empty} ô: {path}.").format(
        count=done.count, empty=len(done.empty), path=output))  # fmt: skip
    for other in done.otherwise:
        said, wanted = (period_in_words(each.code, _) for each in (other.said, other.wanted))
        told = _("Cột “{header}” ghi {said} nhưng được điền số của {wanted}. Sửa tiêu đề cột hoặc chọn lại kỳ.")
        click.echo(told.format(header=other.header, said=said, wanted=wanted), err=True)
    for each in done.empty:
        slot = each.cell.slot
        click.echo(f"{slot.place}: {slot.label}, {slot.header} – {_(each.why)}")
    return Status.CLEAN


def _studied(path: Path) -> "tuple[Studied, ...]":
    """What the cells of a form seem to ask for, read in another process, held to limits."""
    from tonghop.drafting.superior import STUDY, Sent

    limits = Limits.of(os.environ)
    refuse_size(path, path.name, limits)
    worker = Worker(STUDY, limits)
    try:
        return worker.ask(Sent(path.name, path.read_bytes()))
    except Stopped as stopped:
        raise stopped.of(path.name) from stopped
    finally:
        worker.close()


def _read(path: Path) -> "Agreed":
    from tonghop.drafting.superior import of_json

    try:
        return of_json(json.loads(path.read_text("utf-8")))
    except (ValueError, KeyError, TypeError, AttributeError):
        raise WrongMap(path) from None


def _tell_changes(agreed: "Agreed", cells: "Sequence[Studied]", _: Say) -> None:
    """Name the cells that moved, came or went since the form was mapped."""
    from tonghop.drafting.superior import changes

    changed = changes(agreed, [cell.slot for cell in cells])
    for moved in changed.moved:
        click.echo(_("Ô {before} nay ở {now}.").format(before=moved.before, now=moved.slot.place), err=True)
    for place in changed.gone:
        click.echo(_("Ô {place} không còn.").format(place=place), err=True)
    for slot in changed.new:
        click.echo(_("Ô mới {place}: {label}, {header}.").format(
            place=slot.place, label=slot.label, header=slot.header), err=True)  # fmt: skip
