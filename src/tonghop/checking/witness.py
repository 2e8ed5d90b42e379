"""Values under which everything holds: found quickly for most networks, they spare the search for a refutation."""

from fractions import Fraction

from tonghop.checking.bounds import Exact, Interval, Reading, exact
from tonghop.checking.network import Network
from tonghop.checking.propagate import Domain, Domains, propagate

_MOST = 32


def can_be_true(network: Network, reading: Reading, domains: Domains) -> bool:
    """Whether fixing one variable after the other in the middle of what is left of it ends without a contradiction.

    `domains` are what propagation leaves. False says nothing: other values may do, and large networks are not tried.
    """
    fixed: dict[str, Interval] = {}
    while (name := next((name for name, domain in domains.items() if _is_open(domain)), None)) is not None:
        value = _middle(domains[name])
        if value is None or len(fixed) == _MOST:
            return False
        fixed[name] = Interval(value, value)
        result = propagate(network.with_stated(fixed), reading)
        if result.conflict is not None:
            return False
        domains = result.domains
    return True


def _is_open(domain: Domain) -> bool:
    return domain.low is None or domain.low != domain.high


def _middle(domain: Domain) -> Exact | None:
    """A value in the middle, or the end of what is bounded on one side only."""
    if domain.low is None or domain.high is None:
        return domain.high if domain.low is None else domain.low
    both = domain.low + domain.high
    return both // 2 if domain.whole else exact(Fraction(both) / 2)
