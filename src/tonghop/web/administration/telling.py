"""Entries of the journal told in words: what they are about, what the values they changed are called."""

import json
import re
from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from tonghop.core.fact import Measure
from tonghop.core.period import period_in_words
from tonghop.ledger import units
from tonghop.ledger.models import AliasProposal, Arrival, Duty, Form, Indicator, Lineage, Role, Round, UnitKind

Say = Callable[[str], str]
_SUBJECT = re.compile(r"(?P<kind>[a-z]+)(?:[ :](?P<key>[^ :]+))?(?: at \d+|:\d+)?")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_SUBJECTS = {
    "account": "tài khoản {name}",
    "arrival": "văn bản “{name}”",
    "calendar": "lịch {name}",
    "duty": "biểu {name}",
    "finding": "một phát hiện",
    "form": "biểu {name}",
    "indicator": "chỉ tiêu “{name}”",
    "job": "việc nền số {name}",
    "office": "toàn cơ quan",
    "round": "kỳ báo cáo “{name}”",
    "threshold": "ngưỡng đánh giá của {name}",
    "token": "khóa truy cập của {name}",
    "unit": "{name}",
    "units": "nhiều đơn vị",
}
_FIELDS = {
    "active": "được đăng nhập",
    "added": "khóa đăng nhập",
    "authority": "cấp giao",
    "basis": "căn cứ",
    "born": "có từ ngày",
    "calendar": "lịch báo cáo",
    "closed": "kết thúc",
    "closing_day": "ngày chốt số liệu",
    "decision": "căn cứ",
    "due": "hạn nộp",
    "duties": "số biểu phải nộp",
    "email": "thư điện tử",
    "ended": "số phiên đã kết thúc",
    "enrolled": "xác thực hai bước",
    "expires": "hết hạn",
    "fingerprint": "mã nhận biết phát hiện",
    "forms": "biểu phải nộp",
    "full_name": "họ và tên",
    "given": "đơn vị do người gửi chọn",
    "indicator": "chỉ tiêu",
    "kind": "loại đơn vị",
    "left_out": "không lấy, vì",
    "lineage": "chuyển giao",
    "made": "lập lúc",
    "measure": "loại số liệu",
    "method": "cách chia",
    "missing": "số liệu còn thiếu",
    "moved": "đơn vị chuyển theo",
    "name": "tên",
    "nearly": "ngưỡng (%)",
    "on": "có hiệu lực từ",
    "overlaps": "ngày chốt thuộc cả hai kỳ",
    "overridden": "mâu thuẫn đã giải trình",
    "own_due": "hạn nộp riêng",
    "owed": "số biểu chưa nộp",
    "parent": "đơn vị cấp trên",
    "period": "kỳ số liệu",
    "predecessor": "từ đơn vị",
    "provisional": "mật khẩu dùng một lần",
    "published": "số liệu đã công bố",
    "returned": "số liệu bị trả lại",
    "role": "vai trò",
    "round": "kỳ báo cáo số",
    "rows": "số dòng",
    "scopes": "phạm vi",
    "sha256": "mã kiểm tra của tệp",
    "share": "phần nhận",
    "single": "định danh đăng nhập một lần",
    "start": "có hiệu lực từ",
    "state": "trạng thái",
    "successor": "sang đơn vị",
    "tables": "số bảng",
    "task": "việc",
    "to": "người nhận",
    "unit": "đơn vị",
    "words": "cách gọi",
}
_STATES = {
    str(state.value): str(state.label) for kind in (AliasProposal.State, Arrival.State, Duty.State) for state in kind
}
_VALUES: Mapping[str, Mapping[str, str]] = {
    "kind": {str(kind.value): str(kind.label) for kind in UnitKind},
    "measure": {Measure.ACTUAL: "thực hiện", Measure.ESTIMATE: "ước thực hiện", Measure.PLAN: "kế hoạch"},
    "method": {str(method.value): str(method.label) for method in Lineage.Method},
    "role": {str(role.value): str(role.label) for role in Role},
    "state": _STATES | {"failed": "không thành công"},
}


def subjects(written: Iterable[str], say: Say) -> dict[str, str]:
    """What entries are about, by how they write it; a bounded number of queries. What is no kind of ours stays."""
    asked: dict[str, set[str]] = defaultdict(set)
    parted = {text: match for text in written if (match := _SUBJECT.fullmatch(text)) and match["kind"] in _SUBJECTS}
    for match in parted.values():
        asked[match["kind"]].add(match["key"] or "")
    names = {kind: _names(kind, keys) for kind, keys in asked.items()}
    return {
        text: say(_SUBJECTS[match["kind"]]).format(name=names[match["kind"]].get(match["key"] or "", match["key"]))
        for text, match in parted.items()
    }


def _names(kind: str, keys: Collection[str]) -> Mapping[str, str]:
    numbers = [int(key) for key in keys if key.isascii() and key.isdecimal()]
    match kind:
        case "unit" | "threshold":
            return units.names_of(keys, localdate())
        case "indicator":
            return dict(Indicator.objects.filter(key__in=keys).values_list("key", "name"))
        case "form":
            return dict(Form.objects.filter(key__in=keys).values_list("key", "name"))
        case "round":
            return {str(key): name for key, name in Round.objects.filter(pk__in=numbers).values_list("pk", "name")}
        case "arrival":
            rows = Arrival.objects.filter(pk__in=numbers).values_list("pk", "source__name")
            return {str(key): name for key, name in rows}
        case "duty":
            owed = Duty.objects.filter(pk__in=numbers).values_list("pk", "form__name", "round__name")
            return {str(key): f"“{form}” · {name}" for key, form, name in owed}
    return {}


def field(name: str, say: Say) -> str:
    """What a value is called; of one that lies in another, both."""
    return " · ".join(say(_FIELDS[part]) if part in _FIELDS else part for part in name.split("."))


def value(name: str, given: Any, say: Say) -> str:
    """A value of an entry in words; a dash for none."""
    if given is None or given == "":
        return "–"
    if isinstance(given, bool):
        return say("có") if given else say("không")
    if isinstance(given, list) and all(isinstance(item, str) for item in given):
        return ", ".join(given)
    if not isinstance(given, str):
        return json.dumps(given, ensure_ascii=False)
    last = name.rpartition(".")[2]
    if last in _VALUES:
        return say(_VALUES[last].get(given, given))
    if last == "period":
        return period_in_words(given, say)
    return f"{date.fromisoformat(given):%d/%m/%Y}" if _DAY.fullmatch(given) else given
