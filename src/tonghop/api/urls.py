"""The addresses that are served. Whatever is added here must be listed in the table of the permission test."""

from django.urls import path

from tonghop.api.application import api
from tonghop.api.health import health
from tonghop.api.problems import broken, forbidden, malformed, missing

urlpatterns = [path("healthz", health), path("api/v1/", api.urls)]
handler400, handler403, handler404, handler500 = malformed, forbidden, missing, broken
