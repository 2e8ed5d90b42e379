"""What units write with their forms: who may, until when, and what is kept of it."""

import pytest

from tonghop.core.span import Span
from tonghop.ledger import rounds
from tonghop.ledger.access import Forbidden
from tonghop.ledger.errors import TooLong
from tonghop.ledger.models import Duty, Entry, Narrative
from tonghop.ledger.rounds import Heading
from tonghop.ledger.rounds.errors import WrongState


def test_it_is_kept_with_its_author_and_what_stood_before(office) -> None:  # type: ignore[no-untyped-def]
    duty = office.duty("KT")
    rounds.narrate(office.KT, duty.pk, {Heading.TASKS: "  Việc một.\n\nViệc hai. ", Heading.CAUSES: "Vốn chậm."})
    rounds.narrate(office.KT, duty.pk, {Heading.TASKS: "Việc một.\nViệc hai.", Heading.CAUSES: ""})
    assert rounds.texts_of(duty) == dict.fromkeys(Heading, "") | {Heading.TASKS: "Việc một.\nViệc hai."}
    first, second = Entry.objects.filter(action="narrate").order_by("id")
    assert first.after == {"tasks": "Việc một.\nViệc hai.", "causes": "Vốn chậm."}
    assert (second.before, second.after) == ({"causes": "Vốn chậm."}, {"causes": ""})


def test_only_its_own_officer_writes_and_only_until_it_is_sent(office) -> None:  # type: ignore[no-untyped-def]
    duty = office.duty("KT")
    for stranger in (office.VP, office.chief):
        with pytest.raises(Forbidden):
            rounds.narrate(stranger, duty.pk, {Heading.TASKS: "x"})
    with pytest.raises(TooLong):
        rounds.narrate(office.KT, duty.pk, {Heading.TASKS: "x" * (rounds.MOST + 1)})
    Duty.objects.filter(pk=duty.pk).update(state=Duty.State.SUBMITTED)
    with pytest.raises(WrongState):
        rounds.narrate(office.KT, duty.pk, {Heading.TASKS: "x"})
    assert not Narrative.objects.exists()


def test_what_is_not_sent_yet_is_not_told(office) -> None:  # type: ignore[no-untyped-def]
    duty, span = office.duty("KT"), rounds.span_of(office.round)
    rounds.narrate(office.KT, duty.pk, {Heading.TASKS: "Việc một.\nViệc hai."})
    unit = office.round.unit.code
    assert rounds.narratives(unit, span) == ()
    Duty.objects.filter(pk=duty.pk).update(state=Duty.State.ACCEPTED)
    assert [each.text for each in rounds.narratives(unit, span)] == ["Việc một.", "Việc hai."]
    assert rounds.narratives(unit, Span(1999, 1, 1)) == ()
