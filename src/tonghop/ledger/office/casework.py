"""The work of the example office: cases in its registers, received and moved as people of the office would."""

import tomllib
from typing import Any

from tonghop.catalog.table import data
from tonghop.ledger import cases, units
from tonghop.ledger.models import Account, Case

_FILE = "demo_cases.toml"


def work() -> int:
    """Put the cases of the example into its registers; how many."""
    people = {account.username: account for account in Account.objects.all()}
    told: list[dict[str, Any]] = tomllib.loads(data(_FILE))["cases"]
    named: dict[str, Case] = {}
    for item in told:
        unit, parent = units.find(item["unit"]), named[item["below"]] if "below" in item else None
        case = cases.receive(people[item["by"]], item["register"], unit, item["fields"], item["on"], parent)
        if name := item.get("name"):
            named[name] = case
        for step in item["steps"]:
            case = cases.take(
                people[step["by"]],
                case.pk,
                step["do"],
                step["on"],
                step.get("fields", {}),
                seen=case.version,
                document=step.get("document", ""),
            )
    return len(told)
