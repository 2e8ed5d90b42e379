"""What everybody may see: figures of the units there are, and apart from these of the units there were."""

from datetime import timedelta

from django.core.cache import caches
from django.utils.timezone import localdate
from tests.api.world import World

from tonghop.ledger import units
from tonghop.ledger.models import UnitKind


def test_a_unit_that_has_ended_is_told_apart_from_the_one_that_took_its_name(world: World) -> None:
    today, by = localdate(), units.Author(None)
    new = units.New("C", UnitKind.COMMUNE, "đơn vị B", "T", today)
    units.merge(["B"], new, today, by)
    caches["pages"].clear()
    page = world.client("anonymous").get("/cong-khai").content.decode()
    now, former = page.split("<details>")
    assert '<a href="/cong-khai/A">đơn vị A</a>' in now
    assert "/cong-khai/B" not in now
    last = today - timedelta(days=1)
    assert f'<a href="/cong-khai/B">đơn vị B</a> <small>đến hết ngày {last:%d/%m/%Y}</small>' in former
