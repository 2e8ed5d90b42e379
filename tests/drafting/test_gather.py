"""What is gathered from the ledger for a report."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.utils.timezone import now
from tests.drafting.ward import BEFORE, BILLION, DIVIDED, HALF, OLD, WARD, YEAR, fact, put

from tonghop.core.fact import Measure
from tonghop.core.span import Span
from tonghop.drafting.gather import gather
from tonghop.ledger.errors import UnknownUnit
from tonghop.writing import Known, Silence

pytestmark = pytest.mark.usefixtures("ward")
MOST_QUERIES = 36


def known(key: str, span: Span = HALF) -> Known:
    return next(each for each in gather(WARD, span) if each.indicator.key == key)


def test_plans_are_those_in_force_the_higher_authority_first() -> None:
    plans = known("budget_revenue").plans
    assert [(plan.cell.authority, plan.cell.version, plan.value) for plan in plans] == [
        ("TP", 1, 25 * BILLION),
        ("Phường", 0, 30 * BILLION),
    ]


def test_the_year_before_is_that_of_the_same_territory_and_counts_stay_whole() -> None:
    revenue, petitions = known("budget_revenue").before, known("petitions").before
    assert revenue is not None
    assert revenue.value == 10 * BILLION
    assert revenue.cell.span == BEFORE
    assert petitions is not None
    assert petitions.value == 17


def test_parts_of_what_was_apportioned_are_rounded_together() -> None:
    put(
        fact("petitions_resolved", 5, BEFORE, unit=DIVIDED),
        fact("petitions_pending", 6, BEFORE, unit=DIVIDED),
        fact("petitions_resolved", 5, BEFORE, unit=OLD),
        fact("petitions_pending", 6, BEFORE, unit=OLD),
        fact("tourist_visits", 10, BEFORE, unit=DIVIDED),
        fact("tourist_visits_international", 3, BEFORE, unit=DIVIDED),
        fact("tourist_visits_domestic", 7, BEFORE, unit=DIVIDED),
        *(fact(f"tourist_visits{part}", 0, BEFORE, unit=OLD) for part in ("", "_international", "_domestic")),
        *(fact(f"tourist_visits{part}", 1) for part in ("", "_international", "_domestic")),
    )
    for total, *parts in (
        ("petitions", "petitions_resolved", "petitions_pending"),
        ("tourist_visits", "tourist_visits_international", "tourist_visits_domestic"),
    ):
        whole, *several = (known(key).before for key in (total, *parts))
        assert whole is not None
        assert sum(part.value or 0 for part in several if part) == whole.value


def test_what_cannot_be_compared_says_why() -> None:
    rate, fires = known("health_insurance_coverage"), known("fires")
    assert (rate.before, rate.silence) == (None, Silence.REORGANISED)
    assert (fires.before, fires.silence) == (None, Silence.UNKNOWN)


def test_parts_make_up_the_whole_and_what_is_done_knows_of_how_many() -> None:
    petitions, resolved = known("petitions"), known("petitions_resolved")
    assert petitions.complete
    assert [part.fact.value for part in petitions.parts] == [21, 9]
    assert resolved.of is not None
    assert resolved.of.value == 30


def test_an_estimate_stands_beside_what_was_done_to_date() -> None:
    put(
        fact("trees_planted", 900, Span(2026, 1, 4)),
        fact("trees_planted", 1000, Span(2026, 1, 5), as_of=date(2026, 5, 15)),
        fact("trees_planted", 1300, HALF, Measure.ESTIMATE),
    )
    trees = known("trees_planted")
    assert trees.fact.cell.measure is Measure.ESTIMATE
    assert trees.fact.value == 1300
    assert trees.to_date is not None
    assert (trees.to_date.value, trees.to_date.as_of) == (1000, date(2026, 5, 15))


def test_a_breakdown_becomes_parts() -> None:
    put(fact("jobs_created", 90, breakdown="giới tính=nữ"), fact("jobs_created", 60, breakdown="giới tính=nam"))
    jobs = known("jobs_created")
    assert {(part.name, part.fact.value) for part in jobs.parts} == {("nữ", 90), ("nam", 60)}
    assert jobs.complete


def test_as_it_was_known_on_a_moment() -> None:
    moment = now()
    put(fact("fires", 5))
    assert known("fires").fact.value == 5
    then = {each.indicator.key: each for each in gather(WARD, HALF, moment)}
    assert then["fires"].fact.value == 3
    assert then["budget_revenue"].before is not None
    assert then["health_insurance_coverage"].silence is Silence.REORGANISED


def test_the_number_of_queries_does_not_grow_with_what_is_known() -> None:
    assert _queries() <= MOST_QUERIES
    keys = ("schools", "pupils", "classes", "teachers", "births", "dengue_cases", "tax_debt", "export_value")
    put(*(fact(key, 10 * place) for place, key in enumerate(keys, 1)))
    put(*(fact(key, 7, BEFORE, unit=DIVIDED) for key in keys))
    put(*(fact(key, 50, YEAR, Measure.PLAN, "TP") for key in keys))
    assert len(gather(WARD, HALF)) == 7 + len(keys)
    assert _queries() <= MOST_QUERIES


def test_an_unknown_unit_is_refused() -> None:
    with pytest.raises(UnknownUnit):
        gather("nowhere", HALF)


def test_values_are_exact() -> None:
    put(fact("export_value", "0.1", Span(2026, 1, 6)))
    assert known("export_value").fact.value == Decimal("0.1")


def _queries() -> int:
    asked = []

    def count(execute, sql, params, many, context):  # type: ignore[no-untyped-def]
        asked.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(count):
        gather(WARD, HALF)
    return len(asked)


def test_what_is_known_to_one_side_only_is_told_so() -> None:
    put(replace(fact("construction_fines", 1_400_000_000), low=Decimal(1_400_000_000)))
    put(replace(fact("fires", 5), low=Decimal(5), high=Decimal(5)))
    found = {known.indicator.key: known.fact for known in gather(WARD, HALF)}
    assert (found["construction_fines"].low, found["construction_fines"].high) == (Decimal(1_400_000_000), None)
    assert (found["fires"].low, found["fires"].high) == (None, None)


def test_stocks_know_the_end_of_the_last_year_and_plans_those_of_the_year_before() -> None:
    later = Span(2027, 1, 6)
    last = Span(2026, 1, 12)
    put(fact("schools", 7, last), fact("schools", 8, later), fact("budget_revenue", 5 * BILLION, later))
    schools, revenue = known("schools", later), known("budget_revenue", later)
    assert schools.year_end is not None
    assert (schools.year_end.value, schools.year_end.cell.span) == (7, last)
    assert [(plan.cell.authority, plan.value) for plan in revenue.plans_before] == [
        ("TP", 25 * BILLION),
        ("Phường", 30 * BILLION),
    ]
    assert known("budget_revenue").plans_before == ()  # the ward was another a year earlier


def test_what_was_done_in_the_last_month_is_stated_or_the_rest_of_two_sums() -> None:
    put(fact("fires", 2, Span(2026, 1, 5)), fact("jobs_created", 60, Span(2026, 6, 6)))
    found = {each.indicator.key: each.month for each in gather(WARD, HALF, monthly=True)}
    assert [each.value for each in found["fires"]] == [3, 2]
    assert [each.value for each in found["jobs_created"]] == [60]
    assert found["petitions"] == ()
    assert all(each.month == () for each in gather(WARD, HALF))
