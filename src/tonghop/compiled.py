"""The modules that `make fast` compiled to machine code, found in place of their sources while they are of these very
sources.

They lie beside the other installed packages, never beside their sources. Where one source has changed since, or where
TONGHOP_INTERPRETED is set, all of them are left alone and the sources are interpreted: the answers are the same.
"""

import os
import sys
import sysconfig
from hashlib import sha256
from importlib.machinery import ModuleSpec, PathFinder
from pathlib import Path

ROOT = Path(__file__).parent.parent
PLACE = Path(sysconfig.get_path("platlib")) / "tonghop_compiled"
SOURCES = PLACE / "sources.sha256"
"""A line for each compiled module: the fingerprint of its source, and where that is below the root of the sources."""


def fingerprint(source: Path) -> str:
    """Tells two versions of a source apart."""
    return sha256(source.read_bytes()).hexdigest()


def fresh(listed: Path = SOURCES, root: Path = ROOT) -> frozenset[str]:
    """The names of the modules that were compiled, each from its source as it is now; none where one is not."""
    try:
        sources = {name: known for known, name in map(str.split, listed.read_text("utf-8").splitlines())}
        same = all(fingerprint(root / name) == known for name, known in sources.items())
    except OSError:
        return frozenset()
    return frozenset(map(_module, sources)) if same else frozenset()


def _module(source: str) -> str:
    return source.removesuffix(".py").removesuffix("/__init__").replace("/", ".")


IN_USE = frozenset() if "TONGHOP_INTERPRETED" in os.environ else fresh()
"""The modules of which this process uses what was compiled."""


class _Compiled:
    """Finds compiled modules."""

    @staticmethod
    def find_spec(name: str, *_: object) -> ModuleSpec | None:
        """Where a module is found that is in use as compiled."""
        return PathFinder.find_spec(name, [str(PLACE.joinpath(*name.split(".")[:-1]))]) if name in IN_USE else None


if IN_USE:
    sys.path.append(str(PLACE))
    sys.meta_path.insert(0, _Compiled)
