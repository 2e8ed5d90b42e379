"""Offices: set up from a profile of the catalog, or filled with a believable example."""

from tonghop.ledger.office.setup import Made, duties, furnish, init, look_up

__all__ = ["Made", "duties", "furnish", "init", "look_up"]
