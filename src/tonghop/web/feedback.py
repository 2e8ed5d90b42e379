"""Phản ánh, kiến nghị: a form for everybody, and where what was sent stands. No page here tells who sent anything."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.timezone import localdate
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from tonghop.api.authentication import Outsiders
from tonghop.core.errors import Refusal
from tonghop.core.language import translator
from tonghop.ledger import units
from tonghop.ledger.cases import outside
from tonghop.web.refusals import refused
from tonghop.web.rendering import language, page

_TRAP = "website"
"""A field that no person sees, and that programs fill in."""


@never_cache
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def feedback(request: HttpRequest) -> HttpResponse:
    """The form; what was sent leads to the page that tells where it stands."""
    if request.method == "GET":
        return _form(request)
    if request.POST.get(_TRAP):
        return refused(request, 400)
    say = translator(language(request)).gettext
    if not Outsiders().allow_request(request):
        return _form(request, _too_often(request), 429)
    texts = {key: request.POST.get(key, "") for key in outside.asked_outside(outside.register_outside())}
    try:
        code = outside.send(request.POST.get("unit", ""), texts, consent=request.POST.get("consent") == "1")
    except Refusal as refusal:
        return _form(request, refusal.sentence(say), 422)
    return redirect("feedback-status", code)


@never_cache
@require_GET
def look_up(request: HttpRequest) -> HttpResponse:
    """Lead whoever types a code to the page of what he sent."""
    code = request.GET.get("ma", "").strip()
    if not code:
        return redirect("feedback")
    if not Outsiders().allow_request(request):
        return _form(request, _too_often(request), 429)
    if outside.follow(code) is None:
        say = translator(language(request)).gettext
        return _form(request, say("Không có phản ánh nào mang mã này. Xem lại mã đã được cấp khi gửi."), 404)
    return redirect("feedback-status", code)


@never_cache
@require_GET
def status(request: HttpRequest, code: str) -> HttpResponse:
    """Where what was sent stands: its state and the answer, nothing else."""
    return _status(request, code)


@never_cache
@require_POST
def rate(request: HttpRequest, code: str) -> HttpResponse:
    """Take down how content the sender is."""
    if outside.follow(code) is None:
        raise Http404
    if not Outsiders().allow_request(request):
        return _status(request, code, _too_often(request), 429)
    try:
        outside.say_content(code, request.POST.get("choice", ""))
    except Refusal:
        return refused(request, 400)
    return redirect("feedback-status", code)


def _too_often(request: HttpRequest) -> str:
    say = translator(language(request)).gettext
    return say("Bạn đã gửi quá nhiều lần, xin thử lại sau {minutes} phút.").format(minutes=Outsiders.minutes)


def _status(request: HttpRequest, code: str, sentence: str = "", status: int = 200) -> HttpResponse:
    followed = outside.follow(code)
    if followed is None:
        raise Http404
    return page(
        request,
        "feedback_status.html.j2",
        status=status,
        sentence=sentence,
        followed=followed,
        code=code,
    )


def _form(request: HttpRequest, sentence: str = "", status: int = 200) -> HttpResponse:
    register = outside.register_outside()
    places = outside.receiving()
    return page(
        request,
        "feedback.html.j2",
        status=status,
        sentence=sentence,
        fields=outside.asked_outside(register),
        longest=outside.longest,
        places=places,
        names=units.names_of([place.code for place in places], localdate()),
        sent=request.POST,
        asked=request.GET.get("ma", "").strip()[:40],
        trap=_TRAP,
    )
