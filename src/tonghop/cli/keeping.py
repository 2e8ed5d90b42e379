"""`tonghop migrate`, `tonghop backup`, `tonghop restore`: keeping the database of the office."""

from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tonghop import __version__
from tonghop.cli import options
from tonghop.cli.files import written
from tonghop.cli.office import database_url, office, set_up_django
from tonghop.cli.status import Status
from tonghop.core.language import translator

if TYPE_CHECKING:
    from tonghop.database.backup import Manifest


def migrate(language: str) -> click.Command:
    """The `migrate` command with its help in `language`."""
    _ = translator(language).gettext
    return click.Command(
        "migrate",
        callback=partial(_migrate, language),
        help=_("Tạo hoặc nâng cấp các bảng trong cơ sở dữ liệu ở DATABASE_URL (cơ sở dữ liệu nhúng tự nâng cấp)."),
        options_metavar=_("[TÙY CHỌN]"),
        params=[options.lang(_), options.debug(_)],
    )


def backup(language: str) -> click.Command:
    """The `backup` command with its help in `language`."""
    _ = translator(language).gettext
    return click.Command(
        "backup",
        callback=partial(_backup, language),
        help=_("Sao lưu toàn bộ dữ liệu của văn phòng vào một tệp; văn phòng vẫn làm việc bình thường."),
        options_metavar=_("[TÙY CHỌN]"),
        params=[
            click.Argument(["path"], metavar=_("TỆP"), type=click.Path(path_type=Path)),
            click.Option(["--force"], is_flag=True, help=_("Ghi đè tệp đã có.")),
            options.lang(_),
            options.debug(_),
        ],
    )


def restore(language: str) -> click.Command:
    """The `restore` command with its help in `language`."""
    _ = translator(language).gettext
    return click.Command(
        "restore",
        callback=partial(_restore, language),
        help=_("Khôi phục bản sao lưu vào một cơ sở dữ liệu trống; đủ toàn bộ hoặc không ghi gì."),
        options_metavar=_("[TÙY CHỌN]"),
        params=[
            click.Argument(["path"], metavar=_("TỆP"), type=click.Path(exists=True, dir_okay=False, path_type=Path)),
            options.lang(_),
            options.debug(_),
        ],
    )


def _migrate(language: str) -> Status:
    with office(migrating=True):
        click.echo(translator(language).gettext("Cơ sở dữ liệu đã có đủ các bảng của bản này."))
    return Status.CLEAN


def _backup(language: str, path: Path, force: bool) -> Status:
    from tonghop.database import backup as backups

    _ = translator(language).gettext
    if path.exists() and not force:
        raise click.UsageError(_("{path} đã có; chọn tên khác, hoặc thêm --force để ghi đè.").format(path=path))
    with database_url() as url, written(path, mode=0o600) as file:
        manifest = backups.write(url, file, __version__)
        _note(url, manifest)
    click.echo(_said(_("Đã sao lưu {rows} dòng của {tables} bảng vào {path}."), manifest, path))
    return Status.CLEAN


def _note(url: str, manifest: "Manifest") -> None:
    """Note the backup in the journal, where the database is of this version."""
    set_up_django(url)
    from tonghop.ledger import keeping, schema
    from tonghop.ledger.errors import LedgerError

    with suppress(LedgerError):
        if schema.is_current():
            keeping.note_backup(None, manifest)


def _restore(language: str, path: Path) -> Status:
    from tonghop.database import backup as backups

    _ = translator(language).gettext
    with database_url() as url:
        set_up_django(url)
        from tonghop.ledger import schema

        schema.refuse_later(backups.read_manifest(path).migrations)
        manifest = backups.restore(url, path)
    click.echo(_said(_("Đã khôi phục {rows} dòng của {tables} bảng từ {path}."), manifest, path))
    return Status.CLEAN


def _said(sentence: str, manifest: "Manifest", path: Path) -> str:
    return sentence.format(rows=sum(manifest.rows.values()), tables=len(manifest.rows), path=path)
