"""Signals that end a command which would go on for ever."""

import signal
from collections.abc import Callable, Iterable


def heed(names: Iterable[str], handler: Callable[[int, object], object]) -> None:
    """Answer the signals that this system has, but for those that whoever began the command ignores (`nohup`)."""
    for name in names:
        known = getattr(signal, name, None)
        if known and signal.getsignal(known) is not signal.SIG_IGN:
            signal.signal(known, handler)
