"""Which words changed, told line by line."""

from tonghop.review.words import Way, by_line, changes


def test_changes_are_told_line_by_line() -> None:
    old, new = "Một dòng.\n\nCấp 12 giấy phép.\nCuối.", "Một dòng.\n\nĐã cấp 13 giấy phép.\nCuối."
    first, second, third = by_line(changes(old, new))
    assert [[part.way for part in line] for line in (first, third)] == [[Way.KEPT], [Way.KEPT]]
    assert "".join(part.text for part in second if part.way is not Way.GONE) == "Đã cấp 13 giấy phép."
    assert "".join(part.text for part in second if part.way is not Way.NEW) == "Cấp 12 giấy phép."
