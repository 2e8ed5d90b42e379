"""Setting up an office from the catalog."""

from datetime import date

import pytest

from tonghop.catalog.administrative import REFORM
from tonghop.catalog.indicators import indicators
from tonghop.catalog.offices import forms, profiles
from tonghop.ledger import office, units
from tonghop.ledger.errors import LedgerError
from tonghop.ledger.models import Calendar, Entry, Form, Indicator, Unit
from tonghop.ledger.office import Made
from tonghop.ledger.units import Author, Method

pytestmark = pytest.mark.django_db

BY = Author(None)
BEFORE = date(2025, 6, 30)


def init(profile: str, words: str, on: date = REFORM, groups: int | list[str] = 0) -> Made:
    kind = profiles()[profile]
    return office.init(kind, office.look_up(kind, words, on), on, groups, BY)


def test_a_ward_with_departments_groups_and_predecessors() -> None:
    made = init("phuong", "phường Ba Đình", groups=3)
    assert made.unit == "00004"
    below = units.children("00004", REFORM)
    assert below == ("00004-01", "00004-02", "00004-03", "00004-HCC", "00004-KTHTDT", "00004-VHXH", "00004-VP")
    assert units.name_of("00004-02", REFORM) == "Tổ dân phố số 2"
    assert units.above("00004", REFORM) == ("00004", "01")
    assert units.name_of("001", BEFORE) == "Quận Ba Đình"
    assert units.children("001", REFORM) == ()


def test_setting_up_again_changes_nothing() -> None:
    init("phuong", "00004", groups=2)
    state = (Entry.objects.count(), Unit.objects.count())
    assert init("phuong", "00004", groups=2) == Made("00004", 0, 0, 0, 0)
    assert (Entry.objects.count(), Unit.objects.count()) == state


def test_two_wards_of_one_former_district() -> None:
    init("phuong", "phường Ba Đình")
    init("phuong", "phường Ngọc Hà, Hà Nội")
    assert len(units.subtree("001", BEFORE)) > 10
    assert set(units.children("01", REFORM)) >= {"00004", "00008"}


def test_a_commune_made_of_whole_predecessors_has_a_comparison() -> None:
    init("phuong", "31120")
    shares = units.lineage("31120", BEFORE).shares()
    assert shares is None or all(share.share == 1 for share in shares)


def test_a_commune_that_took_a_part_says_that_shares_are_unknown() -> None:
    init("phuong", "00004")
    assert units.lineage("00004", BEFORE).shares() is None
    assert Method.UNKNOWN in units.lineage("00004", BEFORE).methods()


def test_a_province_comes_with_its_communes_and_the_provinces_it_was_made_of() -> None:
    init("tinh", "Cần Thơ")
    assert len([code for code in units.children("92", REFORM) if code.isdigit()]) == 103
    assert {share.unit for share in units.lineage("92", BEFORE).shares() or ()} == {"cu-92", "93", "94"}
    assert len(units.subtree("cu-92", BEFORE)) > 80


def test_a_district_before_the_reform() -> None:
    init("quan", "quận Ba Đình", BEFORE)
    assert units.above("cu-00004", BEFORE) == ("cu-00004", "001", "01")
    assert units.find("001-TCKH").kind == "department"


def test_indicators_calendars_and_forms_come_from_the_catalog() -> None:
    init("xa", "xã Vũ Lễ, Lạng Sơn", groups=["Thôn Đông", "Thôn Đoài"])
    assert Indicator.objects.count() == len(indicators())
    assert set(Calendar.objects.values_list("key", flat=True)) == {"hanh-chinh", "thang-lich", "25-25"}
    form = Form.objects.get(key="ngan-sach")
    assert [line.indicator.key for line in form.lines.all()] == list(forms()["ngan-sach"].indicators)
    assert form.lines.get(indicator__key="budget_revenue").required


def test_every_indicator_is_asked_for_once_and_every_form_owed_by_one_department() -> None:
    asked = [key for form in forms().values() for key in form.indicators]
    assert sorted(asked) == sorted(indicators())
    for profile in profiles().values():
        owed = [form for department in profile.departments for form in department.forms]
        assert sorted(owed) == sorted(forms())


@pytest.mark.parametrize(
    ("profile", "words", "on", "sentence"),
    [
        ("phuong", "phường Không Có", REFORM, "không có đơn vị"),
        ("xa", "phường Ba Đình", REFORM, "không có đơn vị"),
        ("quan", "quận Ba Đình", REFORM, "không dùng cho ngày 01/07/2025"),
        ("xa", "xã Tân Thành", REFORM, "Ghi mã"),
    ],
)
def test_what_is_not_found_or_not_clear_is_refused(profile: str, words: str, on: date, sentence: str) -> None:
    with pytest.raises(LedgerError, match=sentence):
        init(profile, words, on)
