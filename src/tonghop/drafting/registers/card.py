"""The card of a case: all that its reader may see of it, on paper."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Any

from django.utils.timezone import localdate, localtime

from tonghop.catalog.registers import registers
from tonghop.core.paper import Align, Block, Column, Paper, Paragraph, Row, Section, Signature, Table
from tonghop.drafting.frame import issuer_on
from tonghop.drafting.registers.telling import Telling, in_figures, numbered, telling
from tonghop.ledger import cases
from tonghop.ledger.models import Account, Case, CaseStep
from tonghop.registers.history import Running

_SYMBOL = "PTD"
_CLOSING = (
    "Phiếu này ghi thông tin trong sổ theo dõi đến hết ngày {day}, theo quyền xem của người lập phiếu; "
    "việc phát sinh sau ngày này được ghi tiếp trong sổ."
)
_NARROW, _MIDDLE, _WIDE = 3, 4, 8
_INFORMATION = (Column("Nội dung", _MIDDLE, Align.START), Column("Thông tin", _WIDE, Align.START))
_LIMITS = (
    Column("Thời hạn", _MIDDLE, Align.START),
    Column("Tính từ ngày", _NARROW, Align.CENTRE),
    Column("Hạn ban đầu", _NARROW, Align.CENTRE),
    Column("Hạn hiện nay", _NARROW, Align.CENTRE),
    Column("Kết quả", _NARROW, Align.START),
    Column("Căn cứ", _MIDDLE, Align.START),
)
_PARTS = (
    Column("Hồ sơ", _WIDE, Align.START),
    Column("Trạng thái", _NARROW, Align.START),
    Column("Hạn", _NARROW, Align.CENTRE),
    Column("Người xử lý", _MIDDLE, Align.START),
)
_STEPS = (
    Column("Ngày", _NARROW, Align.CENTRE),
    Column("Việc đã làm", _WIDE, Align.START),
    Column("Người ghi", _MIDDLE, Align.START),
)


def case_card(account: Account, number: int) -> Paper:
    """The card of a case, masked and recorded like its page; raises UnknownCase."""
    today = localdate()
    told = telling(account, cases.find(account, number), today)
    head = issuer_on(told.case.unit, today)
    return Paper(
        letterhead=replace(head.letterhead(_SYMBOL), dated=today),
        title=f"PHIẾU THEO DÕI {told.register.case.upper()}",
        subject=f"Số {numbered(told.case)}: {told.case.title}",
        sections=tuple(_sections(account, told, today)),
        closing=(Paragraph((_CLOSING.format(day=in_figures(today)),)),),
        signature=Signature(("NGƯỜI LẬP PHIẾU",), account.full_name),
        beside=Signature(("LÃNH ĐẠO PHỤ TRÁCH",), ""),
    )


def _sections(account: Account, told: Telling, today: date) -> Iterator[Section]:
    yield _section("thong-tin", "Thông tin", _table(_INFORMATION, _information(account, told)))
    if limits := list(told.history.limits(today)):
        yield _section("thoi-han", "Thời hạn", _table(_LIMITS, (_limit(told, item, today) for item in limits)))
    if tree := cases.tree(account, told.case, today):
        done, overdue, total = cases.progress(tree)
        late = f", {overdue} quá hạn" if overdue else ""
        title = f"Các phần: xong {done}/{total}{late}"
        yield _section("cac-phan", title, _table(_PARTS, (_part(branch) for branch in tree)))
    yield _section("qua-trinh", "Quá trình", _table(_STEPS, _steps(told)))


def _section(key: str, title: str, block: Block) -> Section:
    return Section(key, 1, title, (block,))


def _table(columns: tuple[Column, ...], rows: Iterable[Sequence[str]]) -> Table:
    return Table(columns, tuple(Row(tuple((text,) for text in row)) for row in rows))


def _information(account: Account, told: Telling) -> Iterator[Sequence[str]]:
    case, register = told.case, told.register
    yield "Sổ", register.name
    yield "Ngày tiếp nhận", in_figures(case.received)
    yield "Trạng thái", f"{register.states[case.state].label}, từ ngày {in_figures(case.since)}"
    yield from ((field.label, text) for field, text in told.rows(case.fields))
    yield from (("Thuộc", _named(upper)) for upper in cases.above(account, case))
    yield from (("Liên kết", _named(link.case)) for link in cases.linked(account, case))
    yield from (("Tệp đính kèm", kept.name) for kept in cases.files_of(case, told.levels))


def _limit(told: Telling, item: Running, today: date) -> Sequence[str]:
    due = item.due
    result = f"xong ngày {in_figures(item.met)}" if item.met else "chưa xong" if due.last else "không tính lúc này"
    if item.least and not item.met:
        result = "phải chờ hết hạn"
    late = ", quá hạn" if item.late(today) else ""
    label = told.register.limits[item.limit].label
    return label, in_figures(item.began), in_figures(due.first), in_figures(due.last), result + late, due.basis


def _part(branch: cases.Branch) -> Sequence[str]:
    case, register = branch.case, registers()[branch.case.register]
    depth = "– " * (branch.depth - 1)
    done = f" (xong {branch.done}/{branch.total})" if branch.total > 1 else ""
    handler = (case.handler.full_name or case.handler.username) if case.handler else ""
    return f"{depth}{case.title}{done}", register.states[case.state].label, in_figures(case.due), handler


def _steps(told: Telling) -> Iterator[Sequence[str]]:
    corrected = cases.corrected(told.taken)
    for at, step in enumerate(told.taken):
        label, names = cases.called(step, told.register, first=not at)
        lines = [" ".join(filter(None, (label.format_map(names), step.document)))]
        if step.pk in corrected:
            lines += _changes(told, corrected[step.pk], step.fields)
        elif at:
            lines += [f"{field.label}: {text}" for field, text in told.rows(step.fields)]
        lines += [step.entry.reason] if step.entry.reason else []
        yield in_figures(step.on), "\n".join(lines), _who(step)


def _changes(told: Telling, before: Mapping[str, Any], after: Mapping[str, Any]) -> Iterator[str]:
    """The fields that a correction changed, from what to what."""
    for key, field in told.register.fields.items():
        if key in before:
            was, now = told.masked(key, before[key]), told.masked(key, after[key])
            yield f"{field.label}: {was or 'chưa ghi'} → {now or 'bỏ trống'}"


def _who(step: CaseStep) -> str:
    actor, moment = step.entry.actor, localtime(step.entry.at)
    name = (actor.full_name or actor.username) if actor else "Người gửi"
    return f"{name}\n{moment:%H giờ %M, %d/%m/%Y}"


def _named(case: Case) -> str:
    return f"{registers()[case.register].case} số {numbered(case)}: {case.title}"
