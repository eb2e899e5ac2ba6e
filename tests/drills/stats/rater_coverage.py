"""Coverage of intraclass correlations, agreement, shares and the effects of staggered adoption."""

from __future__ import annotations

import numpy as np

from analytics import stats
from analytics.stats.core.result import Interval
from tests.drills.stats import Outcome, coverage

_TWO_WAY = "score = session N(0, 1.2) + rater N(0, 0.5) + error N(0, 0.8)"


def _scores(rng: np.random.Generator, targets: int, judges: int) -> np.ndarray:
    sessions, severity = 1.2 * rng.standard_normal((targets, 1)), 0.5 * rng.standard_normal(judges)
    return sessions + severity + 0.8 * rng.standard_normal((targets, judges))


def _icc(form: str, truth: float):
    def draw(rng: np.random.Generator) -> tuple[Interval | None, float]:
        return getattr(stats.raters.icc(_scores(rng, 30, 4)), form).estimate.interval, truth

    return draw


def _crossed(rng: np.random.Generator) -> tuple[Interval | None, float]:
    table = _scores(rng, 50, 10)
    for row in table:
        row[rng.permutation(10)[3:]] = np.nan
    return stats.raters.crossed(table).icc_consistency.interval, 1.44 / (1.44 + 0.64)


def _krippendorff(rng: np.random.Generator) -> tuple[Interval | None, float]:
    table = 1.2 * rng.standard_normal((60, 1)) + 0.8 * rng.standard_normal((60, 3))
    found = stats.raters.krippendorff(table, metric="interval", replicates=500, seed=int(rng.integers(2**31)))
    return found.alpha.interval, 1.44 / (1.44 + 0.64)


def _pair(rng: np.random.Generator, n: int) -> np.ndarray:
    """Two raters who know 70 % of the cases and guess pass or fail at 60 : 40 for the rest."""
    truth = rng.random(n) < 0.6
    known = rng.random((n, 2)) < 0.7
    return np.where(known, truth[:, None], rng.random((n, 2)) < 0.6).astype(int)


def _cohen(rng: np.random.Generator) -> tuple[Interval | None, float]:
    return stats.raters.cohen(_pair(rng, 100)).kappa.interval, 0.49


def _gwet(rng: np.random.Generator) -> tuple[Interval | None, float]:
    # Agreement .48 x .49 + .52; chance 2 x .6 x .4.
    return stats.raters.gwet(_pair(rng, 100)).coefficient.interval, (0.49 * 0.48 + 0.52 - 0.48) / 0.52


def _share(n: int):
    def draw(rng: np.random.Generator) -> tuple[Interval | None, float]:
        # At one fixed share the coverage of any such interval jumps with n; courses differ in theirs.
        p = float(rng.uniform(0.1, 0.95))
        return stats.surveys.proportion(int(rng.binomial(n, p)), n).interval, p

    return draw


def _promoters(rng: np.random.Generator) -> tuple[Interval | None, float]:
    answers = rng.choice([3, 8, 10], size=60, p=[0.15, 0.35, 0.5])
    return stats.surveys.net_promoter(answers).adjusted.interval, 35.0


def _staggered(rng: np.random.Generator) -> tuple[Interval | None, float]:
    first = np.repeat([0, 4, 6], 20)
    unit, time = np.repeat(np.arange(60), 8), np.tile(np.arange(1, 9), 60)
    adopted = first[unit]
    effect = np.where((adopted > 0) & (time >= adopted), 1.0, 0.0)
    level = 2 * rng.standard_normal(60)[unit]
    outcome = level + 0.2 * time + effect + rng.standard_normal(unit.size)
    found = stats.impact.staggered(outcome, unit, time, adopted, replicates=100)
    return found.simple.overall.interval, 1.0


def _run(name: str, draw, model: str, n: str, seed: int, note: str):
    def drill() -> Outcome:
        return coverage(name, draw, model=model, n=n, seed=seed, note=note)

    return drill


_OF_FOUR = 1.44 / (1.44 + 0.89 / 4)
_INCOMPLETE = f"{_TWO_WAY}; 3 of 10 raters each"
_SIZE = "30 sessions x 4 raters"
_GUESS = "two raters know 70 % of cases and guess 60 : 40"
_ADOPTION = "20 centers never, 20 from period 4, 20 from 6; effect 1, center N(0, 2), error N(0, 1)"

DRILLS = {
    name: _run(name, *rest)
    for name, *rest in (
        ("icc_consistency", _icc("consistency_single", 1.44 / 2.08), _TWO_WAY, _SIZE, 301, "exact F"),
        ("icc_agreement", _icc("agreement_single", 1.44 / 2.33), _TWO_WAY, _SIZE, 302, "Satterthwaite F"),
        (
            "icc_agreement_mean",
            _icc("agreement_average", 1.44 / (1.44 + 0.89 / 4)),
            _TWO_WAY,
            _SIZE,
            303,
            "of 4",
        ),
        (
            "icc_crossed",
            _crossed,
            f"{_TWO_WAY}; 3 of 10 raters each",
            "50 sessions",
            304,
            "REML, delta logit",
        ),
        (
            "krippendorff_interval",
            _krippendorff,
            "score = unit N(0, 1.2) + error N(0, 0.8)",
            "60 units x 3 raters",
            305,
            "percentile bootstrap over units, B = 500",
        ),
        ("cohen_kappa", _cohen, _GUESS, "100", 306, "Fleiss-Cohen-Everitt"),
        ("gwet_ac1", _gwet, _GUESS, "100", 307, "linearized t"),
        ("proportion_60", _share(60), "binomial, share uniform on .1 to .95", "60", 308, "Wilson"),
        ("proportion_20", _share(20), "binomial, share uniform on .1 to .95", "20", 309, "Wilson"),
        ("net_promoter", _promoters, "15 % detractors, 50 % promoters", "60", 310, "adjusted Wald"),
        ("staggered_adoption", _staggered, _ADOPTION, "60 centers x 8 periods", 311, "simple ATT"),
    )
}
