"""Rarer sentences: yields, energy, currencies, scaled counts, points, ranges, `từ … lên …`, parts of one total."""

from fractions import Fraction

from tests.generated.page import Page
from tests.generated.printing import MILLION, Stated, Style, count, measured
from tests.generated.sentences import capital, large, money_style, whole

TENTH = Fraction(1, 10)


def harvest(page: Page) -> None:
    """Area, yield and output of a crop, which agree."""
    crop = page.draw("CROPS")
    hectares, quintals = page.random.randint(2_000, 90_000), page.random.randint(300, 700)
    a = page.state(hectares * 1_000, measured("ha", "m2", 10_000, 1), "area")
    y = page.state(Fraction(quintals, 10), Style(" tạ/ha", "tạ/ha", TENTH, 1), "rate")
    o = page.state(Fraction(hectares * quintals, 1_000), measured("tấn", "tấn", 1, 1), "amount")
    template = page.random.choice(
        (
            "Cây {crop}: diện tích {a}, năng suất {y}, sản lượng {o}.",
            "Diện tích {crop} đạt {a}, năng suất bình quân {y}, sản lượng ước đạt {o}.",
        )
    )
    page.write(template, crop=crop, a=a, y=y, o=o)


def energy(page: Page) -> None:
    """Energy, mass and money of other countries, perhaps with growth."""
    subject, suffix, unit, factor = page.draw("OUTPUTS")
    true = Fraction(page.random.randint(101, 9_990) * factor, 10)
    a = page.state(true, measured(suffix, unit, factor, 1), "amount")
    if page.chance(0.4):
        page.write("{subject} đạt {a}.", subject=capital(subject), a=a)
        return
    g = page.percent(page.random.randint(15, 900), 1_000, "growth_vs_prior")
    page.write("{subject} ước đạt {a}, tăng {g} so với cùng kỳ năm trước.", subject=capital(subject), a=a, g=g)


def thousands(page: Page) -> None:
    """A count in thousands or millions."""
    subject, noun = page.draw("HERDS")
    word, factor = page.random.choice((("nghìn", 1_000), ("triệu", MILLION)))
    style = Style(f" {word} {noun}", noun, Fraction(factor, 10), 1)
    a = page.state(Fraction(page.random.randint(12, 990) * factor, 10), style, "count")
    page.write("{subject} ước đạt {a}.", subject=capital(subject), a=a)


def points(page: Page) -> None:
    """A rate and how many percentage points it rose."""
    p = page.percent(page.random.randint(300, 990), 1_000, "share")
    d = page.state(Fraction(page.random.randint(2, 60), 10), Style(" điểm phần trăm", "điểm %", TENTH, 1), "delta")
    way = page.random.choice(("tăng", "giảm"))
    subject = capital(page.draw("RATES"))
    page.write("{subject} đạt {p}, {way} {d} so với cùng kỳ năm trước.", subject=subject, p=p, d=d, way=way)


def band(page: Page) -> None:
    """From so many to so many."""
    verb, noun = page.draw("ACTS")
    low = page.random.randint(2, 80)
    a, b = (page.state(true, count(noun), "count") for true in (low, low + page.random.randint(1, 20)))
    a = Stated(a.key, a.units, a.style.short(), a.role)
    words = page.random.choice(("từ {a} đến {b}", "{a} - {b}"))
    page.write("Bình quân mỗi tháng {verb} " + words + ".", verb=verb, a=a, b=b)


def from_to(page: Page) -> None:
    """From last year's number to this year's."""
    verb, noun = page.draw("ACTS")
    base = whole(page, 12)
    current = base + page.random.randint(1, base)
    b, a = page.state(base, count(noun), "count"), page.state(current, count(noun), "count")
    g = page.percent(current - base, base, "growth_vs_prior")
    template = "Số {noun} được {verb} tăng từ {b} lên {a}, tăng {g} so với cùng kỳ năm {last}."
    page.write(template, noun=noun, verb=verb.removesuffix(" cho"), b=b, a=a, g=g, last=str(page.year - 1))
    page.tie("growth", a, b, g)


def base_and_delta(page: Page) -> None:
    """This year's number, last year's in brackets, and the difference."""
    verb, noun = page.draw("ACTS")
    rises, base = page.chance(0.5), whole(page, 12)
    delta = page.random.randint(1, base - 1)
    style = count(noun)
    a = page.state(base + delta if rises else base - delta, style, "count")
    b, d = page.state(base, style, "count"), page.state(delta, style, "delta")
    template = "Đã {verb} {a}, {way} {d} so với cùng kỳ năm {last} ({b})."
    page.write(template, verb=verb, a=a, b=b, d=d, way="tăng" if rises else "giảm", last=str(page.year - 1))
    page.tie("more" if rises else "fewer", a, b, d)


def some_of(page: Page) -> None:
    """One part of a total, with its share."""
    template, noun, kinds = page.draw("SPLITS")
    total = whole(page, 12)
    part = page.random.randint(1, total - 1)
    t, a = page.state(total, count(noun), "count"), page.state(part, count(noun), "count")
    p = page.percent(part, total, "share")
    page.write(template + ", trong đó {a} {kind}, chiếm {p}.", t=t, a=a, kind=kinds[0], p=p)
    page.tie("share", a, t, p)


def in_full(page: Page) -> None:
    """Money to the đồng, the sign close behind it, as an accountant writes it."""
    subject = page.draw("MONEY")
    planned = page.random.randint(10**8, 10**11)
    done = planned * page.random.randint(30, 120) // 100
    style = Style(page.random.choice(("đ", " đồng", "đ")), "VND", exact=True)
    a, b = page.state(done, style, "amount"), page.state(planned, style, "plan_value")
    p = page.percent(done, planned, "percent_of_plan")
    page.write("{subject}: {a}/{b}, đạt {p} kế hoạch năm.", subject=capital(subject), a=a, b=b, p=p)
    page.tie("ratio", a, b, p)


def whole_year(page: Page) -> None:
    """The estimate for the year, beyond its plan."""
    subject = page.draw("MONEY")
    true = Fraction(page.random.randint(120, 9_000) * 10**9)
    a = page.state(true, measured("tỷ đồng", "VND", 10**9, 1), "amount")
    p = page.percent(true, true * page.random.randint(80, 99) / 100, "percent_of_plan")
    page.write("Ước cả năm {y}, {subject} đạt {a}, bằng {p} kế hoạch năm.", y=str(page.year), subject=subject, a=a, p=p)


def in_one_breath(page: Page) -> None:
    """An amount against a stated plan and a stated base at once."""
    rises, true = page.chance(0.7), large(page)
    style = money_style(page)
    planned = Fraction(int(true) * page.random.randint(80, 220) // 100)
    base = true * page.random.randint(60, 95) / 100 if rises else true * page.random.randint(105, 150) / 100
    a = page.state(true, style, "amount")
    b, c = page.state(planned, style, "plan_value"), page.state(base, style, "amount")
    p = page.percent(true, planned, "percent_of_plan")
    g = page.percent(abs(true - base), base, "growth_vs_prior" if rises else "decline_vs_prior")
    template = page.random.choice(
        (
            "{subject} đạt {a}, bằng {p} kế hoạch (kế hoạch {b}), {way} {g} so với cùng kỳ năm {last} ({c}).",
            "{subject} đạt {a}/{b}, bằng {p} kế hoạch, {way} {g} so với cùng kỳ năm {last} ({c}).",
        )
    )
    words = {"subject": capital(page.draw("MONEY")), "way": "tăng" if rises else "giảm", "last": str(page.year - 1)}
    page.write(template, a=a, b=b, c=c, p=p, g=g, **words)
    page.tie("ratio", a, b, p)
    page.tie("growth" if rises else "decline", a, c, g)


def deadlines(page: Page) -> None:
    """Files settled in time and late, with the rate."""
    opening, noun = page.draw("OFFICES")
    timely, late = page.random.randint(50, 9_000), page.random.randint(1, 90)
    style = count(noun)
    t, a, b = (page.state(true, style, "count") for true in (timely + late, timely, late))
    p = page.percent(timely, timely + late, "share")
    template = page.random.choice(
        (
            "{opening} {t}; trong đó đúng hạn {a}, đạt {p}; quá hạn {b}.",
            "{opening} {t}, gồm: {a} đúng hạn (chiếm {p}), {b} quá hạn.",
        )
    )
    page.write(template, opening=opening, t=t, a=a, b=b, p=p)
    page.tie("share", a, t, p)
    page.tie("sum", t, a, b)


def scored(page: Page) -> None:
    """A score and the place it earned."""
    subject = page.draw("INDICES")
    a = page.state(Fraction(page.random.randint(6_000, 9_900), 100), Style(" điểm", "điểm", TENTH**2, 2), "score")
    page.write("{subject} đạt {a}.", subject=subject, a=a)


def pupils(page: Page) -> None:
    """Schools and pupils of a school year."""
    style = count("học sinh")
    opening = page.draw("SCHOOLING")
    boys, girls = page.random.randint(200, 9_000), page.random.randint(200, 9_000)
    t, a, b = (page.state(true, style, "count") for true in (boys + girls, boys, girls))
    page.write(
        "Năm học {y}-{next}, {opening} {t}, gồm {a} nam và {b} nữ.",
        y=str(page.year - 1), next=str(page.year), opening=opening, t=t, a=a, b=b,
    )  # fmt: skip
    page.tie("sum", t, a, b)


SHAPES = (
    harvest, energy, thousands, points, band, from_to, base_and_delta, some_of, in_full, whole_year, in_one_breath,
    deadlines, scored, pupils,
)  # fmt: skip
