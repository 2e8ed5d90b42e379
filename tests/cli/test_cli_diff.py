"""Two drafts beside each other."""

import json


def test_two_drafts_are_compared(tonghop, wrong, right):
    ended = tonghop("diff", wrong, right, "--format", "json")
    assert (ended.status, ended.err) == (0, "")
    (changed,) = json.loads(ended.out)["figures"]["changed"]
    assert (changed["old"]["value"], changed["new"]["value"]) == ("311", "302")


def test_drafts_are_read_within_limits(tonghop, wrong, tmp_path):
    large = tmp_path / "lon.txt"
    large.write_bytes(wrong.read_bytes() * 20_000)
    assert "lon.txt: Tệp lớn hơn mức cho phép (1 MB)" in tonghop("diff", wrong, large, "--limit-size", "1").err
    ended = tonghop("diff", wrong, tmp_path / "khong-co.txt")
    assert (ended.status, ended.err.split(":")[0]) == (2, "khong-co.txt")
