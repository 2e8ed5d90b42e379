"""The sessions of the account that is signed in: where it is signed in, and how to end that."""

from typing import Any

from ninja import Query, Router, Schema, Status

from tonghop.api.authentication import FirstFactor, SignedRequest
from tonghop.api.pages import Page, Paging, part
from tonghop.api.types import Moment
from tonghop.ledger import sessions as ledger

router = Router(tags=["sign-in"], auth=FirstFactor())


class SessionOut(Schema):
    """A session: when it began and ends, the address and the program it was begun from, whether it is this one."""

    id: str
    begun: Moment | None
    ends: Moment
    address: str
    agent: str
    current: bool


class SessionPage(Page):
    """A page of sessions."""

    items: list[SessionOut]


@router.get("", response=SessionPage, summary="Các phiên đăng nhập của tôi")
def sessions(request: SignedRequest, asked: Query[Paging]) -> dict[str, Any]:
    """The sessions of the account, the latest first."""
    own = ledger.mark(request.session.session_key or "")
    items = [
        {
            "id": item.mark,
            "begun": item.at,
            "ends": item.ends,
            "address": item.address,
            "agent": item.agent,
            "current": item.mark == own,
        }
        for item in ledger.opened(request.auth)
    ]
    return part(request, items, asked)


@router.delete("", response={204: None}, summary="Đăng xuất khỏi mọi phiên khác")
def end_others(request: SignedRequest) -> Status[None]:
    """End all other sessions of the account."""
    ledger.end_others(request.auth, request.session.session_key)
    return Status(204, None)


@router.delete("/{mark}", response={204: None}, summary="Kết thúc một phiên đăng nhập")
def end(request: SignedRequest, mark: str) -> Status[None]:
    """End a session of the account."""
    ledger.end(request.auth, mark)
    return Status(204, None)
