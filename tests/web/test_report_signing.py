"""Signed PDFs of reports in the browser: who signed is shown, and what is not what was issued is refused."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils.timezone import localdate
from pyhanko.pdf_utils.generic import StreamObject
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from tests.api.world import World
from tests.drafting import signing
from tests.ledger.papers import SPAN, SYMBOL, paper

from tonghop.drafting.signing import Person, from_file, sign
from tonghop.ledger import reports
from tonghop.ledger.models import Report
from tonghop.ledger.reports import Form, Issuing, Signer


class TestSigning:
    @pytest.fixture
    def issued(self, world: World) -> Report:
        draft = reports.create(world.people["synthesis"], "quarter", world.places["own"].unit, SPAN, paper())
        head = world.people["head"]
        reports.open_register(head, draft.unit, localdate().year, SYMBOL)
        signer = Signer(Form.COLLECTIVE, signing.SIGNER, "Chủ tịch", "Ủy ban nhân dân")
        reports.issue(head, draft.pk, Issuing(SYMBOL, localdate(), signer, ()), {"pdf": lambda _: signing.pdf()})
        return draft

    @staticmethod
    def sent(world: World, report: Report, content: bytes) -> object:
        file = SimpleUploadedFile("da-ky.pdf", content, "application/pdf")
        return world.client("head").post(f"/bao-cao/{report.pk}/sau/ky-so", {"file": file})

    def test_who_signed_what_was_issued_is_shown(self, world, issued, settings, tmp_path):
        key = from_file(signing.key_file(), signing.PASSWORD)
        (roots := tmp_path / "roots.pem").write_bytes(signing.root())
        settings.SIGNATURE_ROOTS = str(roots)
        signed = sign(signing.pdf(), key, Person(), signing.NOW)
        assert self.sent(world, issued, signed).status_code == 302
        shown = world.client("head").get(f"/bao-cao/{issued.pk}").text
        assert f"{signing.SIGNER} ký lúc" in shown
        assert "nơi cấp được tin cậy" in shown
        assert world.client("head").get(f"/bao-cao/{issued.pk}/tep/signed").content == signed

    def test_what_was_changed_before_it_was_signed_is_refused(self, world, issued):
        key = from_file(signing.key_file(), signing.PASSWORD)
        writer = IncrementalPdfFileWriter(BytesIO(signing.pdf()))
        over = writer.add_object(StreamObject(stream_data=b"0 0 300 300 re f"))
        writer.add_stream_to_page(0, over)
        writer.write(changed := BytesIO())
        answer = self.sent(world, issued, sign(changed.getvalue(), key, Person(), signing.NOW))
        assert answer.status_code == 422
        assert "bị sửa nội dung trước khi ký" in answer.text
        for other in (signing.pdf(), sign(signing.pdf() + b"\n", key, Person(), signing.NOW)[:-40], b"%PDF-"):
            assert self.sent(world, issued, other).status_code == 422
        assert not issued.issue.files.filter(form="signed").exists()
