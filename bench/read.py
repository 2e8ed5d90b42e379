"""Full reading against two readers that do less: Duckling (numerals and money) and underthesea (named entities).

All get the same text. Duckling and underthesea get it paragraph by paragraph, cut at 500 characters, because they slow
down on longer pieces; their models are loaded before the clock starts.
"""

import json
import time
import zoneinfo
from collections.abc import Callable, Iterator
from pathlib import Path

import duckling
import underthesea

import tonghop
from tonghop import compiled

ROOT = Path(__file__).resolve().parent.parent
CORPUS = ROOT.parent / "shared" / "corpus"
CUT = 500
ROUNDS = 20


def text() -> str:
    """The corpus reports joined where they are there, otherwise the texts of our own samples."""
    reports = sorted(CORPUS.glob("*.txt")) or [ROOT / "samples" / "bao-cao-tiep-xuc-cu-tri.txt"] * 40
    return "\n".join(path.read_text("utf-8") for path in reports)


def pieces(whole: str) -> Iterator[str]:
    """Paragraphs, none longer than CUT characters."""
    for paragraph in filter(str.strip, whole.splitlines()):
        yield from (paragraph[start : start + CUT] for start in range(0, len(paragraph), CUT))


def seconds(*works: Callable[[], object], rounds: int) -> list[float]:
    """The processor time of each work in its fastest round, the works taking turns."""
    times: list[list[float]] = [[] for _ in works]
    for _ in range(rounds):
        for work, taken in zip(works, times, strict=True):
            start = time.process_time()
            work()
            taken.append(time.process_time() - start)
    return [min(taken) for taken in times]


def duckling_reader() -> Callable[[str], str]:
    """Duckling for Vietnamese numerals and amounts of money."""
    zones = duckling.load_time_zones(zoneinfo.TZPATH[0])
    now = duckling.get_current_ref_time(zones, "Asia/Ho_Chi_Minh")
    language = duckling.parse_lang("VI")
    context = duckling.Context(now, duckling.parse_locale("VI_VN", duckling.default_locale_lang(language)))
    wanted = duckling.parse_dimensions(["numeral", "amount-of-money"])
    return lambda piece: duckling.parse_text(piece, context, wanted, False)


def main() -> None:
    """Measure and print the seconds of each, then the ratios."""
    whole = text()
    parts = list(pieces(whole))
    duckle = duckling_reader()
    data = whole.encode()
    for load in (lambda: tonghop.read(data), lambda: duckle(parts[0]), lambda: underthesea.ner(parts[0])):
        load()
    ours, theirs = seconds(lambda: tonghop.read(data), lambda: [duckle(part) for part in parts], rounds=ROUNDS)
    [named] = seconds(lambda: [underthesea.ner(part) for part in parts], rounds=1)
    how = "compiled" if compiled.IN_USE else "interpreted"
    print(f"{len(data):,} bytes: Tổng Hợp ({how}) {ours:.3f} s, Duckling {theirs:.3f} s, underthesea {named:.3f} s")
    print(json.dumps({"read_vs_duckling": round(theirs / ours, 2), "read_vs_underthesea": round(named / ours, 2)}))
