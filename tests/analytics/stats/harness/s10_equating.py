"""ACT Mathematics: form X on the scale of form Y, random groups."""

from pathlib import Path
from typing import Any

from analytics import stats
from tests.analytics.stats.harness import numbers, read_csv

CASE = "s10_actmath_equating"


def results(folder: Path) -> dict[str, Any]:
    table = read_csv(folder / "data.csv")
    x, y = (
        stats.scaling.of_counts([int(count) for count in numbers(table[name])])
        for name in ("xcount", "ycount")
    )
    ways = {
        "mean": {"method": "mean"},
        "linear": {"method": "linear"},
        "equipercentile": {"method": "equipercentile"},
        "equipercentile_loglinear6": {"method": "equipercentile", "degree": 6},
    }
    return {
        "form_x.mean_sd_n": [x.mean, x.sd, x.n],
        "form_y.mean_sd_n": [y.mean, y.sd, y.n],
        **{
            f"{name}.yx": [row.equivalent for row in stats.scaling.equate_groups(x, y, **options).scores]
            for name, options in ways.items()
        },
    }
