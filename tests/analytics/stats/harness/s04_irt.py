"""LSAT6: Rasch, common-slope 1PL, 2PL and EAP scores."""

from pathlib import Path
from typing import Any

import numpy as np

from analytics import stats
from tests.analytics.stats.harness import numbers, read_csv
from tests.analytics.stats.harness.latent import latent

CASE = "s04_lsat6_ctt_irt"


def results(folder: Path) -> dict[str, Any]:
    table = read_csv(folder / "data.csv")
    matrix = np.column_stack([numbers(column) for column in table.values()])
    one = stats.scaling.fit_irt(matrix, model="1pl")
    return {
        **latent(matrix),
        "irt1pl_common_slope.loglik": one.loglik,
        "irt1pl_common_slope.b": [item.b for item in one.items],
        "irt1pl_common_slope.a": one.items[0].a,
    }
