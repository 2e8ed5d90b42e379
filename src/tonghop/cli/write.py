"""`tonghop write`: reports drafted from the ledger, as Word, PDF or HTML."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from tonghop.cli import options
from tonghop.cli.ask import MOMENTS, moment
from tonghop.cli.files import written
from tonghop.cli.groups import period_span
from tonghop.cli.office import office
from tonghop.cli.progress import shown
from tonghop.cli.status import Status
from tonghop.core.errors import Refusal
from tonghop.core.language import translator
from tonghop.core.span import Span

if TYPE_CHECKING:
    from tonghop.core.paper import Paper
    from tonghop.drafting.compose import Wanted

_FORMATS = ("docx", "pdf", "html")
_SIGNERS = ("TM", "KT", "TL", "TUQ")


class NothingToWrite(Refusal):
    """There is no report to be written."""

    def __init__(self) -> None:
        super().__init__("Không có đơn vị nào trong kỳ này để lập báo cáo. Chọn kỳ khác hoặc dùng --unit.")


@dataclass(frozen=True, slots=True)
class _Made:
    """What became of one report: the sections to be filled in, what the checker contests, or why there is none."""

    target: Path
    unwritten: tuple[str, ...] = ()
    contested: tuple[str, ...] = ()
    refusal: Refusal | None = None


def command(language: str) -> click.Command:
    """The `write` command with its help in `language`."""
    _ = translator(language).gettext
    return click.Command(
        "write",
        callback=partial(_run, language),
        help=_("Soạn báo cáo từ số liệu của văn phòng, ghi thành tệp Word, PDF hoặc HTML."),
        options_metavar=_("[TÙY CHỌN]"),
        params=[
            click.Option(["--kind"], required=True, metavar=_("LOẠI"), help=_(
                "Loại báo cáo: monthly, quarter, months, six-month, nine-month, year, thematic, voter, voter-full, "
                        "party-committee, press, directions."
            )),
            click.Option(["--unit", "codes"], multiple=True, metavar=_("MÃ"), help=_("Mã đơn vị; ghi được nhiều lần.")),
            click.Option(
                ["--all-units"], is_flag=True, help=_("Mọi đơn vị hành chính có trong kỳ, mỗi đơn vị một báo cáo.")
            ),
            click.Option(
                ["--period", "periods"], multiple=True, required=True, metavar=_("KỲ"),
                help=_("Kỳ báo cáo, số liệu tính từ đầu năm: 2026, 2026-H1, 2026-Q1, 2026-05; ghi được nhiều lần."),
            ),
            click.Option(["--topic"], default="", metavar=_("MÃ"), help=_("Chủ đề của báo cáo chuyên đề.")),
            click.Option(["--theme"], default="", metavar=_("TÊN"), help=_("Chủ đề công tác của năm.")),
            click.Option(
                ["--signed"], type=click.Choice(_SIGNERS), default="TM", show_default=True,
                help=_("Hình thức ký: thay mặt, ký thay, thừa lệnh, thừa ủy quyền."),
            ),
            click.Option(["--signer"], metavar=_("TÊN"), help=_("Họ và tên người ký.")),
            click.Option(
                ["--known-on"], type=click.DateTime(MOMENTS), metavar=_("NGÀY"),
                help=_("Theo số liệu đã biết đến hết ngày, hoặc đến giờ phút này."),
            ),
            click.Option(
                ["--format", "-f"], type=click.Choice(_FORMATS), help=_("Dạng tệp; mặc định theo đuôi của --output.")
            ),
            click.Option(
                ["--output", "-o"], type=click.Path(path_type=Path), required=True, metavar=_("NƠI-GHI"),
                help=_("Tệp ghi báo cáo, hoặc thư mục nếu có nhiều báo cáo."),
            ),
            click.Option(
                ["--template"], type=click.Path(exists=True, dir_okay=False, path_type=Path), metavar=_("TỆP"),
                help=_("Mẫu Word của cơ quan; mặc định là mẫu đã tải lên của đơn vị, nếu có."),
            ),
            click.Option(["--force"], is_flag=True, help=_("Ghi đè tệp đã có.")),
            options.lang(_),
            options.debug(_),
        ],
    )  # fmt: skip


def _run(
    language: str,
    kind: str,
    codes: Sequence[str],
    all_units: bool,
    periods: Sequence[str],
    topic: str,
    theme: str,
    signed: str,
    signer: str | None,
    known_on: datetime | None,
    format: str | None,
    output: Path,
    template: Path | None,
    force: bool,
) -> Status:
    _ = translator(language).gettext
    if bool(codes) == all_units:
        raise click.UsageError(_("Cần mã đơn vị (--unit) hoặc --all-units, không dùng cả hai."))
    spans = [period_span(period, _) for period in periods]
    several = all_units or len(codes) * len(spans) > 1
    suffix = _suffix(format, output, several=several, _=_)
    if template and suffix != "docx":
        raise click.UsageError(_("Mẫu của cơ quan chỉ dùng cho báo cáo Word (.docx)."))
    with office():
        from tonghop.drafting.compose import Wanted, outline_of

        outline_of(kind)
        known = moment(known_on)
        pairs = [(code, span) for span in spans for code in (codes or _alive(span))]
        if not pairs:
            raise NothingToWrite
        wanted = [Wanted(kind, code, span, known, signed, signer, theme, topic) for code, span in pairs]
        targets = [output / f"{kind}-{each.unit}-{each.span.code}.{suffix}" for each in wanted] if several else [output]
        _refuse_existing(targets, force, _)
        made = _all(zip(wanted, targets, strict=True), suffix, template.read_bytes() if template else None, language)
        return _tell(shown(made, len(wanted)) if several else made, _)


def _all(
    wanted: "Iterable[tuple[Wanted, Path]]", suffix: str, template: bytes | None, language: str
) -> "Iterator[_Made]":
    """The reports one after another, each written before the next is begun; one that is refused stops no other."""
    from tonghop.drafting.blanks import unwritten
    from tonghop.drafting.compose import compose
    from tonghop.review.paper import examine

    for each, target in wanted:
        try:
            paper = compose(each)
            content = _in_template(paper, each, template) if suffix == "docx" else _printed(paper, suffix)
        except Refusal as refusal:
            yield _Made(target, refusal=refusal)
            continue
        with written(target) as file:
            file.write(content)
        contested = tuple(finding.messages[language] for finding in examine(paper))
        yield _Made(target, tuple(section.title for section in unwritten(paper)), contested)


def _in_template(paper: "Paper", wanted: "Wanted", template: bytes | None) -> bytes:
    """The report in a Word template, that of its unit where none is given, else in our own form."""
    from tonghop.drafting.templates.reports import in_template
    from tonghop.ledger.papers import template_of

    chosen = template or template_of(wanted.unit, wanted.kind)
    return in_template(chosen, paper, wanted).content if chosen else _printed(paper, "docx")


def _printed(paper: "Paper", suffix: str) -> bytes:
    from tonghop import printing

    match suffix:
        case "docx":
            return printing.docx(paper)
        case "pdf":
            return printing.pdf(paper)
    return printing.html(paper).encode()


def _tell(made: "Iterable[_Made]", _: Callable[[str], str]) -> Status:
    """Name each report with what is still to be done; what was refused goes to standard error."""
    status = Status.CLEAN
    for each in made:
        if each.refusal:
            status = Status.UNREADABLE
            click.echo(f"{each.target.name}: {each.refusal.sentence(_)}", err=True)
            continue
        click.echo(_("Đã ghi {path}.").format(path=each.target))
        if each.unwritten:
            sections = "; ".join(each.unwritten)
            click.echo(_("{path}: còn chỗ cần bổ sung ở {sections}.").format(path=each.target.name, sections=sections),
                       err=True)  # fmt: skip
        for finding in each.contested:
            click.echo(_("{path}: cần xem lại: {finding}").format(path=each.target.name, finding=finding), err=True)
    return status


def _suffix(format: str | None, output: Path, *, several: bool, _: Callable[[str], str]) -> str:
    """The kind of file: as asked for, else by the end of the name; Word in a folder."""
    said = output.suffix.lower().removeprefix(".")
    if several and (said in _FORMATS or output.is_file()):
        raise click.UsageError(_("Có nhiều báo cáo: --output phải là một thư mục."))
    if several:
        return format or _FORMATS[0]
    if output.is_dir() or said not in _FORMATS:
        raise click.UsageError(_("Tệp ghi báo cáo phải có đuôi .docx, .pdf hoặc .html."))
    if format and format != said:
        raise click.UsageError(_("Dạng {format} không hợp với tên tệp {path}.").format(format=format, path=output))
    return said


def _refuse_existing(targets: Iterable[Path], force: bool, _: Callable[[str], str]) -> None:
    existing = [path for path in targets if path.exists()]
    if existing and not force:
        raise click.UsageError(_("{path} đã có. Chọn nơi ghi khác, hoặc thêm --force.").format(path=existing[0]))


def _alive(span: Span) -> list[str]:
    """The administrative units that there are at the end of a span."""
    from django.db.models import Q

    from tonghop.ledger.models import Unit, UnitKind

    governed = [UnitKind.PROVINCE, UnitKind.DISTRICT, UnitKind.COMMUNE]
    alive = Q(born=None) | Q(born__lte=span.ends), Q(closed=None) | Q(closed__gt=span.ends)
    return list(Unit.objects.filter(*alive, kind__in=governed).order_by("code").values_list("code", flat=True))
