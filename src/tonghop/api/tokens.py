"""The tokens of the account that is signed in. A token cannot make or see tokens."""

from datetime import timedelta
from typing import Annotated, Any

from django.utils import timezone
from ninja import Body, Path, Query, Router, Schema, Status
from pydantic import Field

from tonghop.api.authentication import Session, SignedRequest
from tonghop.api.pages import Page, Paging, page
from tonghop.api.types import Moment, Number, Strict
from tonghop.api.types import Name as NameIn
from tonghop.ledger import tokens as keys
from tonghop.ledger.models import Token
from tonghop.ledger.rights import Scope

router = Router(tags=["tokens"], auth=Session())


class TokenIn(Strict):
    """A token to make: what it is for, what it may do, and for how many days."""

    name: Annotated[NameIn, Field(max_length=100)]
    scopes: Annotated[list[Scope], Field(min_length=1, max_length=len(Scope))]
    days: Annotated[int, Field(ge=1, le=366)] = 90


class TokenOut(Schema):
    """A token, without its key."""

    id: int
    name: str
    scopes: list[str]
    created: Moment
    expires: Moment
    revoked: Moment | None


class NewToken(TokenOut):
    """A token with its key, which is told this once."""

    key: str


class TokenPage(Page):
    """A page of tokens."""

    items: list[TokenOut]


def _shape(row: Token) -> dict[str, Any]:
    names = ("id", "name", "scopes", "created", "expires", "revoked")
    return {name: getattr(row, name) for name in names}


@router.get("", response=TokenPage, summary="Khóa truy cập của tôi")
def tokens(request: SignedRequest, asked: Query[Paging]) -> dict[str, Any]:
    """The tokens of the account."""
    return page(request, request.auth.tokens.all(), asked, _shape)


@router.post("", response={201: NewToken}, summary="Tạo khóa truy cập")
def issue(request: SignedRequest, sent: Body[TokenIn]) -> Status[dict[str, Any]]:
    """A new token; its key is in this answer and nowhere else."""
    expires = timezone.now() + timedelta(days=sent.days)
    token, key = keys.issue(request.auth, request.auth, sent.name, set(sent.scopes), expires)
    return Status(201, _shape(token) | {"key": key})


@router.delete("/{int:number}", response={204: None}, summary="Thu hồi khóa truy cập")
def revoke(request: SignedRequest, number: Path[Number]) -> Status[None]:
    """End a token at once."""
    keys.revoke(request.auth, request.auth, number)
    return Status(204, None)
