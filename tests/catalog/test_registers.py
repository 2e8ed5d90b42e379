"""Definitions of registers: a wrong one is refused with its line."""

from importlib.resources import files

import pytest

from tonghop.catalog.registers import Kind, read_register, read_registers, registers
from tonghop.core.errors import CatalogError

FOLDER = files("tonghop.catalog").joinpath("data", "registers")
TEXTS = {file.name: file.read_text("utf-8") for file in FOLDER.iterdir()}
TEXT = TEXTS["petitions.toml"]


FED = 'indicator = "petitions_new"'


def line_of(text: str) -> int:
    """Where a piece of the definition stands first."""
    return TEXT[: TEXT.index(text)].count("\n") + 1


@pytest.mark.parametrize(
    ("right", "wrong", "named", "said"),
    [
        ('to = "verifying"', 'to = "verifyin"', 'to = "verifying"', "không có trạng thái `verifyin`"),
        ('take = "late"', 'take = "slow"', 'take = "late"', "`take` không nhận giá trị `slow`"),
        ("days = 7", "days = 0", "days = 7", "`days` không nhận giá trị `0`"),
        ('kind = ["request"]', 'kind = ["wish"]', 'when = { kind = ["request"]', "không có lựa chọn của `kind` `wish`"),
        ('needs = ["handler"]', 'needs = ["hand"]', 'needs = ["handler"]', "không có trường `hand`"),
        ('indicator = "petitions"', 'indicator = "wishes"', 'indicator = "petitions"', "không có chỉ tiêu `wishes`"),
        ('outcome = "refused"', 'outcom = "refused"', 'outcome = "refused"', "không có mục nào tên là `outcom`"),
        ('part = ["resolved"]', 'part = ["matters"]', 'part = ["resolved"]', "không có số đếm `matters`"),
        ('begins = "received"', 'begins = "sent"', 'begins = "received"', "không có trạng thái `sent`"),
        (
            'title = "{content}"',
            'title = "{content}, {sender}"',
            "title = ",
            "trường `sender` không phải ai cũng được xem",
        ),
    ],
)
def test_a_wrong_line_is_named(right: str, wrong: str, named: str, said: str) -> None:
    with pytest.raises(CatalogError) as refused:
        read_register("petitions", "petitions.toml", TEXT.replace(right, wrong, 1))
    assert str(refused.value) == f"petitions.toml, dòng {line_of(named)}: {said}"


def test_what_is_no_toml_is_refused_with_its_place() -> None:
    with pytest.raises(CatalogError, match=r"petitions[.]toml, dòng 1, cột 8: không đúng cú pháp TOML"):
        read_register("petitions", "petitions.toml", "name = \n")


@pytest.mark.parametrize(
    ("right", "wrong", "named", "said"),
    [
        (
            'không thụ lý giải quyết đơn"\n',
            'không thụ lý {sendr}"\n',
            "Về việc không thụ lý",
            "không có trường `sendr`",
        ),
        ("vì: {reason}.", "vì: {why}.", "nhận thấy đơn không đủ điều kiện", "không có trường `why`"),
        ("vì: {reason}.", "vì: {reason:words}.", "nhận thấy đơn", "không có trường `reason:words`"),
        (
            "vì: {reason}.",
            "vì: {reason .",
            "nhận thấy đơn không đủ điều kiện",
            "chỗ điền phải là một tên trong ngoặc nhọn",
        ),
        ('steps = ["refuse"]', 'steps = ["refused"]', 'steps = ["refused"]', "không có bước `refused`"),
        (
            'steps = ["refuse"]',
            'steps = ["refuse"]\namounts = { kind = "none" }',
            "amounts = ",
            "không có trường số `kind`",
        ),
    ],
)
def test_a_wrong_place_in_a_document_is_named_with_its_line(right: str, wrong: str, named: str, said: str) -> None:
    text = TEXT.replace(right, wrong, 1)
    number = next(at for at, line in enumerate(text.splitlines(), 1) if named in line)
    with pytest.raises(CatalogError) as refused:
        read_register("petitions", "petitions.toml", text)
    assert str(refused.value).startswith(f"petitions.toml, dòng {number}: {said}")


def test_a_field_may_not_have_the_name_of_a_place_of_documents() -> None:
    text = TEXT.replace("[fields.dialogue]", "[fields.number]").replace("dialogue", "number")
    with pytest.raises(CatalogError, match="`number` đã dùng cho một chỗ điền"):
        read_register("petitions", "petitions.toml", text)


@pytest.mark.parametrize(
    "steps",
    ["", '[transitions.sleep]\nlabel = "Chờ"\nfrom = ["asleep", "received"]\nto = "asleep"\nwho = ["head"]\n'],
)
def test_a_state_from_which_no_step_leads_to_an_end_is_named(steps: str) -> None:
    text = TEXT.replace("[states.received]", '[states.asleep]\nlabel = "Để đó"\n[states.received]', 1) + steps
    line = text[: text.index("[states.asleep]")].count("\n") + 1
    with pytest.raises(CatalogError) as refused:
        read_register("petitions", "petitions.toml", text)
    said = "từ trạng thái `asleep` không có bước nào dẫn tới kết thúc"
    assert str(refused.value) == f"petitions.toml, dòng {line}: {said}"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ('to = "poems"', "không có sổ `poems`"),
        ('to = "petitions"\nfields = { content = "words" }', "không có trường `words`"),
        ('to = "petitions"\nfields = { words = "content" }', "không có trường của sổ `petitions`: `words`"),
        ('to = "petitions"\ngiven = { kind = "poem" }', "không có lựa chọn của `kind` `poem`"),
        ('to = "petitions"\nfields = { content = "sender" }', "`content` của sổ `petitions` kém riêng tư hơn `sender`"),
        ('to = "petitions"\nstep = "fly"', "không có bước `fly`"),
        ('to = "petitions"\nstep = "accept"', "bước `accept` còn đòi nhập trường khác"),
    ],
)
def test_what_a_case_is_made_into_must_fit_the_other_register(wrong: str, said: str) -> None:
    text = f'{TEXT}\n[conversions.again]\nlabel = "Chuyển"\n{wrong}\n'
    with pytest.raises(CatalogError, match=r"petitions.toml, dòng \d+: ") as refused:
        read_registers({**TEXTS, "petitions.toml": text})
    assert str(refused.value).endswith(said)


@pytest.mark.parametrize(
    ("right", "wrong", "named", "said"),
    [
        ("days = 10\n", "", "[[limits.acceptance.versions]]", "thiếu `days` hoặc `months`"),
        ('take = "late"', 'take = "reached"', "[measures.late]", '`reached` và `take = "reached"` phải đi cùng nhau'),
        ('distinct = "matter"', 'sum = "matter"', 'distinct = "matter"', "không có trường số `matter`"),
        (
            'competence = ["own"] }',
            'competence = ["mine"] }',
            'when = { competence = ["own"] }',
            "không có lựa chọn của `competence` `mine`",
        ),
        (
            'when = { competence = ["own"] }\n[states.verifying]',
            'when = { competence = ["mine"] }\n[states.verifying]',
            'when = { competence = ["own"] }\n[states.verifying]',
            "không có lựa chọn của `competence` `mine`",
        ),
        (
            'outcome = "resolved"',
            'outcome = "resolved"\nawaits = ["poem"]',
            'when = { competence = ["own"] }\nadds = ["carrying_out"]\n[states.forwarded]',
            "không có phần `poem`",
        ),
        ('adds = ["carrying_out"]', 'adds = ["poem"]', 'adds = ["carrying_out"]', "không có phần `poem`"),
        (
            'label = "Đang xác minh"',
            'label = "Đang xác minh"\nadds = ["carrying_out"]',
            'when = { competence = ["own"] }\n[states.waiting]',
            "chỉ ghi `adds` ở trạng thái đã kết thúc",
        ),
        (
            'adds = ["carrying_out"]',
            'adds = ["carrying_out"]\nawaits = ["carrying_out"]',
            'adds = ["carrying_out"]',
            "phần `carrying_out` đã có ở `awaits`, không thêm được nữa",
        ),
        ("least = 1", "least = 200000", "least = 1", "`least` lớn hơn `most`"),
        ('label = "Vụ việc"', 'label = "Vụ việc"\nmost = 3', "[fields.signers]", "chỉ trường số mới có `most`"),
    ],
)
def test_parts_that_do_not_go_together_are_named(right: str, wrong: str, named: str, said: str) -> None:
    with pytest.raises(CatalogError) as refused:
        read_register("petitions", "petitions.toml", TEXT.replace(right, wrong, 1))
    assert str(refused.value) == f"petitions.toml, dòng {line_of(named)}: {said}"


@pytest.mark.parametrize(
    ("bound", "said"),
    [
        ('field = "signers"\nat_most = "content"', "`signers` và `content` không cùng loại"),
        ('field = "signers"\nat_most = "today"', "`signers` và `today` không cùng loại"),
        ('field = "signers"', "cần đúng một trong `at_most`, `at_least`"),
        ('field = "deadline"\nat_least = "received"', "không có trường `deadline`"),
    ],
)
def test_a_wrong_bound_is_named(bound: str, said: str) -> None:
    with pytest.raises(CatalogError) as refused:
        read_register("petitions", "petitions.toml", f"{TEXT}\n[[bounds]]\n{bound}\n")
    assert str(refused.value) == f"petitions.toml, dòng {TEXT.count(chr(10)) + 2}: {said}"


@pytest.mark.parametrize("file", ["petitions.toml", "voters.toml"])
def test_no_two_measures_feed_one_indicator_and_both_lines_are_named(file: str) -> None:
    more = '\n[measures.again]\nlabel = "Lặp lại"\ntake = "any"\nindicator = "petitions_new"\n'
    text = f"{TEXTS[file]}{more}"
    first = f"petitions.toml, dòng {line_of(FED)}"
    second = f"{file}, dòng {text.count(chr(10))}"
    with pytest.raises(CatalogError) as refused:
        read_registers({**TEXTS, file: text})
    assert str(refused.value) == f"{second}: chỉ tiêu `petitions_new` đã nhận số ở {first}"


def test_what_has_a_residential_group_is_counted_by_it() -> None:
    for register in registers().values():
        assert {key for key, field in register.fields.items() if field.type is Kind.PLACE} <= set(register.breakdowns)


@pytest.mark.parametrize(
    ("right", "wrong", "said"),
    [
        ('other_than = "report"', 'other_than = "tell"', "không có bước `tell`"),
        ('other_than = "report"', 'other_than = "confirm"', "phải là một bước khác"),
        ('specific = "drop" }', 'poem = "drop" }', "không có trong `awaits` của trạng thái đích phần `poem`"),
        ('specific = "drop" }', 'specific = "fly" }', "không có bước của sổ `tasks`: `fly`"),
        ('specific = "drop" }', 'specific = "note" }', "bước `note` của sổ `tasks` không kết thúc hồ sơ"),
        (
            'specific = "drop" }\n',
            'specific = "drop_late" }\n[transitions.drop_late]\nlabel = "Thôi"\nfrom = ["doing"]\nto = "dropped"\n'
            'who = ["leader"]\nneeds = ["reason", "progress"]\n',
            "không có trong `needs` trường `progress`",
        ),
    ],
)
def test_a_step_that_another_takes_or_that_parts_take_too_must_be_one(right: str, wrong: str, said: str) -> None:
    text = TEXTS["tasks.toml"]
    with pytest.raises(CatalogError, match=r"tasks[.]toml, dòng \d+: ") as refused:
        read_registers({**TEXTS, "tasks.toml": text.replace(right, wrong, 1)})
    assert str(refused.value).endswith(said)
