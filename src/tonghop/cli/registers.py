"""`tonghop register`: the registers of work that an office defines for itself."""

from functools import partial
from pathlib import Path

import click

from tonghop.cli.groups import Spec, group, original
from tonghop.cli.status import Status
from tonghop.core.language import translator


def command(language: str) -> click.Group:
    """The `register` commands with their help in `language`."""
    _ = translator(language).gettext
    said = _("Kiểm tra tệp định nghĩa một sổ theo dõi cùng với các sổ đang có: sai ở dòng nào, vì sao.")
    return group(
        "register",
        _("Sổ theo dõi riêng của cơ quan."),
        [Spec("check", partial(_check, language), said, [original(_)])],
        _,
    )


def _check(language: str, path: Path) -> Status:
    from tonghop.catalog.registers import read_registers, register_texts
    from tonghop.catalog.toml import text_of

    _ = translator(language).gettext
    register = read_registers({**register_texts(), path.name: text_of(path)})[path.stem]
    sentence = _(
        "Sổ dùng được: “{name}”, {fields} trường, {states} trạng thái, {steps} bước, {limits} thời hạn, "
        "{measures} số đếm."
    )
    click.echo(
        sentence.format(
            name=register.name,
            fields=len(register.fields),
            states=len(register.states),
            steps=len(register.transitions),
            limits=len(register.limits),
            measures=len(register.measures),
        )
    )
    return Status.CLEAN
