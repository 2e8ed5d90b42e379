"""Compiled modules are left alone when a source has changed since; `make fast` itself compares their answers."""

from pathlib import Path

from tonghop.compiled import fingerprint, fresh


def test_compiled_modules_are_used_only_while_their_sources_stay_as_they_were(tmp_path: Path) -> None:
    source, listed = tmp_path / "scan.py", tmp_path / "sources.sha256"
    assert not fresh(listed, tmp_path)
    source.write_text("ONE = 1\n", "utf-8")
    listed.write_text(f"{fingerprint(source)} scan.py\n", "utf-8")
    assert fresh(listed, tmp_path) == {"scan"}
    source.write_text("ONE = 2\n", "utf-8")
    assert not fresh(listed, tmp_path)
    source.unlink()
    assert not fresh(listed, tmp_path)
