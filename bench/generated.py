"""Reading and checking of generated reports: false findings on true ones, slips found, named and ranked."""

from json import dumps
from random import Random

from tests.generated.measure import caught, misread, read, serious, slips, unrelated
from tests.generated.reports import report

CLEAN, SLIPPED = 5_000, 2_000


def true_reports() -> dict[str, float]:
    """Rates over true reports: of reports with a false finding, of measures misread, of relations not read."""
    errors = warnings = wrong = measures = lost = bonds = 0
    for seed in range(CLEAN):
        written = report(seed)
        document = read(written)
        severities = {finding.severity for finding in serious(document)}
        errors, warnings = errors + ("error" in severities), warnings + ("warning" in severities)
        wrong, measures = wrong + len(misread(written, document)), measures + len(written.places)
        lost, bonds = lost + len(unrelated(written, document)), bonds + len(written.bonds)
    return {
        "false_error_rate": errors / CLEAN,
        "false_warning_rate": warnings / CLEAN,
        "misread": wrong / measures,
        "relations_missed": lost / bonds,
    }


def slipped_reports() -> dict[str, float]:
    """Rates of slips found; of those found, figure a suspect, the likeliest one (ties count), the first listed."""
    planted = [slips(report(CLEAN + seed), Random(seed)) for seed in range(SLIPPED)]
    outcomes = [caught(slip) for slip in planted if slip]
    found = [outcome for outcome in outcomes if outcome.found]
    return {
        "found": len(found) / len(outcomes),
        "suspect_named": sum(outcome.named for outcome in found) / len(found),
        "ranked_first": sum(outcome.first for outcome in found) / len(found),
        "listed_first": sum(outcome.listed_first for outcome in found) / len(found),
    }


def main() -> dict[str, float]:
    """Rates between 0 and 1."""
    result = {name: round(rate, 5) for name, rate in (true_reports() | slipped_reports()).items()}
    print(dumps(result))
    return result


if __name__ == "__main__":
    main()
