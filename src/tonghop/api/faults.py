"""What is wrong with single fields of a request, as sentences."""

from collections.abc import Callable, Mapping
from typing import Any

_SENTENCES: Mapping[str, str] = {
    "missing": "Thiếu giá trị.",
    "extra_forbidden": "Không có mục này.",
    "string_type": "Phải là chuỗi ký tự.",
    "string_too_short": "Không được để trống.",
    "string_too_long": "Quá dài, tối đa {max_length} ký tự.",
    "string_pattern_mismatch": "Có ký tự không được dùng, hoặc sai cách viết.",
    "int_type": "Phải là số nguyên.",
    "int_parsing": "Phải là số nguyên.",
    "bool_parsing": "Phải là true hoặc false.",
    "enum": "Chỉ nhận: {expected}.",
    "literal_error": "Chỉ nhận: {expected}.",
    "greater_than_equal": "Không được nhỏ hơn {ge}.",
    "less_than_equal": "Không được lớn hơn {le}.",
    "too_short": "Quá ít, tối thiểu {min_length} mục.",
    "too_long": "Quá nhiều, tối đa {max_length} mục.",
    "date_from_datetime_parsing": "Phải là ngày theo dạng 2026-07-15.",
    "date_parsing": "Phải là ngày theo dạng 2026-07-15.",
    "datetime_from_date_parsing": "Phải là thời điểm theo dạng 2026-07-15T08:30:00+07:00.",
    "datetime_parsing": "Phải là thời điểm theo dạng 2026-07-15T08:30:00+07:00.",
    "timezone_aware": "Phải là thời điểm có múi giờ, theo dạng 2026-07-15T08:30:00+07:00.",
    "json_invalid": "Không phải JSON hợp lệ.",
}
_OTHER = "Giá trị không hợp lệ."


def fault(item: Mapping[str, Any], say: Callable[[str], str]) -> dict[str, str]:
    """One wrong field: `pointer` is where (a JSON pointer into the body, or the name of a parameter)."""
    place = [str(part) for part in item.get("loc", ())]
    source, rest = (place[0], place[1:]) if place else ("body", [])
    if message := (item.get("ctx") or {}).get("message"):
        sentence = say(message)
    else:
        sentence = say(_SENTENCES.get(item["type"], _OTHER)).format_map(item.get("ctx") or {})
    return {"in": source, "pointer": "".join(f"/{part}" for part in rest), "message": sentence}
