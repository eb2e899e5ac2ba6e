"""Six intraclass correlations with intervals: 2,000 sessions x 3 raters."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pingouin

from analytics import stats

TITLE = "six ICC + CI, 2,000 x 3"
TARGET_MS = 1


def contenders() -> dict[str, Callable[[], object]]:
    rng = np.random.default_rng(5)
    exact = 6 + 1.2 * rng.standard_normal((2000, 1)) + 0.7 * rng.standard_normal((2000, 3))
    scores = np.round(exact, 1)
    session, rater = np.indices(scores.shape)
    frame = pd.DataFrame({"session": session.ravel(), "rater": rater.ravel(), "score": scores.ravel()})
    return {
        "own": lambda: stats.raters.icc(scores),
        "own, scores on no decimal grid": lambda: stats.raters.icc(exact),
        "pingouin.intraclass_corr": lambda: pingouin.intraclass_corr(
            frame, targets="session", raters="rater", ratings="score"
        ),
    }
