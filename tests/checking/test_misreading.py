"""A digit read with doubt from a scan: arithmetic chooses between its readings, and no author is accused."""

import pytest

from tonghop.checking import check
from tonghop.core.document import Recognised, Source
from tonghop.core.finding import Severity
from tonghop.reading import read_source

SUM = "Toàn xã có 3.234 hộ, trong đó: 1.284 hộ nghèo, 1.000 hộ cận nghèo và 950 hộ khác."


def finding(text, doubtful, confidence):
    """The only finding in a scan of `text`, in which one number was read with this confidence."""
    start = text.index(doubtful)
    end = start + len(doubtful)
    parts = (Recognised(0, start, 99), Recognised(start, end, confidence), Recognised(end, len(text), 99))
    source = Source("scan.png", "", "image/png", text, recognised=parts)
    (found,) = check(read_source(source)).findings
    return found


def test_a_misread_digit_is_named_with_what_the_sum_asks_for():
    found = finding(SUM.replace("950", "1.000"), "1.284", 62)
    assert (found.kind, found.severity) == ("misread", Severity.WARNING)
    assert "“1.284 hộ nghèo” (độ tin cậy 62%); phép tính cho thấy là “1.234”" in found.message
    assert found.culprits[0].suggestion == "1.234"


def test_a_certain_digit_stays_the_error_of_the_text():
    found = finding(SUM.replace("950", "1.000"), "1.284", 99)
    assert (found.kind, found.severity) == ("sum-mismatch", Severity.ERROR)


@pytest.mark.parametrize("printed", ["9.999", "2.840"], ids=["another number", "digits that changed places"])
def test_where_no_one_digit_explains_it_the_scan_is_to_be_looked_at(printed):
    found = finding(f"Thu ngân sách đạt 1.289,6 tỷ đồng, bằng 52,0% dự toán {printed} tỷ đồng.", printed, 62)
    assert (found.kind, found.severity) == ("ratio-mismatch", Severity.WARNING)
    doubt = f"Số “{printed} tỷ đồng” đọc từ bản quét không chắc (độ tin cậy 62%), cần đối chiếu với bản gốc."
    assert found.message.endswith(doubt)
