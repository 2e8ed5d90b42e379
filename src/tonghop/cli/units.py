"""`tonghop units`: look up the units of the office, and create, rename, move, merge, divide and close them."""

import sys
from collections.abc import Callable, Sequence
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from functools import partial
from typing import TYPE_CHECKING

import click

from tonghop.cli import options
from tonghop.cli.facts import account
from tonghop.cli.office import office
from tonghop.cli.status import Status
from tonghop.core.language import translator

if TYPE_CHECKING:
    from tonghop.ledger.units import Author, New, Part, Sum

_WIDTH_OF_A_FILE = 160
_KINDS = ("nation", "province", "district", "commune", "department", "group")
_METHODS = ("area", "population", "counted", "whole")
_SHOWN = 40
Say = Callable[[str], str]


def command(language: str) -> click.Group:
    """The `units` command and its own commands with their help in `language`."""
    _ = translator(language).gettext
    group = click.Group(
        "units",
        help=_("Tra cứu đơn vị trong sổ số liệu; lập, đổi tên, chuyển, sáp nhập, chia tách, kết thúc đơn vị."),
        subcommand_metavar=_("LỆNH [THAM SỐ]..."),
        options_metavar=_("[TÙY CHỌN]"),
        params=[options.lang(_)],
    )
    for name, (run, summary, parameters) in _commands(_).items():
        help = _(summary)
        changing = (
            [_day(_, required=True), _reason(_), _person(_), _dry_run(_)] if name not in ("find", "show") else [_day(_)]
        )
        group.add_command(
            click.Command(
                name,
                callback=partial(run, language),
                help=help,
                short_help=help,
                options_metavar=_("[TÙY CHỌN]"),
                params=[*parameters, *changing, options.lang(_), options.debug(_)],
            )
        )
    return group


def _commands(_: Say) -> dict[str, tuple[Callable[..., Status], str, list[click.Parameter]]]:
    code = click.Argument(["code"], metavar=_("MÃ"))
    codes = click.Argument(["codes"], nargs=-1, required=True, metavar=_("MÃ..."))
    name = click.Argument(["name"], metavar=_("TÊN"))
    parent = click.Argument(["parent"], metavar=_("MÃ-CẤP-TRÊN"))
    words = click.Argument(["words"], nargs=-1, required=True, metavar=_("TỪ KHÓA..."))
    decision = click.Option(["--decision"], default="", metavar=_("SỐ-KÝ-HIỆU"), help=_("Văn bản quyết định sắp xếp."))
    kind = click.Option(["--kind"], type=click.Choice(_KINDS), default="commune", help=_("Loại đơn vị."))
    into = click.Option(["--into"], required=True, metavar=_("MÃ"), help=_("Đơn vị nhận; mã mới cần thêm --name."))
    new_name = click.Option(["--name"], metavar=_("TÊN"), help=_("Tên đơn vị mới."))
    part = click.Option(
        ["--part", "parts"],
        multiple=True,
        required=True,
        metavar=_("MÃ=TỶ-LỆ[=TÊN]"),
        help=_("Phần của mỗi đơn vị nhận, các tỷ lệ cộng lại bằng 1, hoặc “?” nếu chưa rõ; có TÊN thì lập đơn vị mới."),
    )
    share = click.Option(
        ["--part", "parts"],
        multiple=True,
        required=True,
        metavar=_("MÃ=TỶ-LỆ"),
        help=_("Phần của mỗi đơn vị nhận, các tỷ lệ cộng lại bằng 1, hoặc “?” nếu chưa rõ."),
    )
    indicator = click.Option(
        ["--indicator"], metavar=_("MÃ"), help=_("Tỷ lệ riêng của một chỉ tiêu; mặc định là tỷ lệ chung.")
    )
    place = click.Option(
        ["--place", "places"], multiple=True, metavar=_("MÃ=MÃ"), help=_("Đơn vị trực thuộc chuyển về đơn vị nhận nào.")
    )
    method = click.Option(
        ["--method"], type=click.Choice(_METHODS), default="area", show_default=True, help=_("Cách xác định tỷ lệ.")
    )
    return {
        "find": (_find, "Tìm đơn vị theo mã hoặc tên, gõ có dấu hay không dấu đều được.", [words]),
        "show": (_show, "Xem một đơn vị: tên, cấp trên, đơn vị trực thuộc, tiền thân và tỷ lệ.", [code]),
        "create": (_create, "Lập một đơn vị.", [code, name, parent, kind]),
        "rename": (_rename, "Đổi tên một đơn vị.", [code, name]),
        "move": (_move, "Chuyển một đơn vị về trực thuộc đơn vị khác.", [code, parent]),
        "merge": (_merge, "Nhập các đơn vị làm một.", [codes, into, new_name, decision]),
        "split": (_split, "Chia một đơn vị cho các đơn vị khác.", [code, part, place, method, decision]),
        "shares": (
            _shares,
            "Ghi lại tỷ lệ của lần chia tách ngày ấy, chung hoặc riêng cho một chỉ tiêu.",
            [code, share, indicator, method],
        ),
        "close": (_close, "Kết thúc hoạt động của một đơn vị.", [code]),
    }


def _day(_: Say, required: bool = False) -> click.Option:
    return click.Option(
        ["--date", "day"],
        type=click.DateTime(["%Y-%m-%d", "%d/%m/%Y"]),
        required=required,
        metavar=_("NGÀY"),
        help=_("Ngày có hiệu lực (01/07/2025).") if required else _("Ngày cần xem; mặc định là hôm nay."),
    )


def _reason(_: Say) -> click.Option:
    return click.Option(["--reason"], default="", metavar=_("LÝ-DO"), help=_("Lý do, ghi vào nhật ký."))


def _person(_: Say) -> click.Option:
    return click.Option(["--as", "person"], metavar=_("TÀI-KHOẢN"), help=_("Thực hiện với quyền của tài khoản này."))


def _dry_run(_: Say) -> click.Option:
    return click.Option(["--dry-run"], is_flag=True, help=_("Chỉ tính thử mọi tổng trước và sau, không ghi gì."))


def _on(day: datetime | None) -> date:
    return day.date() if day else date.today()


def _find(language: str, words: Sequence[str], day: datetime | None) -> Status:
    _ = translator(language).gettext
    with office():
        from tonghop.ledger import units

        found = units.search(" ".join(words), _on(day))
    if found:
        _print_table((_("Mã"), _("Tên")), found)
    else:
        click.echo(_("Không có đơn vị nào như vậy trong sổ số liệu."), err=True)
    return Status.CLEAN


def _show(language: str, code: str, day: datetime | None) -> Status:
    _ = translator(language).gettext
    on = _on(day)
    with office():
        from tonghop.ledger import units

        unit = units.find(code)
        above = units.above(code, on)[1:]
        below = units.children(code, on)
        names = units.names_of([code, *above, *below], on)
        click.echo(f"{code}: {names.get(code, code)}")
        for label, day_ in ((_("Có từ ngày"), unit.born), (_("Kết thúc ngày"), unit.closed)):
            if day_:
                click.echo(f"{label}: {day_:%d/%m/%Y}")
        if above:
            click.echo(f"{_('Trực thuộc')}: {', '.join(f'{each} {names.get(each, each)}' for each in above)}")
        _print_lineage(code, unit.born, _)
        if below:
            _print_table((_("Đơn vị trực thuộc"), _("Tên")), [(each, names.get(each, "")) for each in below])
    return Status.CLEAN


def _print_lineage(code: str, born: date | None, _: Say) -> None:
    from datetime import timedelta

    from tonghop.ledger import units

    if born is None:
        return
    lineage = units.lineage(code, before := born - timedelta(days=1))
    for indicator in (None, *sorted(lineage.special)):
        shares = lineage.shares(indicator)
        methods = ", ".join(_(str(method.label)) for method in lineage.methods(indicator))
        of = f"{indicator}: " if indicator else ""
        if shares is None:
            nothing = _("Không có số liệu so sánh trước ngày thành lập.")
            click.echo(of + nothing + (f" ({methods})" if methods else ""))
            continue
        names = units.names_of([share.unit for share in shares], before)
        parts = ", ".join(f"{share.share} × {share.unit} {names.get(share.unit, '')}" for share in shares)
        click.echo(f"{of}{_('Tiền thân')}: {parts} ({methods})")


def _create(
    language: str,
    code: str,
    name: str,
    parent: str,
    kind: str,
    day: datetime,
    reason: str,
    person: str | None,
    dry_run: bool,
) -> Status:
    with office():
        from tonghop.ledger import units
        from tonghop.ledger.models import UnitKind

        new = units.New(code, UnitKind(kind), name, parent, day.date())
        return _do(language, [code, parent], dry_run, (person, reason), lambda by: units.create([new], by))


def _rename(
    language: str, code: str, name: str, day: datetime, reason: str, person: str | None, dry_run: bool
) -> Status:
    with office():
        from tonghop.ledger import units

        return _do(language, [code], dry_run, (person, reason), lambda by: units.rename(code, name, day.date(), by))


def _move(
    language: str, code: str, parent: str, day: datetime, reason: str, person: str | None, dry_run: bool
) -> Status:
    with office():
        from tonghop.ledger import units

        return _do(
            language, [code, parent], dry_run, (person, reason), lambda by: units.move(code, parent, day.date(), by)
        )


def _close(language: str, code: str, day: datetime, reason: str, person: str | None, dry_run: bool) -> Status:
    with office():
        from tonghop.ledger import units

        return _do(language, [code], dry_run, (person, reason), lambda by: units.close(code, day.date(), by))


def _merge(
    language: str,
    codes: Sequence[str],
    into: str,
    name: str | None,
    decision: str,
    day: datetime,
    reason: str,
    person: str | None,
    dry_run: bool,
) -> Status:
    with office():
        from tonghop.ledger import units

        target = _successor(into, name, codes[0], day.date()) if name else into
        return _do(
            language,
            [*codes, into],
            dry_run,
            (person, reason),
            lambda by: units.merge(codes, target, day.date(), by, decision),
        )


def _split(
    language: str,
    code: str,
    parts: Sequence[str],
    places: Sequence[str],
    method: str,
    decision: str,
    day: datetime,
    reason: str,
    person: str | None,
    dry_run: bool,
) -> Status:
    _ = translator(language).gettext
    with office():
        from tonghop.ledger import units

        asked = [_part(text, _) for text in parts]
        new = [_successor(successor, name, code, day.date()) for successor, _share, name in asked if name]
        shares = _shared(code, asked, method)
        placed = dict(_pair(text, _) for text in places)
        return _do(
            language,
            [code, *(successor for successor, _share, _name in asked)],
            dry_run,
            (person, reason),
            lambda by: units.split(shares, day.date(), by, new, placed, decision),
        )


def _shares(
    language: str,
    code: str,
    parts: Sequence[str],
    indicator: str | None,
    method: str,
    day: datetime,
    reason: str,
    person: str | None,
    dry_run: bool,
) -> Status:
    with office():
        from tonghop.ledger import units

        asked = [_part(text, translator(language).gettext) for text in parts]
        shares = _shared(code, asked, method, indicator)
        return _do(
            language, [code], dry_run, (person, reason), lambda by: units.state_shares(code, day.date(), shares, by)
        )


def _shared(
    code: str, asked: Sequence[tuple[str, Decimal | None, str]], method: str, indicator: str | None = None
) -> "list[Part]":
    """The parts of a unit; a share that is not known has no method either."""
    from tonghop.ledger.units import Method, Part

    return [
        Part(code, successor, share, Method.UNKNOWN if share is None else Method(method), indicator)
        for successor, share, _name in asked
    ]


def _successor(code: str, name: str, predecessor: str, day: date) -> "New":
    """A new unit of the kind and under the parent of the one that it comes from."""
    from tonghop.ledger import units
    from tonghop.ledger.models import UnitKind

    kind = UnitKind(units.find(predecessor).kind)
    return units.New(code, kind, name, units.parent_of(predecessor, day), day)


def _part(text: str, _: Say) -> tuple[str, Decimal | None, str]:
    code, _mark, rest = text.partition("=")
    share, _mark, name = rest.partition("=")
    if share == "?":
        return code, None, name
    try:
        return code, Decimal(share.replace(",", ".")), name
    except InvalidOperation as error:
        raise click.UsageError(_("“{text}” không có dạng MÃ=TỶ-LỆ, ví dụ 00123=0,35.").format(text=text)) from error


def _pair(text: str, _: Say) -> tuple[str, str]:
    child, mark, target = text.partition("=")
    if not mark:
        raise click.UsageError(_("“{text}” không có dạng MÃ=MÃ.").format(text=text))
    return child, target


def _do(
    language: str,
    codes: Sequence[str],
    dry_run: bool,
    who: tuple[str | None, str],
    operation: Callable[["Author"], None],
) -> Status:
    from tonghop.ledger import access, units
    from tonghop.ledger.models import Unit
    from tonghop.ledger.rights import Action

    _ = translator(language).gettext
    person, reason = who
    by = units.Author(account(person), reason)
    if by.actor:
        known = Unit.objects.filter(code__in=codes)
        access.require_all(by.actor, Action.CHANGE_UNITS, set(known.values_list("id", flat=True)))
    if not dry_run:
        operation(by)
        click.echo(_("Đã ghi. Mọi số liệu và lịch sử trước đó giữ nguyên."))
        return Status.CLEAN
    _print_sums(units.preview(lambda: operation(by), codes), _)
    return Status.CLEAN


def _print_sums(sums: "Sequence[Sum]", _: Say) -> None:
    changed = [each for each in sums if each.before != each.after]
    if changed:
        headings = (_("Đơn vị"), _("Chỉ tiêu"), _("Kỳ"), _("Loại"), _("Trước"), _("Sau"))
        shown = [
            (each.cell.unit, each.cell.indicator, each.cell.span.code, each.cell.measure.value, *_values(each))
            for each in changed[:_SHOWN]
        ]
        _print_table(headings, shown)
    click.echo(
        _("Tính thử, chưa ghi gì: {changed} tổng thay đổi, {same} tổng giữ nguyên.").format(
            changed=len(changed), same=len(sums) - len(changed)
        )
    )


def _values(each: "Sum") -> tuple[str, str]:
    before, after = ("–" if value is None else f"{value:f}" for value in (each.before, each.after))
    return before, after


def _print_table(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(*headings, box=None, pad_edge=False)
    for row in rows:
        table.add_row(*row)
    Console(width=None if sys.stdout.isatty() else _WIDTH_OF_A_FILE, highlight=False, markup=False).print(table)
