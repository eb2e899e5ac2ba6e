"""2PL by marginal likelihood, 5,000 people by 40 questions, 61 nodes."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from analytics import stats
from analytics.stats.scaling import irt_em, responses

TITLE = "2PL, 5,000 x 40, 61 nodes"
TARGET_MS = 60


def contenders() -> dict[str, Callable[[], object]]:
    rng = np.random.default_rng(4)
    slopes, difficulty = rng.uniform(0.7, 1.8, 40), rng.standard_normal(40)
    chance = 1 / (1 + np.exp(-slopes * (rng.standard_normal((5000, 1)) - difficulty)))
    matrix = (rng.random(chance.shape) < chance).astype(np.uint8)
    fitted = stats.scaling.fit_irt(matrix)

    def estimates_only() -> object:
        """EM with SQUAREM to the same rough stop, without Newton steps and standard errors."""
        data = responses.load(matrix, drop_extreme_persons=False)
        model = irt_em.Likelihood(data, nodes=61, common=False)
        a, d, moved = np.ones(40), np.zeros(40), 1.0
        while moved > 1e-3:
            a, d, moved, _ = irt_em._squarem(model, a, d)
        return a, d

    def plain_em() -> object:
        """Bock-Aitkin EM without acceleration to a step of 1e-5."""
        data = responses.load(matrix, drop_extreme_persons=False)
        model = irt_em.Likelihood(data, nodes=61, common=False)
        a, d, moved = np.ones(40), np.zeros(40), 1.0
        while moved > 1e-5:
            new_a, new_d, _ = model.em_step(a, d)
            moved = max(float(np.abs(new_a - a).max()), float(np.abs(new_d - d).max()))
            a, d = new_a, new_d
        return a, d

    return {
        "own": estimates_only,
        "own, exact maximum and standard errors (target 150)": lambda: stats.scaling.fit_irt(matrix),
        "own, EAP scores of all": lambda: stats.scaling.person_scores(fitted, matrix),
        "plain EM, no acceleration, no standard errors": plain_em,
    }
