"""Figures of a form that contradict no other: what can hardly be is asked about, what cannot be is refused."""

from dataclasses import replace
from decimal import Decimal

import pytest
from tests.ledger.rounds.conftest import SPAN

from tonghop.catalog import indicators
from tonghop.core.fact import Cell, Fact, Standing
from tonghop.core.span import Span
from tonghop.intake import guard
from tonghop.ledger import rounds
from tonghop.ledger.correcting import ImpossibleCount, correct
from tonghop.ledger.models import FactVersion, Form, FormLine, Indicator
from tonghop.ledger.record import Change, record
from tonghop.ledger.rounds.errors import BelowNone, NothingToPublish, NothingToReturn


def asked_for(key):
    """The indicator, asked for in the form too."""
    item = indicators()[key]
    row = Indicator.objects.create(
        key=key, name=item.name, unit=item.unit, time=item.time, over_units="none", over_time="none"
    )
    FormLine.objects.create(form=Form.objects.get(), order=99, indicator=row)


def told(office):
    return [(item.kind, item.severity, item.message) for item in guard.findings(office.duty("VP"))]


class TestAskedAbout:
    def test_a_share_of_4000_percent(self, office):
        asked_for("poverty_rate")
        office.enter("VP", petitions=1, poverty_rate=4000)
        ((kind, severity, message),) = told(office)
        assert (kind, severity) == ("percentage-out-of-range", "warning")
        assert "4.000% > 100%" in message
        guard.submit(office.VP, office.duty("VP").pk)

    @pytest.mark.parametrize(("key", "likely"), [("poverty_rate", 12), ("grdp_growth", -7)])
    def test_no_likely_percentage(self, office, key, likely):
        asked_for(key)
        office.enter("VP", petitions=1, **{key: likely})
        assert told(office) == []

    def test_a_count_below_zero(self, office):
        office.enter("VP", petitions=-5)
        ((kind, severity, message),) = told(office)
        assert (kind, severity) == ("negative", "warning")
        assert "-5 đơn < 0" in message

    @pytest.mark.parametrize(
        ("earlier", "arithmetic"),
        [
            (replace(SPAN, last=8), "5.200.000.000.000 đồng : 5.000.000.000 đồng = 1.040"),
            (SPAN.years_before(), "5.200.000.000.000 đồng : 5.000.000.000 đồng = 1.040"),
        ],
    )
    def test_money_entered_in_the_wrong_unit(self, office, earlier, arithmetic):
        record([Fact(Cell("budget_revenue", "VP", earlier), Decimal(5_000_000_000))], Change(None, "test"))
        office.enter("VP", petitions=1, budget_revenue=5_200_000_000_000)
        ((kind, _, message),) = told(office)
        assert kind == "leap"
        assert arithmetic in message
        assert str(earlier.year) in message

    def test_no_steady_growth_of_a_count(self, office):
        record([Fact(Cell("petitions", "VP", Span(2026, 1, 1)), Decimal(3))], Change(None, "test"))
        office.enter("VP", petitions=400)
        assert told(office) == []


def test_fewer_people_than_none_are_refused(office):
    with pytest.raises(BelowNone, match="hộ nghèo"):
        office.enter("VP", petitions=1, poor_households=-1)
    assert not rounds.proposals(office.duty("VP"))


@pytest.mark.parametrize("wrong", ["-5", "76.5"])
def test_a_correction_counts_whole_things(office, wrong):
    (written,) = record([Fact(Cell("petitions", "VP", SPAN), Decimal(3))], Change(None, "test")).versions.values()
    with pytest.raises(ImpossibleCount, match="số nguyên, không nhỏ hơn 0"):
        correct(office.synthesis, written, Standing.VALUE, Decimal(wrong), "nhầm")
    correct(office.synthesis, written, Standing.VALUE, Decimal(5), "nhầm")
    assert FactVersion.objects.get(known_to=None).value == 5


def test_each_step_says_what_it_lacks(office):
    office.enter("VP", petitions=1)
    duty = guard.submit(office.VP, office.duty("VP").pk)
    with pytest.raises(NothingToReturn, match="Đánh dấu ít nhất một số liệu cần trả lại"):
        rounds.send_back(office.synthesis, duty.pk, "xem lại", [])
    guard.accept(office.synthesis, duty.pk)
    rounds.publish(office.chief, office.round.pk)
    with pytest.raises(NothingToPublish):
        rounds.publish(office.chief, office.round.pk)
