"""The addresses of one case and of the views of a register; words of our own stand before the steps of registers."""

from django.urls import path

from tonghop.web.registers import attachments, case, onward, printing, views

_CASE = "so-theo-doi/ho-so/<int:number>"

urlpatterns = [
    path(_CASE, case.case, name="case"),
    path(f"{_CASE}/in", case.printed, name="case-print"),
    path(f"{_CASE}/phieu.<str:form>", printing.card, name="case-card"),
    path(f"{_CASE}/van-ban/<str:key>.<str:form>", printing.document, name="case-document"),
    path(f"{_CASE}/them/<str:part>", onward.add_part, name="case-part"),
    path(f"{_CASE}/cap-tren", onward.put_below, name="case-below"),
    path(f"{_CASE}/chuyen/<str:kind>", onward.convert, name="case-convert"),
    path(f"{_CASE}/chuyen-don-vi", onward.pass_on, name="case-pass"),
    path(f"{_CASE}/ra-soat", onward.review, name="case-review"),
    path(f"{_CASE}/tep", attachments.attach, name="case-attach"),
    path(f"{_CASE}/tep/<int:file>", attachments.fetch, name="case-file"),
    path(f"{_CASE}/tep/<int:file>/go", attachments.detach, name="case-detach"),
    path(f"{_CASE}/<str:action>", case.step, name="case-step"),
    path("so-theo-doi/<str:key>/cach-xem", views.keep, name="register-views"),
]
