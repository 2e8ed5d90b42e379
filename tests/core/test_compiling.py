import pytest
from tools import compiling

READS = "import os; print({compiled} if 'TONGHOP_INTERPRETED' not in os.environ else 1)"


@pytest.mark.parametrize(("compiled", "fails"), [("1", False), ("2", True), ("1 / 0", True)])
def test_what_was_compiled_fails_where_it_reads_otherwise_or_not_at_all(
    compiled: str, fails: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(compiling, "READ", READS.format(compiled=compiled))
    assert compiling.fails() is fails
