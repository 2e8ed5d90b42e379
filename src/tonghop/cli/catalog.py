"""`tonghop catalog`: look up indicators and units of measure."""

import sys
from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

import click

from tonghop.cli import options
from tonghop.cli.status import Status
from tonghop.core.language import translator

if TYPE_CHECKING:
    from tonghop.catalog.search import Entry

_WIDTH_OF_A_FILE = 160
_KINDS = {
    "money": "tiền",
    "scale": "bội số",
    "percent": "tỷ lệ phần trăm",
    "area": "diện tích",
    "length": "độ dài",
    "volume": "thể tích",
    "mass": "khối lượng",
    "energy": "năng lượng",
    "power": "công suất",
    "voltage": "điện áp",
    "temperature": "nhiệt độ",
    "score": "điểm số",
    "rate": "tỷ suất",
    "labour": "công lao động",
    "time": "thời gian",
    "age": "độ tuổi",
}


def command(language: str) -> click.Command:
    """The `catalog` command with its help in `language`."""
    _ = translator(language).gettext
    return click.Command(
        "catalog",
        callback=partial(_run, language),
        help=_("Tra cứu danh mục chỉ tiêu và đơn vị đo, gõ có dấu hay không dấu đều được."),
        options_metavar=_("[TÙY CHỌN]"),
        params=[
            click.Argument(["query"], nargs=-1, metavar=_("[TỪ KHÓA]...")),
            click.Option(["--units"], is_flag=True, help=_("Tra cứu đơn vị đo thay cho chỉ tiêu.")),
            options.lang(_),
            options.debug(_),
        ],
    )


def _run(language: str, query: Sequence[str], units: bool) -> Status:
    from tonghop.catalog.search import search

    _ = translator(language).gettext
    kind = "unit" if units else "indicator"
    found = [entry for entry in search(" ".join(query)) if entry.kind == kind]
    if found:
        shown = [replace(entry, group=_(_KINDS.get(entry.group, entry.group))) for entry in found]
        _print_table((_("Tên"), _("Mã"), _("Đơn vị"), _("Nhóm")), shown)
    else:
        click.echo(_("Không tìm thấy mục nào trong danh mục."), err=True)
    return Status.CLEAN


def _print_table(headings: Sequence[str], entries: Sequence["Entry"]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(*headings, box=None, pad_edge=False)
    for entry in entries:
        table.add_row(entry.name, entry.key, entry.unit, entry.group)
    Console(width=None if sys.stdout.isatty() else _WIDTH_OF_A_FILE, highlight=False, markup=False).print(table)
