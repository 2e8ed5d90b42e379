"""Accounts and tokens by command."""

import io
import sys

import pytest
from tests.cli.conftest import Tonghop

from tonghop.cli.accounts import ROLES, SCOPES

PASSWORD = "gió mùa đông bắc"

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("database_url", "ward")]


@pytest.fixture
def ward(db: None) -> None:  # noqa: ARG001
    from tonghop.ledger import units
    from tonghop.ledger.models import UnitKind

    units.create([units.New("A", UnitKind.COMMUNE, "phường A")], units.Author(None))


@pytest.fixture(autouse=True)
def typed(monkeypatch: pytest.MonkeyPatch) -> None:
    """The password comes from standard input."""
    monkeypatch.setattr(sys, "stdin", io.StringIO(f"{PASSWORD}\n"))


def create(tonghop: Tonghop, name: str = "lan") -> None:
    ended = tonghop("account", "create", name, "--role", "officer", "--unit", "A", "--full-name", "Nguyễn Thị Lan")
    assert (ended.status, ended.err) == (0, "")


def test_the_commands_offer_every_role_and_scope():
    from tonghop.ledger.models import Role
    from tonghop.ledger.rights import Scope

    assert set(ROLES) == set(Role.values)
    assert set(SCOPES) == set(Scope)


def test_an_account_is_made_listed_and_signs_in(tonghop: Tonghop):
    from tonghop.ledger.models import Account

    create(tonghop)
    listed = tonghop("account", "list").out
    assert "Nguyễn Thị Lan" in listed
    assert "officer (A)" in listed
    assert Account.objects.get(username="lan").check_password(PASSWORD)


def test_roles_come_and_go(tonghop: Tonghop):
    create(tonghop)
    assert tonghop("account", "grant", "lan", "--role", "head", "--unit", "A").status == 0
    assert "head (A)" in tonghop("account", "list").out
    assert tonghop("account", "revoke", "lan", "--role", "head", "--unit", "A").status == 0
    again = tonghop("account", "revoke", "lan", "--role", "head", "--unit", "A")
    assert (again.status, "không giữ vai trò head" in again.err) == (2, True)


def test_an_account_is_disabled_and_enabled(tonghop: Tonghop):
    create(tonghop)
    assert tonghop("account", "disable", "lan").status == 0
    assert "đã khóa" in tonghop("account", "list").out
    assert tonghop("account", "enable", "lan").status == 0
    assert "đã khóa" not in tonghop("account", "list").out


def test_a_token_is_shown_once_listed_and_revoked(tonghop: Tonghop):
    from tonghop.ledger import tokens

    create(tonghop)
    key = tonghop("token", "create", "lan", "--name", "máy trạm", "--scope", "read").out.strip()
    account = tokens.account_of(key)
    assert account is not None
    assert account.scopes == {"read"}
    listed = tonghop("token", "list", "lan").out
    assert "máy trạm" in listed
    assert key not in listed
    assert tonghop("token", "revoke", "lan", listed.splitlines()[-1].split()[0]).status == 0
    assert tokens.account_of(key) is None


@pytest.mark.parametrize(
    ("arguments", "sentence"),
    [
        (("account", "disable", "hoa"), "Không có tài khoản “hoa”"),
        (("account", "create", "lan", "--role", "officer", "--unit", "Z"), "Không có đơn vị “Z”"),
        (("account", "create", "a b", "--role", "officer", "--unit", "A"), "không hợp lệ"),
        (("token", "revoke", "hoa", "1"), "Không có tài khoản “hoa”"),
    ],
)
def test_what_is_wrong_is_said(tonghop: Tonghop, arguments: tuple[str, ...], sentence: str):
    ended = tonghop(*arguments)
    assert (ended.status, sentence in ended.err) == (2, True)


def test_a_weak_password_is_refused(tonghop: Tonghop, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(sys, "stdin", io.StringIO("12345\n"))
    ended = tonghop("account", "create", "lan", "--role", "officer", "--unit", "A")
    assert (ended.status, "Mật khẩu chưa đủ mạnh" in ended.err) == (2, True)
