"""Pages that are made once for everybody."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.http import Http404, HttpRequest, HttpResponse
from django.test import RequestFactory

from tonghop.web import keeping
from tonghop.web.keeping import for_everybody


def get(view: object, address: str = "/cong-khai") -> str:
    return view(RequestFactory().get(address)).content.decode()  # type: ignore[operator]


def test_a_page_is_made_once_for_all_who_ask_at_once():
    made = []

    @for_everybody
    def view(request: HttpRequest) -> HttpResponse:
        made.append(request.get_full_path())
        return HttpResponse(f"{len(made)}")

    with ThreadPoolExecutor(8) as readers:
        assert set(readers.map(lambda _: get(view), range(50))) == {"1"}
    assert get(view, "/cong-khai?period=2026") == "2"
    assert len(made) == 2


def test_a_page_is_given_as_it_was_while_it_is_made_anew(monkeypatch: pytest.MonkeyPatch):
    meanwhile: list[str] = []

    @for_everybody
    def view(request: HttpRequest) -> HttpResponse:  # noqa: ARG001
        if meanwhile:
            with ThreadPoolExecutor(1) as other:
                meanwhile.append(other.submit(get, view).result())
        meanwhile.append("made")
        return HttpResponse(f"{len(meanwhile)}")

    monkeypatch.setattr(keeping, "_SECONDS", 0)
    assert get(view) == "1"
    assert get(view) == "3"
    assert meanwhile == ["made", "1", "made"]


def test_what_could_not_be_made_stands_in_nobody_s_way():
    @for_everybody
    def view(request: HttpRequest) -> HttpResponse:
        if "period" in request.GET:
            raise Http404
        return HttpResponse("x")

    with pytest.raises(Http404):
        get(view, "/cong-khai?period=x")
    assert get(view) == "x"
