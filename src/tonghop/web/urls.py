"""The addresses of the pages. Each must stand in the table of the permission test."""

from django.urls import path

from tonghop.web import (
    board,
    duty,
    duty_files,
    hierarchy,
    inbox,
    inbox_document,
    indicator,
    overview,
    public,
    rounds,
    searching,
    session,
)
from tonghop.web.administration.urls import urlpatterns as administration

urlpatterns = [
    path("", overview.overview, name="overview"),
    path("dang-nhap", session.sign_in, name="sign-in"),
    path("dang-xuat", session.sign_out, name="sign-out"),
    path("xac-thuc", session.verify, name="second-factor"),
    path("mat-khau", session.password, name="password"),
    path("ngon-ngu", session.choose_language, name="language"),
    path("hop-bao-cao", inbox.inbox, name="inbox"),
    path("hop-bao-cao/danh-sach", inbox.listing, name="inbox-list"),
    path("hop-bao-cao/gui", inbox.send, name="inbox-send"),
    path("hop-bao-cao/<int:number>", inbox_document.document, name="arrival"),
    path("hop-bao-cao/<int:number>/tep", inbox_document.original, name="arrival-file"),
    path("hop-bao-cao/<int:number>/ky-truoc", inbox_document.previous, name="arrival-previous"),
    path("hop-bao-cao/<int:number>/<str:action>", inbox_document.step, name="arrival-step"),
    path("chi-tieu", board.board, name="board"),
    path("chi-tieu/<str:key>", indicator.indicator, name="indicator"),
    path("don-vi", hierarchy.units, name="units"),
    path("don-vi/<str:code>", hierarchy.unit, name="unit"),
    path("tra-cuu", searching.search, name="search"),
    path("cong-khai", public.published, name="public"),
    path("cong-khai/<str:code>", public.publication, name="publication"),
    path("cong-khai/<str:code>/<str:period>.<str:form>", public.data, name="publication-data"),
    path("ky-bao-cao", rounds.rounds, name="rounds"),
    path("ky-bao-cao/moi", rounds.new_round, name="new-round"),
    path("ky-bao-cao/<int:number>", rounds.one_round, name="round"),
    path("ky-bao-cao/<int:number>/<str:action>", rounds.step, name="round-step"),
    path("ky-bao-cao/bieu/<int:number>", duty.duty, name="duty"),
    path("ky-bao-cao/bieu/<int:number>/o", duty.enter, name="duty-enter"),
    path("ky-bao-cao/bieu/<int:number>/phat-hien", duty.findings, name="duty-findings"),
    path("ky-bao-cao/bieu/<int:number>/mau.xlsx", duty_files.template, name="duty-template"),
    path("ky-bao-cao/bieu/<int:number>/tep", duty_files.upload, name="duty-upload"),
    path("ky-bao-cao/bieu/<int:number>/<str:action>", duty.step, name="duty-step"),
    *administration,
]
