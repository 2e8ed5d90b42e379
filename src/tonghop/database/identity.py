"""As whom PostgreSQL runs, which refuses to run as root. The only module that knows of POSIX accounts.

Root runs it as the owner of its files. Those of a new database get the account `tonghop` where the administrator has
made one, else `nobody`. Directories that lead to them are opened to be passed through, never to be listed.
"""

import os
import stat
import sys
from pathlib import Path
from typing import Any

ACCOUNTS = ("tonghop", "nobody")


def is_root() -> bool:
    """Whether this process may not run PostgreSQL itself."""
    return sys.platform != "win32" and os.geteuid() == 0


def give_away(*paths: Path) -> None:
    """As root, give files to the account that PostgreSQL is to run as."""
    if is_root():
        user, group = _account()
        for path in paths:
            os.chown(path, user, group)


def owner_of(folder: Path) -> dict[str, Any]:
    """The arguments of `subprocess` that run a program as the owner of `folder`: none unless this process is root."""
    if not is_root():
        return {}
    if folder.stat().st_uid == 0:
        give_away(folder, *folder.rglob("*"))
    owner = folder.stat()
    return {"user": owner.st_uid, "group": owner.st_gid, "extra_groups": ()}


def open_the_way(to: Path, user: int) -> None:
    """Let `user` pass through the directories that lead to a path, without letting anybody list them."""
    for folder in to.resolve().parents:
        found = folder.stat()
        if found.st_uid != user and not found.st_mode & stat.S_IXOTH:
            folder.chmod(stat.S_IMODE(found.st_mode) | stat.S_IXOTH)


def _account() -> tuple[int, int]:
    import pwd

    known = {entry.pw_name: (entry.pw_uid, entry.pw_gid) for entry in pwd.getpwall()}
    return next(known[name] for name in ACCOUNTS if name in known)
