"""The catalog's data files: what they hold, and that a wrong line is named."""

import csv
from decimal import Decimal
from fractions import Fraction
from pathlib import Path

import pytest

from tonghop.catalog import (
    PART,
    WHOLE,
    TimeType,
    abbreviations,
    compounds,
    identities,
    indicators,
    nouns,
    plan_authorities,
    search,
    units,
)
from tonghop.catalog.indicators import read_aliases, read_identities, read_indicators, read_topics
from tonghop.catalog.products import scales
from tonghop.catalog.table import rows
from tonghop.catalog.vocabulary import read_units, read_words
from tonghop.core.errors import CatalogError

GOLD = Path(__file__).resolve().parents[3] / "shared" / "gold" / "indicators.tsv"
UNIT_COLUMNS = ("name", "factor", "kind", "forms")
INDICATOR_COLUMNS = ("key", "name", "units", "direction", "time", "over_units", "over_time", "group")
GOOD_INDICATOR = "đơn\tđơn thư\tđơn\tlower\tflow\tsum\tsum\tđơn thư"


def unit_table(*lines: str) -> str:
    return "\n".join(["# đơn vị", "\t".join(UNIT_COLUMNS), *lines])


def indicator_table(*lines: str) -> str:
    return "\n".join(["\t".join(INDICATOR_COLUMNS), *lines])


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        ("VND\tmột nghìn\tmoney\tnghìn đồng", "hệ số `một nghìn` không phải là số"),
        ("VND\t-1\tmoney\tđồng", "phải lớn hơn 0"),
        ("VND\tNaN\tmoney\tđồng", "phải lớn hơn 0"),
        ("VND\t1\ttiền\tđồng", "giá trị `tiền`, chỉ nhận"),
        ("VND\t1\tmoney", "chưa có cách viết"),
        ("\t1\tmoney\tđồng", "thiếu giá trị ở cột `name`"),
        ("VND\t1\tmoney\tđồng\tthừa", "có 5 cột, chỉ nhận 4 cột"),
        ("VND\t1\tmoney\tm2", "`m2` đã được khai báo"),
    ],
)
def test_a_wrong_unit_is_named_by_file_line_and_problem(line: str, problem: str) -> None:
    text = unit_table("m2\t1\tarea\tm2", line)
    with pytest.raises(CatalogError, match=r"^units\.tsv, dòng 4: ") as error:
        read_units(rows("units.tsv", text, UNIT_COLUMNS))
    assert problem in str(error.value)


def test_a_wrong_header_is_named() -> None:
    with pytest.raises(CatalogError, match=r"^nouns\.tsv, dòng 2: dòng tiêu đề phải là form, name"):
        read_words(rows("nouns.tsv", "# danh từ\nform\tnoun\nhộ\t", ("form", "name")), "form", "name")


@pytest.mark.parametrize(
    ("line", "problem"),
    [
        (GOOD_INDICATOR.replace("đơn\t", "mới\t", 1).replace("lower", "down"), "giá trị `down`, chỉ nhận"),
        (GOOD_INDICATOR.replace("đơn\t", "mới\t", 1).replace("flow", "dòng"), "giá trị `dòng`, chỉ nhận"),
        (GOOD_INDICATOR, "chỉ tiêu `đơn` đã được khai báo"),
        ("mới\ttên\t\tlower\tflow\tsum\tsum\tnhóm", "thiếu giá trị ở cột `units`"),
    ],
)
def test_a_wrong_indicator_is_named(line: str, problem: str) -> None:
    with pytest.raises(CatalogError, match=r"^indicators\.tsv, dòng 3: ") as error:
        read_indicators(rows("indicators.tsv", indicator_table(GOOD_INDICATOR, line), INDICATOR_COLUMNS), {})
    assert problem in str(error.value)


@pytest.mark.parametrize(
    ("alias", "problem"),
    [
        ("xử phạt + @không_có", "không có chủ đề `@không_có`"),
        ("xử phạt||phạt tiền", "cụm từ trống"),
        ("", "thiếu giá trị ở cột `alias`"),
    ],
)
def test_a_wrong_alias_is_named(alias: str, problem: str) -> None:
    text = f"indicator\talias\nđơn\tđơn thư\nđơn\t{alias}"
    with pytest.raises(CatalogError, match=r"^aliases\.tsv, dòng 3: ") as error:
        read_aliases(rows("aliases.tsv", text, ("indicator", "alias")), {})
    assert problem in str(error.value)


def test_an_alias_of_an_unknown_indicator_is_named() -> None:
    aliases = read_aliases(rows("aliases.tsv", "indicator\talias\nlạ\tđơn thư", ("indicator", "alias")), {})
    with pytest.raises(CatalogError, match=r"^aliases\.tsv, dòng 2: không có chỉ tiêu `lạ`"):
        read_indicators(rows("indicators.tsv", indicator_table(GOOD_INDICATOR), INDICATOR_COLUMNS), aliases)


@pytest.mark.parametrize("line", ["đơn = lạ + đơn", "lạ = đơn + đơn", "đơn = đơn", "đơn: đơn + đơn"])
def test_a_wrong_identity_is_named(line: str) -> None:
    known = read_indicators(rows("indicators.tsv", indicator_table(GOOD_INDICATOR), INDICATOR_COLUMNS), {})
    with pytest.raises(CatalogError, match=r"^identities\.txt, dòng 2: "):
        list(read_identities("identities.txt", f"# tổng\n{line}", known))


def test_a_doubled_topic_is_named() -> None:
    with pytest.raises(CatalogError, match=r"^topics\.tsv, dòng 3: "):
        read_topics(rows("topics.tsv", "topic\tphrases\ntet\ttết\ntet\tdịp tết", ("topic", "phrases")))


def test_all_indicators_of_the_gold_standard_are_in_the_catalog() -> None:
    if not GOLD.exists():
        pytest.skip("../shared/gold is not here")
    with GOLD.open(encoding="utf-8") as file:
        keys = {row["indicator"] for row in csv.DictReader(file, delimiter="\t")}
    assert keys - set(indicators()) == set()


def test_every_indicator_can_be_spoken_of_and_is_named_once() -> None:
    for indicator in indicators().values():
        assert indicator.aliases, indicator.key
        phrases = {phrase for alias in indicator.aliases for term in alias.terms for phrase in term}
        assert {phrase for phrase in phrases if phrase != phrase.lower() or "," in phrase} == set()
    names = [indicator.name for indicator in indicators().values()]
    assert len(names) == len(set(names))


def test_rates_are_computed_anew_and_stocks_are_not_summed_over_time() -> None:
    for indicator in indicators().values():
        assert indicator.time is not TimeType.RATE or indicator.over_time == "recompute"
        assert indicator.time is not TimeType.STOCK or indicator.over_time == "last"


def test_identities_are_of_known_indicators_in_one_unit() -> None:
    for identity in identities():
        measured = {indicators()[key].unit for key in (identity.total, *identity.parts)}
        assert len(measured) == 1, identity
        assert identity.total not in identity.parts


def test_petitions_are_made_up_of_what_was_carried_over_and_received_and_of_their_types() -> None:
    parts = {identity.parts for identity in identities() if identity.total == "petitions" and identity.complete}
    assert {("petitions_carried_over", "petitions_new"), ("petitions_resolved", "petitions_pending")} <= parts


def test_fraction_sides_are_terms_of_their_own() -> None:
    terms = {term for indicator in indicators().values() for alias in indicator.aliases for term in alias.terms}
    assert (PART,) in terms
    assert (WHOLE,) in terms


@pytest.mark.parametrize(
    ("form", "name", "factor"),
    [
        ("tỷ đồng", "VND", "1000000000"),
        ("tr.đồng", "VND", "1000000"),
        ("ha", "m2", "10000"),
        ("km", "m", "1000"),
        ("tạ", "tấn", "0.1"),
        ("gwh", "kWh", "1000000"),
        ("tấn/ha", "tạ/ha", "10"),
        ("triệu đồng/người/năm", "VND/người/năm", "1000000"),
        ("triệu usd", "USD", "1000000"),
    ],
)
def test_written_forms_of_units_become_canonical_ones(form: str, name: str, factor: str) -> None:
    assert (units()[form].name, units()[form].factor) == (name, Decimal(factor))


def test_words_have_their_canonical_forms() -> None:
    assert nouns()["dn"] == "doanh nghiệp"
    assert nouns()["lượt người"] == "lượt người"
    assert abbreviations()["GPMB"] == "giải phóng mặt bằng"
    assert plan_authorities()["hđnd quận"] == "Quận"
    assert "trường hợp" in compounds()


@pytest.mark.parametrize("query", ["đơn khiếu nại", "don khieu nai", "DON KHIEU NAI", "khieu nai"])
def test_search_needs_no_diacritics(query: str) -> None:
    assert search(query)[0].key == "petitions_complaints"


def test_search_understands_abbreviations_and_finds_units() -> None:
    assert "land_clearance_projects" in [entry.key for entry in search("du an GPMB")]
    assert search("ty dong")[0].key == "VND"
    assert search("không có thứ này") == []


def test_units_that_multiply_to_a_unit() -> None:
    assert scales()[frozenset({"m2", "tạ/ha", "tấn"})] == Fraction(1, 100_000)
