"""Passkeys: keys of a device with which a person signs in without a password."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django_otp.models import Device


class Passkey(Device):  # type: ignore[misc]
    """A public key (WebAuthn) that a device of the account holds; who shows it has shown two factors.

    `uses` is the counter of the device, which only rises: one that does not is of a copied key.
    """

    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    key_id = models.BinaryField(unique=True, max_length=1023)
    public_key = models.BinaryField()
    uses = models.BigIntegerField(default=0)
    created = models.DateTimeField(auto_now_add=True)
    used = models.DateTimeField(null=True)
    objects: ClassVar[models.Manager["Passkey"]] = models.Manager()
