"""Who may do what, at the edges of the table: closed units, predecessors, the inactive, one's own submissions."""

from datetime import date

import pytest
from django.contrib.auth.models import AnonymousUser
from tests.api.world import World, build

from tonghop.ledger import access, units
from tonghop.ledger.access import may
from tonghop.ledger.models import Account, Grant, Lineage, Role, Unit, UnitKind
from tonghop.ledger.rights import Action, Relation, rights

pytestmark = pytest.mark.django_db
BY = units.Author(None)


@pytest.fixture
def world() -> World:
    return build()


def test_every_action_and_role_is_in_the_table():
    assert set(rights()) == set(Action)
    assert all(set(right.roles) == set(Role) for right in rights().values())


def test_a_visitor_may_do_nothing_but_see_what_is_public():
    public = {action for action, right in rights().items() if right.roles[Role.VISITOR]}
    assert public == {Action.SEE_CATALOG, Action.SEE_PUBLISHED}


def test_nothing_but_looking_reaches_upwards_or_beyond():
    for action, right in rights().items():
        for relations in right.roles.values():
            assert action.startswith("see_") or relations <= {Relation.OWN, Relation.BELOW}


def test_what_is_allowed_at_once_is_what_may_be_done_singly(world: World):
    for account in (*world.people.values(), AnonymousUser()):
        for place in world.places.values():
            singly = {action for action in Action if may(account, action, place.unit)}
            assert access.allowed(account, place.unit) == singly


def test_who_holds_no_role_or_is_not_active_may_nothing(world: World):
    own, head = world.places["own"].unit, world.people["head"]
    assert may(head, Action.DECIDE, own)
    head.is_active = False
    assert not may(head, Action.DECIDE, own)
    assert not may(head, Action.SEE_PUBLISHED, own)
    assert not may(world.writer, Action.SEE_ACCEPTED, own)


def test_two_roles_add_up(world: World):
    officer, foreign = world.people["officer"], world.places["foreign"].unit
    assert not may(officer, Action.DECIDE, foreign)
    Grant.objects.create(account=officer, role=Role.HEAD, unit=foreign)
    assert may(officer, Action.DECIDE, foreign)
    assert not may(officer, Action.DECIDE, world.places["own"].unit)


@pytest.mark.usefixtures("world")
def test_a_closed_unit_stays_within_reach_of_what_came_of_it():
    units.merge(["A", "B"], units.New("C", UnitKind.COMMUNE, "phường C", "T", date(2026, 7, 1)), date(2026, 7, 1), BY)
    synthesis = Account.objects.create(username="c")
    Grant.objects.create(account=synthesis, role=Role.SYNTHESIS, unit=Unit.objects.get(code="C"))
    assert may(synthesis, Action.SETTLE, Unit.objects.get(code="A"))
    assert may(synthesis, Action.SEE_ACCEPTED, Unit.objects.get(code="B"))
    assert not may(synthesis, Action.SETTLE, Unit.objects.get(code="T"))


def test_an_open_unit_is_not_reached_through_what_was_split_from_it(world: World):
    Lineage.objects.create(
        predecessor=world.places["foreign"].unit,
        successor=world.places["own"].unit,
        date=date(2026, 7, 1),
        share="0.3",
        method=Lineage.Method.AREA,
    )
    assert not may(world.people["synthesis"], Action.SETTLE, world.places["foreign"].unit)


def test_nobody_accepts_what_he_submitted(world: World):
    with pytest.raises(access.OwnSubmission):
        access.refuse_own(world.people["head"], {world.people["head"].pk})
    access.refuse_own(world.people["head"], {world.writer.pk, None})
