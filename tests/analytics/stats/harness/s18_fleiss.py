"""Fleiss' diagnoses: kappa and the test that it is above chance."""

from pathlib import Path
from typing import Any

from analytics import stats
from tests.analytics.stats.harness import read_csv, value

CASE = "s18_fleiss_diagnoses"


def results(folder: Path) -> dict[str, Any]:
    table = read_csv(folder / "data.csv")
    patients = [
        [diagnosis for diagnosis, counts in table.items() for _ in range(int(counts[i] or 0))]
        for i in range(30)
    ]
    found = stats.raters.fleiss(patients)
    return {
        "fleiss.kappa": value(found.coefficient),
        "fleiss.kappa_printed": value(found.coefficient),
        "fleiss.null_error": found.null_error,
        "fleiss.z": found.z,
        "fleiss.z_printed": found.z,
        "fleiss.p": found.p,
    }
