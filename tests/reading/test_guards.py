"""True sentences of common forms: nothing in them may be called a contradiction."""

import pytest
from tests.reading.say import document

import tonghop


@pytest.mark.parametrize(
    "text",
    [
        "Ngành có 1.742 người, gồm 118 cán bộ quản lý, 1.405 giáo viên, 219 nhân viên; thiếu 86 giáo viên.",
        "Nhận 436 đơn, gồm 87 đơn cũ và 349 đơn mới; phân loại: khiếu nại 64 đơn, tố cáo 12 đơn, kiến nghị 360 đơn.",
        "Chi 396 tỷ đồng, trong đó chi giáo dục 242 tỷ đồng, chiếm 61,1%; chi quản lý 78,3 tỷ đồng (19,8%).",
        "Kinh phí hơn 575 tỷ đồng, trong đó tỉnh gần 163 tỷ đồng, huyện hơn 332 tỷ đồng.",
        "Xảy ra 12 vụ, làm chết 02 người; so với cùng kỳ giảm 03 vụ, tăng 01 người chết, giảm 02 người bị thương.",
        "Có 12 hộ được hỗ trợ (tăng 3 hộ, tương ứng 33,3% so với cùng kỳ).",
        "Xử lý 72 vụ; trong đó: 02 vụ hàng cấm; 52 vụ hàng giả; 18 vụ gian lận, thu nộp ngân sách 1.250 triệu đồng.",
        "Giải quyết 12.480/15.420 hồ sơ (80,9%), trong đó đúng hạn 12.310 hồ sơ (98,6%), quá hạn 170 hồ sơ (1,4%).",
        "Có 120 đơn (45 khiếu nại, 75 tố cáo); đã giải quyết 90/120 đơn, đạt 75%.",
        "Tỷ lệ trẻ suy dinh dưỡng giảm từ 12,5% xuống còn 11,8%, giảm 0,7%.",
        "Có 10/17 chỉ tiêu đạt, 07/17 chỉ tiêu không đạt.",
        "Giải ngân 45,6 tỷ đồng, đạt 38% kế hoạch (không bao gồm 12,5 tỷ đồng vốn kéo dài).",
        "Có 485 trường, trong đó mầm non 141 (51,8%), tiểu học 206 (75,2%), THCS 123 (56%), THPT 15 (26,8%).",
        "Tỷ lệ tiêm mũi 1 đạt 99,9%; mũi 2 đạt 100%.",
        "Thu 129,5 tỷ đồng, gồm thuế 64,8 tỷ đồng và phí 64,8 tỷ đồng.",
        "Thu đạt 540,1 tỷ đồng, vượt 53,2% so với dự toán; chi đạt 210 tỷ đồng, bằng 98% dự toán.",
        "Gieo cấy 4.250,5 ha/4.200 ha, đạt 101,2% kế hoạch, năng suất ước 65,8 tạ/ha.",
        "Số trẻ tăng từ 1.900 em lên 2.500 em, tăng 31,6% so với năm 2020.",
        "Thu nội địa 181,6 tỷ đồng, đạt 73,1% dự toán, chiếm 65% tổng thu.",
        "I. THU\nTổng thu 60 tỷ đồng, gồm:\n- Thuế: 40 tỷ đồng\n- Phí: 20 tỷ đồng\nII. CHI\n- Chi đầu tư: 70 tỷ đồng",
    ],
)
def test_no_alarm(text: str) -> None:
    findings = tonghop.check(document(text)).findings
    assert [(finding.kind, finding.arithmetic) for finding in findings if finding.severity != "note"] == []


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Có 260 lượt, gồm 124 lượt tại trụ sở và 135 lượt tại xã.", "sum-mismatch"),
        ("Đã nghiệm thu 14/25 dự án, đạt 65%.", "share-mismatch"),
        ("Thụ lý 640 đơn, đã giải quyết 275 đơn, còn lại 355 đơn.", "difference-mismatch"),
        ("Xảy ra 23 vụ, giảm 05 vụ (27,9%) so với cùng kỳ.", "growth-mismatch"),
        ("Thu 48,5/60,4 tỷ đồng, đạt 70,3% dự toán.", "ratio-mismatch"),
        ("Trao 346 suất quà, mỗi suất trị giá 400.000 đồng, tổng trị giá 148.400.000 đồng.", "product-mismatch"),
    ],
)
def test_a_slip_in_such_a_sentence_is_seen(text: str, kind: str) -> None:
    (finding,) = [f for f in tonghop.check(document(text)).findings if f.severity != "note"]
    assert finding.kind == kind
