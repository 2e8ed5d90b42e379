"""The texts of documents with their places filled."""

import pytest

from tonghop.catalog.registers import PLACE, registers
from tonghop.registers.documents import documents_at, filled_in

PETITIONS = registers()["petitions"]
TOLD = {
    "sender": "Lê Thị Bình",
    "kind": "Khiếu nại",
    "content": "Xin xem lại.",
    "body": "UBND phường",
    "competence": "HĐND",
}


@pytest.mark.parametrize(
    ("text", "filled"),
    [
        ("{body} nhận đơn {kind} của {sender}.", "UBND phường nhận đơn khiếu nại của Lê Thị Bình."),
        ("{body} đã họp ({kind}).", "UBND phường đã họp (khiếu nại)."),
        ("Loại đơn: {kind}. {kind}", "Loại đơn: Khiếu nại. Khiếu nại"),
        ("gửi {competence}", "gửi HĐND"),
        ("Nội dung: {content}.", "Nội dung: Xin xem lại."),
        ("trước ngày {due}", "trước ngày …/…/……"),
        ("Ông (bà) {handler}", "Ông (bà) ……… ……… ……… ………"),
    ],
)
def test_places_are_filled_or_left_open(text: str, filled: str) -> None:
    assert filled_in(PETITIONS, text, TOLD) == filled


def test_what_is_told_of_a_field_or_a_limit_has_its_own_place() -> None:
    batches = registers()["land_batches"]
    told = {"amount:words": "Hai triệu đồng", "posting:due": "12/06/2026"}
    text = "bằng chữ: {amount:words}, đến hết ngày {posting:due}"
    assert filled_in(batches, text, told) == "bằng chữ: Hai triệu đồng, đến hết ngày 12/06/2026"
    assert filled_in(batches, text, {}).endswith("………, đến hết ngày …/…/……")


def test_the_name_of_who_signs_is_left_empty_where_it_is_not_known() -> None:
    assert filled_in(PETITIONS, "{handler}", TOLD, dotted=False) == ""


def test_a_step_has_the_document_for_the_kind_of_case() -> None:
    assert list(documents_at(PETITIONS, "accept", {"kind": "denunciation"})) == ["denunciation_accepted"]
    assert list(documents_at(PETITIONS, "", {"kind": "request"})) == ["receipt"]
    assert not documents_at(PETITIONS, "withdraw", {"kind": "request"})


def test_a_fine_of_nothing_is_a_warning_or_a_remission() -> None:
    violations = registers()["violations"]

    def issued(step: str, fine: int | None, *, ahead: bool = False) -> list[str]:
        return list(documents_at(violations, step, {"fine": fine}, ahead=ahead))

    assert issued("decide", 2_500_000) == ["decision"]
    assert issued("decide", 0) == ["warning"]
    assert issued("decide", None, ahead=True) == ["decision", "warning"]
    assert issued("postpone", 2_500_000, ahead=True) == ["postponement", "remission"]
    assert issued("postpone", 0) == ["remission"]
    assert issued("enforce", 2_500_000) == ["enforcement"]
    assert issued("enforce", 0) == ["remedy_enforcement"]


@pytest.mark.parametrize(
    ("register", "field", "number", "text"),
    [
        ("investment_packages", "volume", "82", "82%"),
        ("violations", "fine", "0", "0 đồng"),
        ("land_files", "area", "64,2", "64,2 m²"),
        ("benefits", "times", "3", "3"),
    ],
)
def test_a_number_is_told_with_what_it_is_measured_in(register: str, field: str, number: str, text: str) -> None:
    assert registers()[register].fields[field].measured(number).startswith(text)


@pytest.mark.parametrize("key", sorted(key for key, item in registers().items() if item.documents))
def test_nothing_of_braces_is_printed(key: str) -> None:
    register = registers()[key]
    texts = [text for document in register.documents.values() for _, text in document.texts()]
    assert any(PLACE.search(text) for text in texts)
    assert not any("{" in filled_in(register, text, {}) for text in texts)


@pytest.mark.parametrize("key", sorted(key for key, item in registers().items() if item.documents))
def test_documents_belong_to_steps_that_issue_some(key: str) -> None:
    register = registers()[key]
    steps = {step for document in register.documents.values() for step in document.steps}
    assert all(register.transitions[step].issues for step in steps)


@pytest.mark.parametrize("key", sorted(registers()))
def test_every_step_that_issues_a_document_has_its_text(key: str) -> None:
    register = registers()[key]
    told = {step for document in register.documents.values() for step in document.steps}
    assert told == {name for name, step in register.transitions.items() if step.issues}


@pytest.mark.parametrize("key", sorted(registers()))
def test_who_decides_is_who_is_named_at_the_head_of_a_decision(key: str) -> None:
    for document in registers()[key].documents.values():
        if document.by == "chair":
            assert "{BODY}" not in document.body
        else:
            assert "{HEAD}" not in document.body, document.label
        assert document.by == "committee" or "{BODY}" not in document.body, document.label


def test_a_letter_of_apology_leaves_the_new_day_open_until_its_step_has_told_it() -> None:
    dossiers = registers()["dossiers"]
    assert dossiers.told_anew() == {"appointed", "reason"}
    (apology,) = documents_at(dossiers, "apologise", {}).values()
    promise = next(text for text in apology.body if "{appointed}" in text)
    assert promise.endswith("hẹn trả kết quả vào ngày {appointed}.")
    assert "vào ngày …/…/……" in filled_in(dossiers, promise, {})
