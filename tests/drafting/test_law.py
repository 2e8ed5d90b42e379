"""The law of writing for whole reports: told as any kind, what the ledger knows is read back, without contradiction."""

import pytest
from tests.drafting import law
from tests.writing.law import broken

import tonghop
from tonghop import printing


@pytest.mark.django_db
def test_reports_of_every_kind_are_read_back() -> None:
    law.build()
    for seed in range(len(law.KINDS)):
        report = law.report(seed, 5)
        assert broken(tonghop.read(printing.docx(report), name="báo cáo.docx"), report.chips()) == []
