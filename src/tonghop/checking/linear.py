"""Linear programming in HiGHS for coupled sums, where propagation falls silent; refutations are proved in fractions."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import inf
from typing import Any

from tonghop.checking.bounds import Exact, Reading
from tonghop.checking.network import Linear, Network, Ratio, Suspect
from tonghop.checking.propagate import Domain, Domains, Reason, Support
from tonghop.checking.witness import can_be_true

_DENOMINATOR = 10**6
_NOISE = Fraction(1, 10**7)


@dataclass(frozen=True, slots=True)
class Row:
    """low <= Σ coefficient · variable <= high, resting on `why`."""

    terms: dict[str, Exact]
    low: Exact | None
    high: Exact | None
    why: Reason


def refute(
    network: Network, reading: Reading, domains: Domains, trusted: Support | None = None
) -> frozenset[Suspect] | None:
    """Suspects that cannot all be right although propagation found nothing; None where there are none, or no proof."""
    rows = _rows(network, domains, trusted)
    if not _has_cycle(rows, domains) or (trusted is None and can_be_true(network, reading, domains)):
        return None
    multipliers = _dual_ray(rows, domains)
    if multipliers is None:
        return None
    exact = [Fraction(value).limit_denominator(_DENOMINATOR) for value in multipliers]
    for sign in (1, -1):
        support = _proof(rows, [sign * value for value in exact], domains)
        if support is not None:
            return support
    return None


def _rows(network: Network, domains: Domains, trusted: Support | None) -> list[Row]:
    rows = []
    for item in network.constraints:
        if trusted is not None and item.relation not in trusted:
            continue
        if isinstance(item, Linear):
            rows.append(Row(dict(item.terms), item.low, item.high, Reason(item.relation)))
        elif isinstance(item, Ratio):
            rows.extend(_ratio_rows(item, domains))
    return rows


def _ratio_rows(ratio: Ratio, domains: Domains) -> list[Row]:
    """part = f(percent) · base as two inequalities, exact for a base that is not negative."""
    base, percent = domains[ratio.base], domains[ratio.percent]
    if base.low is None or base.low < 0:
        return []
    offset, slope = ratio.offset_and_slope
    rows = []
    for end, why, upper in ((percent.low, percent.low_why, slope < 0), (percent.high, percent.high_why, slope > 0)):
        if end is not None:
            terms: dict[str, Exact] = {ratio.part: 1, ratio.base: -(offset + slope * end)}
            reason = Reason(ratio.relation, (base.low_why, why))
            rows.append(Row(terms, None if upper else 0, 0 if upper else None, reason))
    return rows


def _is_open(domain: Domain) -> bool:
    return domain.low is None or domain.low != domain.high


def _has_cycle(rows: Sequence[Row], domains: Domains) -> bool:
    """Whether the rows are coupled through two or more open variables; without that propagation is complete."""
    leader: dict[str, str] = {}

    def find(name: str) -> str:
        while leader.setdefault(name, name) != name:
            name = leader[name]
        return name

    seen: set[frozenset[str]] = set()
    for index, row in enumerate(rows):
        names = frozenset(name for name in row.terms if _is_open(domains[name]))
        if names in seen and len(names) == 2:
            continue
        seen.add(names)
        for name in sorted(names):
            if find(name) == find(f"#{index}"):
                return True
            leader[find(name)] = find(f"#{index}")
    return False


def _dual_ray(rows: Sequence[Row], domains: Domains) -> list[float] | None:
    """Farkas multipliers of the rows where HiGHS finds no solution."""
    names = sorted({name for row in rows for name in row.terms})
    column = {name: index for index, name in enumerate(names)}
    scale = {name: _magnitude(domains[name]) for name in names}
    import highspy  # loaded only here: it takes longer than most documents need, and few need it
    import numpy as np

    highs: Any = highspy.Highs
    solver = highs()
    solver.silent()
    solver.setOptionValue("presolve", "off")
    solver.setOptionValue("solver", "simplex")
    for name in names:
        domain = domains[name]
        solver.addVar(_float(domain.low, scale[name], -inf), _float(domain.high, scale[name], inf))
    sizes = []
    for row in rows:
        terms = {name: value * scale[name] for name, value in row.terms.items()}
        size = max((abs(value) for value in terms.values()), default=Fraction(1)) or Fraction(1)
        sizes.append(size)
        indices = np.array([column[name] for name in terms], dtype=np.int32)
        values = np.array([float(value / size) for value in terms.values()])
        solver.addRow(_float(row.low, size, -inf), _float(row.high, size, inf), len(terms), indices, values)
    solver.run()
    if solver.getModelStatus() != highspy.HighsModelStatus.kInfeasible:
        return None
    _, has_ray, ray = solver.getDualRay()
    if not has_ray:
        return None
    unscaled = [float(Fraction(float(value)) / size) for value, size in zip(ray, sizes, strict=True)]
    largest = max(map(abs, unscaled), default=0.0)
    return [value / largest for value in unscaled] if largest else None


def _magnitude(domain: Domain) -> Fraction:
    return max((abs(Fraction(end)) for end in (domain.low, domain.high) if end), default=Fraction(1))


def _float(value: Exact | None, scale: Fraction, unbounded: float) -> float:
    return unbounded if value is None else float(Fraction(value) / scale)


def _proof(rows: Sequence[Row], multipliers: Sequence[Fraction], domains: Domains) -> Support | None:
    """The suspects behind Σ multiplier · row, where that sum exceeds everything the domains allow."""
    needed, why, sums = Fraction(0), list[Reason](), dict[str, Exact]()
    for row, multiplier in zip(rows, multipliers, strict=True):
        limit = row.low if multiplier > 0 else row.high
        if abs(multiplier) < _NOISE or limit is None:
            continue
        needed += multiplier * limit
        why.append(row.why)
        for name, value in row.terms.items():
            sums[name] = sums.get(name, 0) + multiplier * value
    allowed = Fraction(0)
    for name, value in sums.items():
        if value:
            domain = domains[name]
            end, reason = (domain.high, domain.high_why) if value > 0 else (domain.low, domain.low_why)
            if end is None:
                return None
            allowed += value * end
            why.append(reason)
    return Reason(None, tuple(why)).suspects() if needed > allowed else None
