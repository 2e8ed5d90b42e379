"""Sentences that split a total into parts: sums of one or two levels, shares, what is left, footnotes, tables."""

from collections.abc import Sequence
from fractions import Fraction

from tests.generated.page import Exhausted, Page
from tests.generated.printing import BILLION, Stated, Style, count, measured, money
from tests.generated.sentences import capital, money_style

Piece = str | Stated

OPENINGS = (  # between the total and its parts, and what closes the list
    (", trong đó: ", "."),
    (", trong đó ", "."),
    (", gồm: ", "."),
    (", gồm ", "."),
    (", bao gồm: ", "."),
    (" (trong đó: ", ")."),
    (" (gồm ", ")."),
    ("; trong đó: ", "."),
    (". Trong đó: ", "."),
    (": ", "."),
    (" (", ")."),
)

SHARE_FORMS = ((" (", ")"), (", chiếm ", ""), (", chiếm tỷ lệ ", ""), (" (chiếm ", ")"))


def joined(parts: Sequence[Sequence[Piece]], between: str, last: str) -> list[Piece]:
    """The parts with their separators."""
    result: list[Piece] = []
    for index, part in enumerate(parts):
        if index:
            result.append(last if index == len(parts) - 1 else between)
        result.extend(part)
    return result


def listed(page: Page, parts: Sequence[Sequence[Piece]], simple: bool) -> list[Piece]:
    """The parts joined in one of the usual ways."""
    ways = [("; ", "; ")] if not simple else [("; ", "; "), (", ", ", "), (", ", " và ")]
    return joined(parts, *page.random.choice(ways))


def cut(page: Page, pieces: int, low: int, high: int) -> list[int]:
    """Random whole parts."""
    return [page.random.randint(low, high) for _ in range(pieces)]


def names(page: Page, all_names: Sequence[str], rest: str) -> list[str]:
    """Two or more of the names, in their order, perhaps with a class for the rest at the end."""
    size = page.random.randint(2, len(all_names))
    chosen = set(page.random.sample(all_names, size))
    others = [rest] if page.chance(0.4) and "khác" not in all_names[-1] else []
    return [name for name in all_names if name in chosen] + others


def counts(page: Page) -> None:
    """A count split by kind, each part with its noun, perhaps with its share."""
    template, noun, kinds = page.draw("SPLITS")
    labels = names(page, kinds, "khác")
    truths = cut(page, len(labels), 1, page.random.choice((9, 60, 900)))
    total = page.state(sum(truths), count(noun), "count")
    form = page.random.choice(("noun first", "noun first", "label first", "bare"))
    style = count(noun).short() if form == "bare" else count(noun)
    parts = [page.state(true, style, "count") for true in truths]
    share_after = page.random.choice(SHARE_FORMS) if page.chance(0.3) else None
    texts: list[list[Piece]] = []
    for label, part in zip(labels, parts, strict=True):
        text: list[Piece] = [part, f" {label}"] if form == "noun first" else [f"{label} ", part]
        if share_after:
            share = page.percent(part.units, total.units, "share")
            page.tie("share", part, total, share)
            text += [share_after[0], share, share_after[1]]
        texts.append(text)
    _sentence(page, template, total, parts, texts)


def _sentence(page: Page, template: str, total: Stated, parts: list[Stated], texts: list[list[Piece]]) -> None:
    plain = all(len(text) == 2 for text in texts)
    openings = OPENINGS if plain else [item for item in OPENINGS if "(" not in item[0]]
    opening, close = page.random.choice(openings)
    page.tie("sum" if _complete(opening, texts[-1]) else "partial_sum", total, *parts)
    page.write(
        template + "{opening}{parts}{close}", t=total, opening=opening, parts=listed(page, texts, plain), close=close
    )


def _complete(opening: str, last: list[Piece]) -> bool:
    """Whether the words say that nothing is left out: `trong đó` does so only beside a class for the rest."""
    return "trong đó" not in opening.lower() or any(isinstance(piece, str) and "khác" in piece for piece in last)


def sums_of_money(page: Page) -> None:
    """An amount split by source; each part perhaps with its share or its growth."""
    subject, kinds = page.draw("MONEY_SPLITS")
    labels, style = names(page, kinds, "các khoản khác"), money_style(page)
    truths = [_amount(page) for _ in labels]
    whole = sum(truths, Fraction(0))
    total = page.state(whole, money("tỷ", 1) if page.chance(0.15) else style, "amount")
    parts = [page.state(true, style, "amount") for true in truths]
    extra = page.random.choice(("", "", "share", "growth"))
    link = page.random.choice((" ", " đạt ", ": "))
    texts = [
        [label + link, part, *_extra(page, extra, part, total, true / whole)]
        for label, part, true in zip(labels, parts, truths, strict=True)
    ]
    if not page.chance(0.3):
        template = page.random.choice(("{subject} đạt {t}", "{subject} là {t}", "Đến nay, {lower} đạt {t}"))
        filled = template.replace("{subject}", capital(subject)).replace("{lower}", subject)
        _sentence(page, filled, total, parts, texts)
        return
    page.tie("sum" if _complete("trong đó", texts[-1]) else "partial_sum", total, *parts)
    page.write(
        capital(subject) + " đạt {t}, trong đó:\n{parts}.",
        t=total,
        parts=joined([["- ", *t] for t in texts], ";\n", ";\n"),
    )


def _amount(page: Page) -> Fraction:
    return Fraction(page.random.randint(2 * BILLION, page.random.choice((60, 900)) * BILLION))


def _extra(page: Page, kind: str, part: Stated, total: Stated, share: Fraction) -> list[Piece]:
    if kind == "share":
        stated = page.percent(share, 1, "share")
        page.tie("share", part, total, stated)
        return [", chiếm ", stated]
    if kind == "growth":
        return [", tăng ", page.percent(page.random.randint(11, 600), 1000, "growth_vs_prior"), " so với cùng kỳ"]
    return []


def plans_of_parts(page: Page) -> None:
    """An amount and its parts, each against its plan; the plans add up as well."""
    subject, kinds = page.draw("MONEY_SPLITS")
    style, authority = money_style(page), page.pick("AUTHORITIES")
    truths = [_amount(page) for _ in kinds]
    planned = [true * page.random.randint(70, 300) / 100 for true in truths]
    total = page.state(sum(truths, Fraction(0)), style, "amount")
    percent = page.percent(sum(truths, Fraction(0)), sum(planned, Fraction(0)), "percent_of_plan")
    parts = [page.state(true, style, "amount") for true in truths]
    texts: list[list[Piece]] = [
        [f"{kind} ", part, ", đạt ", page.percent(true, plan, "percent_of_plan"), f" dự toán {authority}"]
        for kind, part, true, plan in zip(kinds, parts, truths, planned, strict=True)
    ]
    page.tie("sum" if "khác" in kinds[-1] else "partial_sum", total, *parts)
    page.write(
        "{subject} đạt {t}, đạt {p} dự toán {authority}; trong đó: {parts}.",
        subject=capital(subject), t=total, p=percent, authority=authority, parts=joined(texts, "; ", "; "),
    )  # fmt: skip


def two_levels(page: Page) -> None:
    """A count split by kind, one part split again in brackets."""
    template, noun, kinds = page.draw("SPLITS")
    style = count(noun)
    inner = cut(page, 2, 1, 90)
    outer = [sum(inner), *cut(page, len(kinds) - 1, 1, 200)]
    total = page.state(sum(outer), style, "count")
    parts = [page.state(true, style, "count") for true in outer]
    small = [page.state(true, style, "count") for true in inner]
    page.tie("sum", parts[0], *small)
    split: list[Piece] = [" (gồm ", small[0], " ở nội thị và ", small[1], " ở ngoại thị)"]
    texts = [[part, f" {kind}", *(split if part is parts[0] else [])] for part, kind in zip(parts, kinds, strict=True)]
    opening = page.random.choice((", trong đó: ", ", gồm: ", ", bao gồm: "))
    page.tie("sum" if _complete(opening, texts[-1]) else "partial_sum", total, *parts)
    page.write(template + "{opening}{parts}.", t=total, opening=opening, parts=joined(texts, "; ", "; "))


def areas(page: Page) -> None:
    """An area split by use."""
    template, kinds = page.draw("AREA_SPLITS")
    style, labels = measured("ha", "m2", 10_000, 1), names(page, kinds, "loại khác")
    truths = cut(page, len(labels), 30_000, 9_000_000)
    total = page.state(sum(truths), style, "area")
    parts = [page.state(true, style, "area") for true in truths]
    texts: list[list[Piece]] = [[f"{label} ", part] for label, part in zip(labels, parts, strict=True)]
    _sentence(page, template, total, parts, texts)


def remaining(page: Page) -> None:
    """Cases taken in, settled and left."""
    template, noun, verb = page.draw("CASES")
    settled, left = cut(page, 2, 2, page.random.choice((60, 900)))
    style = count(noun)
    t, a, b = (page.state(true, style, "count") for true in (settled + left, settled, left))
    middle = page.random.choice((", {verb} {a}", "; {verb} {a}"))
    if page.chance(0.4):
        p = page.percent(settled, settled + left, "share")
        page.tie("share", a, t, p)
        page.write(template + middle + ", đạt {p}, còn lại {b}.", t=t, verb=verb, a=a, b=b, p=p)
    else:
        page.write(template + middle + ", còn lại {b}.", t=t, verb=verb, a=a, b=b)
    page.tie("remaining", t, a, b)


def footnote(page: Page) -> None:
    """A total whose parts stand in a footnote."""
    subject, kinds = page.draw("MONEY_SPLITS")
    page.notes_written += 1
    if page.notes_written > 3:
        raise Exhausted("footnotes")
    mark = "⁰¹²³"[page.notes_written]
    style = money("triệu", 1)
    truths = [_amount(page) for _ in kinds]
    total = page.state(sum(truths, Fraction(0)), style, "amount")
    parts = [page.state(true, style, "amount") for true in truths]
    page.tie("sum" if "khác" in kinds[-1] else "partial_sum", total, *parts)
    texts = [[f"{kind} ", part] for kind, part in zip(kinds, parts, strict=True)]
    page.write(
        "{subject} đạt {t}{mark}.\n{mark} Trong đó: {parts}.",
        subject=capital(subject), t=total, mark=mark, parts=joined(texts, "; ", "; "),
    )  # fmt: skip


def enumeration(page: Page) -> None:
    """A count and the names of what it counts."""
    template, noun = page.draw("LISTED")
    places = page.random.sample(page.all("PLACES"), page.random.randint(3, 6))
    total = page.state(len(places), count(noun), "count")
    page.write(template + page.random.choice((": ", ", gồm: ")) + "{names}.", t=total, names=", ".join(places))


def table(page: Page) -> None:
    """A small table of plans and what was done, cells parted by tabs."""
    title, rows = page.draw("TABLES")
    lines: list[Piece] = [f"{title}\nSTT\tChỉ tiêu\tĐVT\tKế hoạch năm\tThực hiện\tSo với KH (%)\n"]
    for number, name in enumerate(rows, 1):
        planned = page.random.randint(2_000, 90_000)
        done = planned * page.random.randint(350, 1300) // 1000
        style = Style("", "VND", Fraction(10**6))
        b, a = page.state(planned * 10**6, style, "plan_value"), page.state(done * 10**6, style, "amount")
        p = page.state(Fraction(done * 100, planned), Style("", "%", Fraction(1, 10), 1), "percent_of_plan")
        lines += [f"{number}\t{name}\ttriệu đồng\t", b, "\t", a, "\t", p, "\n"]
        page.tie("ratio", a, b, p)
    page.write("\n{lines}", lines=lines)


SHAPES = (
    counts,
    counts,
    counts,
    sums_of_money,
    sums_of_money,
    plans_of_parts,
    two_levels,
    areas,
    remaining,
    footnote,
    enumeration,
    table,
)
