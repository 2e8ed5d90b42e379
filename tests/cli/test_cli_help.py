"""Every command explains itself in both languages, and the documents name only commands that exist."""

import re
from pathlib import Path

import click
import pytest

from tonghop import __version__
from tonghop.cli.program import program

ROOT = Path(__file__).resolve().parents[2]
COMMANDS = sorted(program("vi").commands)
DOCUMENTS = [ROOT / "README.md", ROOT / "docs" / "huong-dan-su-dung.md"]


def commands_in(path: Path) -> list[list[str]]:
    """The `tonghop …` lines in the code blocks of a document, as words."""
    blocks = re.findall(r"^```[a-z]*\n(.*?)^```", path.read_text("utf-8"), re.MULTILINE | re.DOTALL)
    return [line.split() for block in blocks for line in block.splitlines() if line.startswith("tonghop ")]


@pytest.mark.parametrize("name", COMMANDS)
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_command_and_option_has_help(name: str, language: str) -> None:
    command = program(language).commands[name]
    assert command.help
    assert all(option.help for option in command.params if isinstance(option, click.Option))


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_differs_between_the_languages(name: str) -> None:
    vietnamese, english = program("vi").commands[name], program("en").commands[name]
    assert vietnamese.help != english.help
    for ours, theirs in zip(vietnamese.params, english.params, strict=True):
        if isinstance(ours, click.Option) and isinstance(theirs, click.Option):
            assert ours.help != theirs.help


def test_the_language_is_chosen_by_option_then_environment(tonghop):
    assert "Cách dùng" in tonghop("--help").out
    assert "Usage" in tonghop("check", "--help", "--lang", "en").out
    assert "Usage" in tonghop("--help", TONGHOP_LANG="en").out
    assert "Usage" in tonghop("--lang", "en", "--help").out
    assert "Usage" in tonghop("--lang", "en", "check", "--help").out
    assert "Usage" in tonghop("completion", "--help", "--lang", "en").out
    assert "Cách dùng" in tonghop("check", "--lang=vi", "--help", TONGHOP_LANG="en").out


def test_an_unknown_language_in_the_environment_means_vietnamese(tonghop):
    assert "Cách dùng" in tonghop("--help", TONGHOP_LANG="fr").out


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (["check"], "Thiếu tham số"),
        (["kiem-tra"], "Không có lệnh 'kiem-tra'"),
        (["check", "a.txt", "--dang", "json"], "Không có tùy chọn '--dang'"),
        (["check", "a.txt", "--format", "odt"], "không thuộc các giá trị"),
        (["check", "a.txt", "--jobs", "0"], "nằm ngoài khoảng"),
    ],
)
def test_a_wrong_command_line_ends_in_a_vietnamese_sentence(tonghop, arguments, sentence):
    ended = tonghop(*arguments)
    assert ended.status == 2
    assert sentence in ended.err
    assert not ended.out


def test_the_version_is_printed(tonghop):
    assert tonghop("--version").out == f"tonghop {__version__}\n"


@pytest.mark.parametrize("shell", ["bash", "zsh", "fish"])
def test_the_completion_script_calls_the_program(tonghop, shell):
    assert "_TONGHOP_COMPLETE" in tonghop("completion", shell).out


@pytest.mark.parametrize("path", DOCUMENTS, ids=lambda path: path.name)
def test_the_documents_show_only_commands_and_options_that_exist(path):
    shown = commands_in(path)
    assert shown
    for _, name, *words in shown:
        command = program("vi").commands[name]
        if isinstance(command, click.Group):
            command = command.commands[words[0]]
        options = [option for param in command.params for option in (*param.opts, *param.secondary_opts)]
        known = {*options, "--help"}
        assert {word.partition("=")[0] for word in words if word.startswith("-") and len(word) > 1} <= known


def test_the_user_guide_shows_every_command():
    assert {words[1] for words in commands_in(DOCUMENTS[1])} == set(COMMANDS)


def test_the_readme_begins_with_the_two_commands():
    readme = DOCUMENTS[0].read_text("utf-8")
    assert readme.index("make demo") < readme.index("make test") < 1500
