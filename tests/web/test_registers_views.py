"""Lists of registers as somebody likes to see them, and cases on paper."""

from tests.api.world import World

ROOM = "/so-theo-doi"


def test_a_view_is_kept_for_oneself_under_a_name_and_dropped_again(world: World) -> None:
    officer = world.client("officer")
    sent = {"name": " Đơn <quá> hạn ", "query": "unit=A&q=l%E1%BA%A5n+chi%E1%BA%BFm&han=qua-han&trang=3&next=//x"}
    answer = officer.post(f"{ROOM}/petitions/cach-xem", sent)
    asked = "unit=A&q=l%E1%BA%A5n+chi%E1%BA%BFm&han=qua-han"
    assert answer.headers["Location"] == f"{ROOM}/petitions?{asked}"
    page = officer.get(f"{ROOM}/petitions").content.decode()
    assert f'href="{ROOM}/petitions?{asked.replace("&", "&amp;")}">Đơn &lt;quá&gt; hạn</a>' in page
    assert 'name="q" maxlength="200" value="lấn chiếm"' in officer.get(answer.headers["Location"]).content.decode()
    for other in (world.client("head").get(f"{ROOM}/petitions"), officer.get(f"{ROOM}/tasks")):
        assert "Đơn &lt;quá&gt; hạn" not in other.content.decode()
    officer.post(f"{ROOM}/petitions/cach-xem", {"drop": "Đơn <quá> hạn"})
    assert "Đơn &lt;quá&gt; hạn" not in officer.get(f"{ROOM}/petitions").content.decode()


def test_no_more_views_are_kept_than_a_list_can_show(world: World) -> None:
    officer = world.client("officer")
    for number in range(25):
        officer.post(f"{ROOM}/petitions/cach-xem", {"name": f"xem thứ {number:02}", "query": "han=qua-han"})
    page = officer.get(f"{ROOM}/petitions").content.decode()
    assert ("xem thứ 19" in page, "xem thứ 20" in page) == (True, False)


def test_pages_and_board_keep_what_was_asked_for(world: World) -> None:
    page = world.client("officer").get(f"{ROOM}/petitions?q=dat&han=qua-han&trang=1").content.decode()
    assert "?q=dat&amp;han=qua-han&amp;unit=A&amp;xem=bang" in page


def test_a_case_on_paper_holds_what_its_reader_may_see(world: World) -> None:
    ids = world.places["own"].ids
    shown = world.client("head").get(f"{ROOM}/ho-so/{ids['case']}/in").content.decode()
    assert "Phiếu theo dõi đơn số 1/2026" in shown
    assert "Nguyễn Văn An" in shown
    assert "Đơn.txt" in shown
    hidden = world.client("officer").get(f"{ROOM}/ho-so/{ids['case']}/in").content.decode()
    assert "Đòi lại đất" in hidden
    assert "Nguyễn Văn An" not in hidden
    assert "Đơn.txt" not in hidden
