"""Files of a case in the browser: looked at before they are kept, and given to be kept by the reader."""

from io import BytesIO
from zipfile import ZipFile

from django.core.files.uploadedfile import SimpleUploadedFile
from PIL import Image
from tests.api.world import World

from tonghop.ledger.models import CaseFile

ROOM = "/so-theo-doi/ho-so"


def picture() -> bytes:
    held = BytesIO()
    Image.new("RGB", (40, 30), "green").save(held, "PNG")
    return held.getvalue()


def archive(**files: bytes) -> bytes:
    held = BytesIO()
    with ZipFile(held, "w") as packed:
        for name, content in files.items():
            packed.writestr(f"hồ sơ/{name}.txt", content)
    return held.getvalue()


def test_files_are_kept_shown_given_and_taken_away(world: World) -> None:
    task, officer = world.places["own"].ids["task"], world.client("officer")
    files = [
        SimpleUploadedFile("ảnh chợ.png", picture()),
        SimpleUploadedFile("nhóm.zip", archive(a="Biên bản một".encode(), b="Biên bản hai".encode())),
    ]
    assert officer.post(f"{ROOM}/{task}/tep", {"file": files, "privacy": "open"}).status_code == 302
    names = list(CaseFile.objects.filter(case=task).order_by("id").values_list("name", flat=True))
    assert names == ["ảnh chợ.png", "a.txt", "b.txt"]
    shown = officer.get(f"{ROOM}/{task}").content.decode()
    assert all(name in shown for name in names)
    first = CaseFile.objects.get(case=task, name="ảnh chợ.png")
    given = officer.get(f"{ROOM}/{task}/tep/{first.pk}")
    assert given.content == picture()
    assert given.headers["Content-Type"] == "application/octet-stream"
    assert given.headers["Content-Disposition"].startswith("attachment")
    assert given.headers["X-Content-Type-Options"] == "nosniff"
    assert officer.post(f"{ROOM}/{task}/tep/{first.pk}/go", {"reason": ""}).status_code == 422
    assert officer.post(f"{ROOM}/{task}/tep/{first.pk}/go", {"reason": "nhầm"}).status_code == 302
    assert officer.get(f"{ROOM}/{task}/tep/{first.pk}").status_code == 404


def test_what_cannot_be_kept_is_told_and_the_rest_is_kept(world: World) -> None:
    task, officer = world.places["own"].ids["task"], world.client("officer")
    files = [
        SimpleUploadedFile("mật.txt", "MẬT\nUBND PHƯỜNG\nBÁO CÁO\nNội dung".encode()),
        SimpleUploadedFile("chạy.bat", b"del *.*"),
        SimpleUploadedFile("rỗng.txt", b"  "),
        SimpleUploadedFile("được.txt", "Biên bản nghiệm thu".encode()),
    ]
    answer = officer.post(f"{ROOM}/{task}/tep", {"file": files})
    told = answer.content.decode()
    assert answer.status_code == 422
    assert "không nhận văn bản mật" in told
    assert "Không đính kèm được “chạy.bat”" in told
    assert "rỗng.txt" in told
    assert [row.name for row in CaseFile.objects.filter(case=task)] == ["được.txt"]


def test_the_name_of_a_private_file_is_hidden(world: World) -> None:
    ids = world.places["own"].ids
    assert "Đơn.txt" in world.client("head").get(f"{ROOM}/{ids['case']}").content.decode()
    hidden = world.client("officer").get(f"{ROOM}/{ids['case']}").content.decode()
    assert "Đơn.txt" not in hidden
    assert "Tệp không được xem" in hidden
