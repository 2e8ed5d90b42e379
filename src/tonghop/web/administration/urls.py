"""The addresses of the administration."""

from django.urls import path

from tonghop.web.administration import (
    accounts,
    backups,
    catalog,
    frame,
    grants,
    health,
    journal,
    queue,
    rules,
    tokens,
)

urlpatterns = [
    path("quan-tri", frame.administration, name="administration"),
    path("quan-tri/tai-khoan", accounts.listed, name="accounts"),
    path("quan-tri/tai-khoan-moi", accounts.new, name="new-account"),
    path("quan-tri/tai-khoan/<str:name>", accounts.account, name="account"),
    path("quan-tri/tai-khoan/<str:name>/<str:action>", accounts.step, name="account-step"),
    path("quan-tri/vai-tro", grants.grants, name="grants"),
    path("quan-tri/vai-tro/<str:action>", grants.step, name="grant-step"),
    path("quan-tri/khoa", tokens.tokens, name="tokens"),
    path("quan-tri/khoa/<int:number>", tokens.revoke, name="token-revoke"),
    path("quan-tri/quy-dinh", rules.rules, name="rules"),
    path("quan-tri/quy-dinh/<str:action>", rules.step, name="rules-step"),
    path("quan-tri/nhat-ky", journal.journal, name="journal"),
    path("quan-tri/nhat-ky.csv", journal.exported, name="journal-file"),
    path("quan-tri/danh-muc", catalog.catalog, name="catalog"),
    path("quan-tri/danh-muc/cach-goi/<int:number>/<str:action>", catalog.decide, name="alias-decide"),
    path("quan-tri/viec-nen", queue.jobs, name="jobs"),
    path("quan-tri/viec-nen/<int:number>", queue.retry, name="job-retry"),
    path("quan-tri/sao-luu", backups.backups, name="backups"),
    path("quan-tri/tinh-trang", health.health, name="health"),
]
