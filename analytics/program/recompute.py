"""Works out every figure of the bundle anew, with numpy and scipy alone.

From `suffstats.csv`, `cells.csv` and `means.csv`; where there are rows of people, from `pairs.csv`,
`items.csv` and `ratings.csv` too. Run it in the folder of the bundle: python recompute.py. It prints what
differs, and then ends with 1.
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


def mean(row):
    """A mean over sheets with its 95 % t interval, and (squared error, freedom) of it, from sums."""
    n, total, squares = int(row["n"]), float(row["total"]), float(row["squares"])
    error = max(squares - total**2 / n, 0.0) / (n - 1) / n
    half = stats.t.ppf(0.975, n - 1) * np.sqrt(error)
    value = total / n
    return {"n": n, "value": value, "low": value - half, "high": value + half}, (error, n - 1)


def gap(one, other):
    """How far two means are apart, with Welch's interval."""
    (first, (a, df_a)), (second, (b, df_b)) = one, other
    value = abs(first["value"] - second["value"])
    found = {"n": min(first["n"], second["n"]), "value": value}
    if a + b > 0:
        df = (a + b) ** 2 / (a**2 / df_a + b**2 / df_b)
        half = stats.t.ppf(0.975, df) * np.sqrt(a + b)
        found |= {"low": max(0.0, value - half), "high": value + half}
    return found


def paired(rows):
    """The mean gain of whoever took both tests and neither left nor was exempt, from their rows."""
    out = {"left", "exempt"}
    took = [row for row in rows if row["pre"] and row["post"] and not out & {row["before"], row["after"]}]
    gains = np.array([float(row["post"]) - float(row["pre"]) for row in took])
    half = stats.t.ppf(0.975, len(gains) - 1) * gains.std(ddof=1) / np.sqrt(len(gains))
    return {"n": len(gains), "value": gains.mean(), "low": gains.mean() - half, "high": gains.mean() + half}


def means(rows, names, value):
    """By `names`, how many rows and the mean of `value` in them; empty cells are left out."""
    found = {}
    for row in rows:
        if row[value]:
            found.setdefault("|".join(row[name] for name in names), []).append(float(row[value]))
    return {key: {"n": len(own), "value": np.mean(own)} for key, own in found.items()}


def read(file):
    """The rows of a table, none where the bundle has no such file."""
    if not file.exists():
        return []
    with file.open(encoding="utf-8", newline="") as opened:
        return list(csv.DictReader(opened))


def recomputed(folder):
    """By cell and code, the figures."""
    found = {f"{row['cell']}|K3": gain(row) for row in read(folder / "suffstats.csv")}
    for row in read(folder / "cells.csv"):
        if row["count"]:
            found[f"{row['cell']}|{row['code']}"] = share(row)
    of_sheets = {row["code"]: mean(row) for row in read(folder / "means.csv")}
    found |= {f"whole|{code}": one for code, (one, _error) in of_sheets.items()}
    if {"C2_worker", "C2_employer"} <= of_sheets.keys():
        found["whole|C2g"] = gap(of_sheets["C2_worker"], of_sheets["C2_employer"])
    pairs = read(folder / "pairs.csv")
    if pairs:
        found["pairs|K3"] = paired(pairs)
    for key, one in means(read(folder / "items.csv"), ("form", "moment", "item"), "points").items():
        found[f"items|{key}"] = one
    for key, one in means(read(folder / "ratings.csv"), ("criterion",), "level").items():
        found[f"ratings|{key}"] = one
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
