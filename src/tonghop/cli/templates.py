"""`tonghop template`: an office's own Word templates."""

from functools import partial
from pathlib import Path

import click

from tonghop.cli.groups import Spec, group, original
from tonghop.cli.status import Status
from tonghop.core.language import translator


def command(language: str) -> click.Group:
    """The `template` commands with their help in `language`."""
    _ = translator(language).gettext
    said = _("Kiểm tra các thẻ trong mẫu Word: thẻ nào sai, ở đâu, sửa thế nào.")
    return group(
        "template",
        _("Mẫu báo cáo bằng Word của cơ quan."),
        [Spec("check", partial(_check, language), said, [original(_)])],
        _,
    )


def _check(language: str, path: Path) -> Status:
    from tonghop.drafting.templates import BareTemplate, check, is_bare

    _ = translator(language).gettext
    content = path.read_bytes()
    problems = check(content)
    for problem in problems:
        click.echo(problem.sentence(_))
    if any(problem.serious for problem in problems):
        return Status.CONTRADICTION
    if is_bare(content):
        click.echo(BareTemplate().sentence(_))
        return Status.CONTRADICTION
    click.echo(_("Mẫu dùng được."))
    return Status.CLEAN
