"""Many documents: in order, on several workers, and none of them can stop the others."""

import errno
import gc
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

import pytest

from tonghop.cli import outputs
from tonghop.cli.summary import Summary
from tonghop.cli.work import Answer
from tonghop.core.document import Document


def test_a_folder_as_json_keeps_the_order_of_names(tonghop, folder):
    ended = tonghop("check", folder, "--format", "json", "--jobs", "2")
    answer = json.loads(ended.out)
    assert answer.keys() == {"documents", "cross"}
    assert [item["document"]["name"] for item in answer["documents"]] == ["dung.txt", "sai.txt", "dung.txt"]
    assert answer["cross"].keys() == {"findings", "inferences", "derived"}


def test_a_bad_file_costs_only_itself_and_is_named_at_the_end(tonghop, folder):
    ended = tonghop("check", folder)
    assert ended.status == 2
    assert "311" in ended.out
    assert "Đã đọc 3/4 tài liệu." in ended.err
    assert f"{folder / 'rong.txt'}: Tệp rỗng" in ended.err


def test_a_folder_of_one_document_has_the_shape_of_many(tonghop, tmp_path):
    (tmp_path / "mot.txt").write_text("Có 5 hộ.", "utf-8")
    assert len(json.loads(tonghop("read", tmp_path, "--format", "json").out)["documents"]) == 1


def test_no_readable_document_still_gives_valid_json(tonghop, tmp_path):
    (tmp_path / "rong.txt").write_bytes(b"")
    ended = tonghop("check", tmp_path, "--format", "json")
    assert json.loads(ended.out)["documents"] == []
    assert ended.status == 2


def test_reviews_of_a_folder_keep_its_shape_beside_an_index(tonghop, folder, tmp_path):
    place = tmp_path / "ra"
    tonghop("check", folder, "--format", "html", "--output", place)
    written = {path.relative_to(place).as_posix() for path in place.rglob("*") if path.is_file()}
    assert written == {"index.html", "dung.txt.html", "sai.txt.html", "xa/dung.txt.html"}
    index = (place / "index.html").read_text("utf-8")
    assert 'href="xa/dung.txt.html"' in index
    assert "Tệp rỗng" in index


def test_documents_of_one_name_get_files_of_their_own(tonghop, folder, tmp_path):
    place = tmp_path / "ra"
    tonghop("check", folder / "dung.txt", folder / "xa" / "dung.txt", "--format", "json", "--output", place)
    assert {path.name for path in place.iterdir()} >= {"dung.txt.json", "dung.txt-2.json"}


def test_a_document_named_twice_is_read_once(tonghop, folder):
    path = folder / "dung.txt"
    ended = tonghop("read", path, path.parent / "." / path.name, "--format", "json")
    assert json.loads(ended.out)["document"]["name"] == "dung.txt"


def test_hidden_files_and_office_lock_files_are_left_alone(tonghop, folder):
    (folder / "~$sai.docx").write_bytes(b"khong phai tai lieu")
    (folder / ".an").write_bytes(b"")
    assert "3/4" in tonghop("read", folder).err


def test_several_documents_need_a_folder_for_pages(tonghop, folder, tmp_path):
    assert "--output" in tonghop("check", folder, "--format", "html").err
    taken = tmp_path / "tep.html"
    taken.write_text("", "utf-8")
    assert "phải là thư mục" in tonghop("check", folder, "--format", "html", "--output", taken).err


def test_a_review_never_lands_on_an_original_of_the_folder(tonghop, tmp_path):
    (tmp_path / "index.html").write_text("<p>Toàn xã có 302 hộ.</p>", "utf-8")
    ended = tonghop("check", tmp_path, "--format", "html", "--output", tmp_path)
    assert "không được ghi đè" in ended.err
    assert (tmp_path / "index.html").read_text("utf-8") == "<p>Toàn xã có 302 hộ.</p>"


@pytest.mark.skipif(sys.platform == "win32", reason="signals")
def test_a_closed_pipe_ends_silently(folder):
    code = "from tonghop.cli import main; main()"
    command = [sys.executable, "-c", code, "check", str(folder / "sai.txt"), "--format", "json"]
    reading, writing = os.pipe()
    os.close(reading)
    ended = subprocess.run(command, stdout=writing, stderr=subprocess.PIPE, check=False)
    os.close(writing)
    assert ended.stderr == b""
    assert ended.returncode == 1


def test_few_documents_of_many_are_in_memory(tonghop, tmp_path, monkeypatch):
    held: list[int] = []
    count = Summary.add

    def counted(summary: Summary, answer: Answer) -> None:
        gc.collect()
        held.append(sum(isinstance(item, Document | Answer) for item in gc.get_objects()))
        count(summary, answer)

    for number in range(60):
        (tmp_path / f"{number:02}.txt").write_text(f"BÁO CÁO\n\nToàn xã có {number} hộ nghèo.\n", "utf-8")
    monkeypatch.setattr(Summary, "add", counted)
    gc.freeze()  # what was there before is not looked through each time
    try:
        assert "Đã đọc 60/60 tài liệu." in tonghop("check", tmp_path, "--jobs", "2").err
    finally:
        gc.unfreeze()
    assert max(held) - min(held) <= 2 * 9


@pytest.mark.skipif(sys.platform == "win32", reason="there is no such file")
def test_a_full_disk_behind_standard_output_is_told(folder):
    code = "from tonghop.cli import main; main()"
    command = [sys.executable, "-c", code, "read", str(folder), "--format", "json"]
    with Path("/dev/full").open("wb") as full:
        ended = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, check=False)
    assert ended.returncode == 2
    assert ended.stderr.decode().startswith("Không ghi được kết quả")
    assert b"Traceback" not in ended.stderr


def test_a_disk_that_fills_up_leaves_no_half_of_a_file(tonghop, folder, tmp_path, monkeypatch):
    place, room = tmp_path / "ra", [3]
    whole = outputs.written

    @contextmanager
    def filling(path: Path) -> Iterator[IO[bytes]]:
        with whole(path) as file:
            file.write(b"<!")
            room[0] -= 1
            if not room[0]:
                raise OSError(errno.ENOSPC, "No space left on device")
            yield file

    monkeypatch.setattr(outputs, "written", filling)
    ended = tonghop("check", folder, "--format", "html", "--output", place)
    assert ended.status == 2
    assert "hết dung lượng đĩa" in ended.err
    assert "Traceback" not in ended.err
    assert {path.name for path in place.rglob("*") if path.is_file()} == {"dung.txt.html", "sai.txt.html"}
