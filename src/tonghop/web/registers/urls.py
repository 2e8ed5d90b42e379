"""The addresses of the registers."""

from django.urls import path

from tonghop.web.registers import board_urls, case, case_urls, file_urls, listing

urlpatterns = [
    path("so-theo-doi", listing.all_registers, name="registers"),
    *board_urls.urlpatterns,
    *case_urls.urlpatterns,
    *file_urls.urlpatterns,
    path("so-theo-doi/<str:key>", listing.listing, name="register"),
    path("so-theo-doi/<str:key>/moi", case.receive, name="case-receive"),
    path("so-theo-doi/<str:key>/so-lieu", listing.measures, name="register-measures"),
]
