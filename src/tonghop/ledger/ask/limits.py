"""The thresholds by which the targets of a unit are assessed: those an office has set, else those of the catalog."""

from django.utils.timezone import localdate

from tonghop.catalog.thresholds import Thresholds
from tonghop.catalog.thresholds import thresholds as of_catalog
from tonghop.ledger.models import Ancestry
from tonghop.ledger.units.timeline import at


def thresholds(unit: str) -> Thresholds:
    """Those in force today for a unit, by its code: its own, or those of the nearest unit above it that has any."""
    set_above = Ancestry.objects.filter(at(localdate()), unit__code=unit, ancestor__threshold__isnull=False)
    nearly = set_above.order_by("depth").values_list("ancestor__threshold__nearly", flat=True).first()
    return of_catalog() if nearly is None else Thresholds(nearly)
