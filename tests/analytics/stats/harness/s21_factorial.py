"""Two crossed factors and a pretest."""

from pathlib import Path
from typing import Any

from analytics import stats
from tests.analytics.stats.harness import interval, numbers, read_csv, value

CASE = "s21_factorial_ancova"


def results(folder: Path) -> dict[str, Any]:
    table = read_csv(folder / "data.csv")
    found = stats.groups.factorial_ancova(
        numbers(table["pre"]),
        numbers(table["post"]),
        groups={"region": table["region"], "shift": table["shift"]},
    )
    tests = {f"type{len(e.ss_type or '')}_{e.name}_F_p": [e.f, e.p] for e in found.effects}
    pre = tests.pop("type3_pre_F_p")
    regions = [c for c in found.contrasts if c.factor == "region"]
    return tests | {
        "pre_F_p": pre,
        "interaction_F_p": [found.interaction.f, found.interaction.p],
        "slopes_F_p": [found.slopes.f, found.slopes.p],
        "interaction.partial_eta2": value(found.interaction.partial_eta2),
        "interaction.partial_eta2.ci95": interval(found.interaction.partial_eta2),
        "cell_means": [value(c.mean) for c in found.cells],
        "cell_se": [c.se for c in found.cells],
        "cell_ci_low": [interval(c.mean)[0] for c in found.cells],
        "region_within_shift": [value(c.difference) for c in regions],
        "region_within_shift_se": [c.se for c in regions],
        "region_within_shift_p_holm": [c.p_holm for c in regions],
        "n_df": [found.n_used, found.df],
    }
