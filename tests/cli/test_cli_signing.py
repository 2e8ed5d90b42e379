"""`tonghop sign` and `tonghop verify` as an officer meets them."""

import re
from pathlib import Path

import pytest
from tests.cli.conftest import Tonghop
from tests.drafting import signing as made

from tonghop.cli.signing import KEY_VARIABLE


@pytest.fixture
def report(tmp_path: Path) -> Path:
    """A report to be signed."""
    path = tmp_path / "bao-cao.pdf"
    path.write_bytes(made.pdf())
    return path


@pytest.fixture
def key(tmp_path: Path) -> Path:
    """The key of who signs."""
    path = tmp_path / "khoa.p12"
    path.write_bytes(made.key_file())
    return path


@pytest.fixture(autouse=True)
def password(monkeypatch: pytest.MonkeyPatch) -> None:
    """The password of the key, where no terminal can ask for it."""
    monkeypatch.setenv(KEY_VARIABLE, made.PASSWORD)


def test_a_report_is_signed_and_verified(tonghop: Tonghop, report: Path, key: Path, tmp_path: Path) -> None:
    root = tmp_path / "goc.pem"
    root.write_bytes(made.root())
    signed = tmp_path / "da-ky.pdf"
    ended = tonghop("sign", report, "--key", key, "--output", signed)
    assert (ended.status, ended.err) == (0, "")
    assert f"{made.SIGNER} đã ký" in ended.out
    trusted, unknown = tonghop("verify", signed, "--trust", root), tonghop("verify", signed)
    assert trusted.status == 0
    assert "chứng thư tin cậy" in trusted.out
    assert re.search(r"ký lúc \d\d:\d\d:\d\d ngày \d\d/\d\d/\d{4}:", trusted.out)
    assert (unknown.status, unknown.err) == (1, "")
    assert "chưa đối chiếu được" in unknown.out


def test_a_changed_report_ends_with_a_status_of_its_own(tonghop: Tonghop, report: Path, key: Path) -> None:
    signed = report.with_name("da-ky.pdf")
    tonghop("sign", report, "--key", key, "--output", signed)
    signed.write_bytes(signed.read_bytes().replace(b"/Type", b"/Typf", 1))
    ended = tonghop("verify", signed)
    assert ended.status == 1
    assert "ĐÃ BỊ THAY ĐỔI" in ended.out
    signed.write_bytes(b"")
    tonghop("sign", report, "--key", key, "--output", signed)
    with signed.open("ab") as file:
        file.write(b"them vao sau")
    assert "BỊ THÊM NỘI DUNG" in tonghop("verify", signed).out
    unsigned = tonghop("verify", report)
    assert (unsigned.status, unsigned.out) == (1, "Văn bản chưa có chữ ký số.\n")


def test_a_wrong_password_writes_nothing(
    tonghop: Tonghop, report: Path, key: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(KEY_VARIABLE, "sai")
    ended = tonghop("sign", report, "--key", key, "--output", report.with_name("da-ky.pdf"))
    assert ended.status == 2
    assert ended.err.startswith("Sai mật khẩu")
    assert not report.with_name("da-ky.pdf").exists()


@pytest.mark.parametrize("options", [[], ["--key", "KEY", "--token", "KEY"], ["--key", "KEY", "--output", "REPORT"]])
def test_what_cannot_be_meant_is_refused(tonghop: Tonghop, report: Path, key: Path, options: list[str]) -> None:
    named = [{"KEY": str(key), "REPORT": str(report)}.get(option, option) for option in options]
    output = [] if "--output" in options else ["--output", report.with_name("ra.pdf")]
    assert tonghop("sign", report, *named, *output).status == 2
    assert report.read_bytes() == made.pdf()
