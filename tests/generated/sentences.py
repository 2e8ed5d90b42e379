"""Sentences about one quantity: plans, comparisons, pairs, products, lengths; one or two sentences a shape."""

from fractions import Fraction

from tests.generated.page import Page
from tests.generated.printing import (
    ABOUT,
    BILLION,
    COMPOUND,
    MILLION,
    OVER,
    UNDER,
    Stated,
    Style,
    count,
    measured,
    money,
)

GROWTH_ENDS = (
    "tăng {g} so với cùng kỳ năm trước",
    "tăng {g} so với cùng kỳ năm {last}",
    "tăng {g} so với cùng kỳ",
)
DECLINE_ENDS = ("giảm {g} so với cùng kỳ năm trước", "giảm {g} so với cùng kỳ năm {last}", "giảm {g} so với cùng kỳ")
BASE_ENDS = (
    "so với cùng kỳ năm {last} ({b})",
    "so với cùng kỳ (cùng kỳ năm {last}: {b})",
    "so với cùng kỳ năm trước (cùng kỳ {b})",
)
HEDGES = ((OVER, "trên "), (OVER, "hơn "), (UNDER, "gần "), (ABOUT, "khoảng "), (ABOUT, "xấp xỉ "))


def capital(text: str) -> str:
    """The first letter in upper case."""
    return text[:1].upper() + text[1:]


def money_style(page: Page) -> Style:
    """One of the ways to print money."""
    styles = (money("tỷ", 1), money("tỷ", 2), money("tỷ", 3), money("triệu"), money("triệu", 1), money("tỷ"), COMPOUND)
    return page.random.choice(styles)


def large(page: Page) -> Fraction:
    """A sum of money worth a sentence, never a whole number of tỷ."""
    tỷ = page.random.randint(12, page.random.choice((90, 900, 9000)))
    return Fraction(tỷ * BILLION + page.random.randint(1, 998) * MILLION + page.random.randint(1, 9) * 100_000)


def whole(page: Page, least: int = 2) -> int:
    """A number of counted things."""
    return page.random.randint(least, page.random.choice((9, 40, 400, 9000)) + least)


def plan(page: Page) -> None:
    """An amount and how much of an unstated plan it is."""
    true = large(page)
    planned = true * page.random.randint(40, 260) / 100
    a = page.state(true, money_style(page), "amount")
    p = page.percent(true, planned, "percent_of_plan")
    template = page.random.choice(
        (
            "{subject} đạt {a}, bằng {p} {planned} {authority}.",
            "Đến hết kỳ báo cáo, {lower} đạt {a}, đạt {p} {planned} năm.",
            "{subject} thực hiện {a}, đạt {p} so với {planned} {authority}.",
            "{subject}: {a}, đạt {p} {planned} {authority}.",
        )
    )
    _about(page, template, page.draw("MONEY"), a=a, p=p)


def _about(page: Page, template: str, subject: str, **slots: Stated | str) -> None:
    words = {"subject": capital(subject), "lower": subject, "planned": page.pick("PLANNED")}
    words |= {"authority": page.pick("AUTHORITIES"), "last": str(page.year - 1)}
    page.write(template, **words, **slots)


def stated_plan(page: Page) -> None:
    """An amount, its plan and the percentage."""
    true, style = large(page), money_style(page)
    planned = Fraction(int(true) * page.random.randint(60, 240) // 100)
    a, b = page.state(true, style, "amount"), page.state(planned, style, "plan_value")
    p = page.percent(true, planned, "percent_of_plan")
    template = page.random.choice(
        (
            "{subject} đạt {a}/{b}, đạt {p} kế hoạch.",
            "{subject} đạt {a}, bằng {p} kế hoạch (kế hoạch năm là {b}).",
            "Kế hoạch vốn được giao là {b}; đến nay {lower} đạt {a}, bằng {p} kế hoạch.",
        )
    )
    _about(page, template, page.draw("MONEY"), a=a, b=b, p=p)
    page.tie("ratio", a, b, p)


def two_plans(page: Page) -> None:
    """One amount against the plans of two authorities."""
    true = large(page)
    first = true * page.random.randint(50, 250) / 100
    a = page.state(true, money_style(page), "amount")
    p = page.percent(true, first, "percent_of_plan")
    q = page.percent(true, first * page.random.randint(101, 120) / 100, "percent_of_plan")
    upper, lower = page.pick("TWO_AUTHORITIES")
    template = "{subject} đạt {a}, đạt {p} dự toán {upper} giao và {q} dự toán {one} giao."
    page.write(template, subject=capital(page.draw("MONEY")), a=a, p=p, q=q, upper=upper, one=lower)


def compared(page: Page) -> None:
    """An amount against last year, with or without the base."""
    rises, true = page.chance(0.6), large(page)
    change = Fraction(page.random.randint(12, 480), 1000)
    base = true / (1 + change) if rises else true / (1 - change)
    style = money_style(page)
    a = page.state(true, style, "amount")
    g = page.percent(abs(true - base), base, "growth_vs_prior" if rises else "decline_vs_prior")
    verb = page.random.choice(("đạt", "ước đạt", "thực hiện"))
    if page.chance(0.5):
        ends = page.random.choice(GROWTH_ENDS if rises else DECLINE_ENDS)
        _about(page, "{subject} {verb} {a}, " + ends + ".", page.draw("MONEY"), a=a, g=g, verb=verb)
        return
    b = page.state(base, style, "amount")
    ends = ("tăng" if rises else "giảm") + " {g} " + page.random.choice(BASE_ENDS)
    _about(page, "{subject} {verb} {a}, " + ends + ".", page.draw("MONEY"), a=a, g=g, b=b, verb=verb)
    page.tie("growth" if rises else "decline", a, b, g)


def changed_by(page: Page) -> None:
    """A count, how many more or fewer, and the rate."""
    verb, noun = page.draw("ACTS")
    rises, current = page.chance(0.5), whole(page, 20)
    delta = page.random.randint(1, max(1, current // 2))
    base = current - delta if rises else current + delta
    style, role = count(noun), "growth_vs_prior" if rises else "decline_vs_prior"
    a, d = page.state(current, style, "count"), page.state(delta, style, "delta")
    g = page.percent(delta, base, role)
    way = "tăng" if rises else "giảm"
    template = page.random.choice(
        (
            "Trong kỳ đã {verb} {a}, {way} {d} ({way} {g}) so với cùng kỳ năm trước.",
            "Đã {verb} {a}, {way} {d} (tương đương {g}) so với cùng kỳ năm {last}.",
            "Các đơn vị {verb} {a} ({way} {d}, tương ứng {g} so với cùng kỳ).",
        )
    )
    page.write(template, verb=verb, a=a, d=d, g=g, way=way, last=str(page.year - 1))
    page.tie("rise_by" if rises else "fall_by", a, d, g)


def indexed(page: Page) -> None:
    """A count as a percentage of last year's."""
    verb, noun = page.draw("ACTS")
    current = whole(page, 20)
    base = max(5, current * page.random.randint(60, 170) // 100)
    a, i = page.state(current, count(noun), "count"), page.percent(current, base, "index_vs_prior")
    if page.chance(0.5):
        template = "Đã {verb} {a}, bằng {i} so với cùng kỳ năm trước."
        page.write(template, verb=verb, a=a, i=i)
        return
    b = page.state(base, count(noun), "count")
    page.write("Đã {verb} {a}, bằng {i} so với cùng kỳ năm {y} ({b}).", verb=verb, a=a, i=i, b=b, y=str(page.year - 1))
    page.tie("index", a, b, i)


def counted_plan(page: Page) -> None:
    """A count and how much of its plan it is."""
    verb, noun = page.draw("ACTS")
    done = whole(page, 12)
    planned = max(done // 2, done * page.random.randint(60, 180) // 100)
    a, p = page.state(done, count(noun), "count"), page.percent(done, planned, "percent_of_plan")
    if page.chance(0.5):
        page.write("Trong kỳ đã {verb} {a}, đạt {p} kế hoạch năm.", verb=verb, a=a, p=p)
        return
    b = page.state(planned, count(noun), "plan_value")
    page.write("Trong kỳ đã {verb} {a}, đạt {p} kế hoạch (kế hoạch {b}).", verb=verb, a=a, p=p, b=b)
    page.tie("ratio", a, b, p)


def plain(page: Page) -> None:
    """A count on its own, perhaps hedged."""
    verb, noun = page.draw("ACTS")
    if page.chance(0.6):
        a = page.state(whole(page, 1), count(noun), "count")
        page.write(page.random.choice(("Đã {verb} {a}.", "Trong kỳ, các đơn vị {verb} {a}.")), verb=verb, a=a)
        return
    hedge, word = page.random.choice(HEDGES)
    a = page.state(page.random.randint(3, 99) * 100, count(noun), "count", hedge)
    page.write("Các xã, phường đã {verb} {word}{a}.", verb=verb, word=word, a=a)


def pair(page: Page) -> None:
    """So many of so many."""
    verb, noun = page.draw("TASKS")
    total = page.random.randint(8, 300)
    done = page.random.randint(max(1, total // 4), total)
    a, b = page.state(done, count(noun).short(), "fraction"), page.state(total, count(noun), "fraction")
    if page.chance(0.25):
        page.write("Đến nay đã {verb} {a}/{b}.", verb=verb, a=a, b=b)
        page.tie("fraction", a, b)
        return
    p = page.percent(done, total, "share")
    template = page.random.choice(
        ("Đến nay đã {verb} {a}/{b}, đạt {p}.", "Đã {verb} {a}/{b}, đạt tỷ lệ {p}.", "Đã {verb} {a}/{b} ({p}).")
    )
    page.write(template, verb=verb, a=a, b=b, p=p)
    page.tie("fraction", a, b, p)


def gifts(page: Page) -> None:
    """So many gifts of so much each."""
    opening, noun = page.draw("GIFTS")
    number, each = page.random.randint(25, 950), page.random.randint(4, 40) * 50_000
    n, e = page.state(number, count(noun), "count"), page.state(each, money("đồng"), "rate")
    t = page.state(number * each, money("đồng"), "amount")
    template = page.random.choice(
        (
            "{opening} {n}, mỗi suất trị giá {e}, tổng kinh phí {t}.",
            "{opening} {n}, mức {e}/suất, tổng trị giá {t}.",
        )
    )
    if "/suất" in template:
        e = page.state(each, Style(" đồng/suất", "VND/suất", exact=True), "rate")
        template = template.replace("{e}/suất", "{e}")
    page.write(template, opening=opening, n=n, e=e, t=t)
    page.tie("product", n, e, t)


def to_date(page: Page) -> None:
    """An amount to a date and the estimate for the whole period, both against one plan."""
    subject = page.draw("MONEY")
    first = large(page)
    planned, later = first * page.random.randint(180, 320) / 100, first * page.random.randint(110, 170) / 100
    style, authority = money_style(page), page.pick("AUTHORITIES")
    a, b = page.state(first, style, "amount"), page.state(later, style, "amount")
    p, q = (page.percent(done, planned, "percent_of_plan") for done in (first, later))
    template = (
        "Đến ngày 15/5/{y}, {lower} đạt {a}, bằng {p} dự toán {authority}. "
        "Ước 6 tháng đầu năm {y}, {lower} đạt {b}, bằng {q} dự toán {authority}."
    )
    page.write(template, y=str(page.year), lower=subject, a=a, p=p, b=b, q=q, authority=authority)
    page.tie("same_plan", a, p, b, q)


def built(page: Page) -> None:
    """Lengths and areas."""
    if page.chance(0.5):
        kilometres = page.chance(0.5)
        style = measured("km", "m", 1000, page.random.choice((1, 2))) if kilometres else measured("m", "m")
        a = page.state(page.random.randint(300, 90_000), style, "length")
        page.write("Hoàn thành {a} {what}.", a=a, what=page.draw("LENGTHS"))
        return
    hectares = page.chance(0.5)
    style = measured("ha", "m2", 10_000, 1) if hectares else measured("m²", "m2", 1, page.random.choice((0, 1)))
    a = page.state(page.random.randint(20_000, 900_000), style, "area")
    page.write("Đã bàn giao {a} {what}.", a=a, what=page.draw("AREAS"))


def slashed(page: Page) -> None:
    """One record packed between slashes."""
    opening = page.draw("RECORDS")
    hộ, plans = page.random.randint(20, 400), page.random.randint(20, 400)
    a, b = page.state(hộ, count("hộ gia đình"), "count"), page.state(plans, count("phương án"), "count")
    c = page.state(page.random.randint(9_000, 90_000), measured("m²", "m2", 1, 1), "area")
    d = page.state(page.random.randint(10**9, 10**11), money("đồng"), "amount")
    page.write("{opening} {a}/{b}/{c}/{d}.", opening=opening, a=a, b=b, c=c, d=d)


def shares(page: Page) -> None:
    """A rate on its own."""
    p = page.percent(page.random.randint(300, 990), 1000, "share")
    page.write("{subject} đạt {p}.", subject=capital(page.draw("RATES")), p=p)


def income(page: Page) -> None:
    """Money for each person and year."""
    subject = page.draw("PER_HEAD")
    style = Style(" triệu đồng/người/năm", "VND/người/năm", Fraction(MILLION, 10), 1)
    a = page.state(page.random.randint(350, 990) * MILLION // 10, style, "rate")
    page.write("{subject} năm {y} đạt {a}.", subject=subject, y=str(page.year), a=a)


SHAPES = (
    plan, stated_plan, two_plans, compared, compared, changed_by, changed_by, indexed, counted_plan, plain, pair, pair,
    gifts, to_date, built, slashed, shares, income,
)  # fmt: skip
