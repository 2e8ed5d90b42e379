"""Self-contained pages: templates with inline style and script, allowed by a content policy and nothing else."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from tonghop.review.wording import Wording


def exact(text: str) -> Markup:
    """Escaped so that the browser gives back every character, carriage returns too."""
    return Markup(escape(text).replace("\r", Markup("&#13;")))


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("tonghop.review"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["exact"] = exact
    return environment


@cache
def _asset(name: str) -> tuple[Markup, str]:
    """A style sheet or script of the page, and the hash by which its content policy allows it."""
    text = "\n" + (files("tonghop.review") / "templates" / name).read_text("utf-8")
    return Markup(text), b64encode(sha256(text.encode()).digest()).decode()


def page(template: str, wording: Wording, **context: object) -> str:
    """The page of a template in `templates/`, with the words of `wording` as `w`."""
    style, script = _asset("review.css"), _asset("review.js")
    policy = (
        f"default-src 'none'; style-src 'sha256-{style[1]}'; script-src 'sha256-{script[1]}'; "
        "base-uri 'none'; form-action 'none'"
    )
    return (
        _environment()
        .get_template(template)
        .render(w=wording, style=style[0], script=script[0], policy=policy, **context)
    )
