"""A town for tests of intake: a district of two wards, and documents that speak of it."""

from datetime import date
from pathlib import Path

from tonghop.core.document import Document
from tonghop.intake.reading import Wanted, work
from tonghop.intake.recording import Order
from tonghop.intake.taking import Failed, File, Given, Taken, file_of, take_all
from tonghop.workers import Limits

DISTRICT, WARD, OTHER = "Q", "P1", "P2"
REPORT = """ỦY BAN NHÂN DÂN PHƯỜNG BẾN ĐÒ
Số: 45/BC-UBND
Bến Đò, ngày {day} tháng {month} năm {year}

BÁO CÁO
Tình hình kinh tế - xã hội {period}

{body}

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
"""
DECISION = """ỦY BAN NHÂN DÂN QUẬN LAM SƠN
Số: 812/QĐ-UBND
Lam Sơn, ngày {day} tháng {month} năm {year}

QUYẾT ĐỊNH
{title}

{body}

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH
"""


def build() -> None:
    """Make the district, its wards and the indicators and calendars of the catalog."""
    from tonghop.ledger import units
    from tonghop.ledger.models import UnitKind
    from tonghop.ledger.office import definitions

    by = units.Author(None)
    units.create(
        [
            units.New(DISTRICT, UnitKind.DISTRICT, "Quận Lam Sơn", None),
            units.New(WARD, UnitKind.COMMUNE, "Phường Bến Đò", DISTRICT),
            units.New(OTHER, UnitKind.COMMUNE, "Phường Gò Sim", DISTRICT),
        ],
        by,
    )
    definitions.take_over_indicators(by)
    definitions.take_over_calendars(by)


def report(body: str, period: str = "6 tháng đầu năm 2024", day: date = date(2024, 6, 16)) -> str:
    """A report of the ward."""
    return REPORT.format(body=body, period=period, day=f"{day.day:02}", month=day.month, year=day.year)


def decision(title: str, body: str, day: date = date(2023, 12, 20)) -> str:
    """A decision of the district."""
    return DECISION.format(title=title, body=body, day=f"{day.day:02}", month=day.month, year=day.year)


def document(text: str) -> Document:
    """A text as read."""
    import tonghop

    return tonghop.read(text.encode(), name="văn bản.txt")


def given(path: Path) -> Given:
    """A file as a command names it."""
    return Given(str(path), Wanted(path.name, path, Limits()))


def take(folder: Path, *texts: str, **more: object) -> list[Taken | Failed]:
    """Take texts in, as files of a folder, in their order."""
    folder.mkdir(exist_ok=True)
    files: list[File | Failed] = []
    for number, text in enumerate(texts, 1):
        path = folder / f"{number:02}.txt"
        path.write_text(text, "utf-8")
        files.append(file_of(given(path), work(given(path).wanted)))
    order = more.pop("order", Order())
    return list(take_all(files, order, **more))  # type: ignore[arg-type]
