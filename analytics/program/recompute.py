"""Works out every figure of the bundle anew from `suffstats.csv` and `cells.csv`, with numpy and scipy alone.

Run it in the folder of the bundle: python recompute.py. It prints what differs, and then ends with 1.
"""

import csv
import json
import sys
from pathlib import Path

import numpy as np
from scipy import stats


def gain(row):
    """The mean paired gain with its 95 % t interval, from sums."""
    n = int(row["n"])
    x, y, xx, yy, xy = (float(row[name]) for name in ("sum_x", "sum_y", "sum_xx", "sum_yy", "sum_xy"))
    mean = (y - x) / n
    squares = max(yy - 2 * xy + xx - n * mean**2, 0.0)
    half = stats.t.ppf(0.975, n - 1) * np.sqrt(squares / (n - 1) / n)
    return {"n": n, "value": mean, "low": mean - half, "high": mean + half}


def share(row):
    """A share with Wilson's 95 % interval."""
    count, n = int(row["count"]), int(row["base"])
    z, p = stats.norm.ppf(0.975), count / n
    middle = (p + z**2 / (2 * n)) / (1 + z**2 / n)
    half = z * np.sqrt(p * (1 - p) / n + z**2 / (4 * n**2)) / (1 + z**2 / n)
    return {"n": n, "value": p, "low": middle - half, "high": middle + half}


def recomputed(folder):
    """By cell and code, the figures."""
    found = {}
    with (folder / "suffstats.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found[f"{row['cell']}|K3"] = gain(row)
    with (folder / "cells.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            if row["count"]:
                found[f"{row['cell']}|{row['code']}"] = share(row)
    return found


def main(folder):
    """How many figures differ from those that were published."""
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    found, wrong = recomputed(folder), 0
    for key, figure in expected["figures"].items():
        for name, value in figure.items():
            got = found.get(key, {}).get(name)
            if got is None or abs(got - value) > expected["tolerance"]:
                wrong += 1
                sys.stdout.write(f"{key} {name}: published {value}, found {got}\n")
    sys.stdout.write(f"{len(expected['figures'])} figures, {wrong} differ\n")
    return wrong


if __name__ == "__main__":
    sys.exit(1 if main(Path(__file__).parent) else 0)
