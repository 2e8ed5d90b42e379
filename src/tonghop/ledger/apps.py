"""The ledger as a Django application."""

from django.apps import AppConfig


class Ledger(AppConfig):
    """Units, indicators, facts, rounds and the people who may see or change them."""

    name = "tonghop.ledger"
    label = "ledger"
    default_auto_field = "django.db.models.BigAutoField"
