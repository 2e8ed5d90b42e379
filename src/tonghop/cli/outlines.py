"""`tonghop outline`: the kinds of reports that an office defines for itself."""

from functools import partial
from pathlib import Path

import click

from tonghop.cli.groups import Spec, group, original
from tonghop.cli.status import Status
from tonghop.core.language import translator


def command(language: str) -> click.Group:
    """The `outline` commands with their help in `language`."""
    _ = translator(language).gettext
    said = _("Kiểm tra tệp đề cương báo cáo cùng với các đề cương đang có: sai ở dòng nào, vì sao.")
    return group(
        "outline",
        _("Đề cương báo cáo riêng của cơ quan."),
        [Spec("check", partial(_check, language), said, [original(_)])],
        _,
    )


def _check(language: str, path: Path) -> Status:
    from tonghop.catalog.indicators import indicators
    from tonghop.catalog.outlines import outline_texts, outlines, read_outlines
    from tonghop.catalog.toml import text_of

    _ = translator(language).gettext
    kinds = read_outlines({**outline_texts(), path.name: text_of(path)}, indicators()).kinds
    changed = [kind for key, kind in kinds.items() if outlines().kinds.get(key) != kind]
    click.echo(_("Đề cương dùng được."))
    for kind in changed:
        sentence = _("{key}: {name}, {parts} mục, {annexes} phụ lục.")
        told = sentence.format(key=kind.key, name=kind.name, parts=len(kind.headings), annexes=len(kind.annexes))
        click.echo(told)
    return Status.CLEAN
