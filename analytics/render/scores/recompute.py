"""Works out every gain of the report anew from `scores.csv`, with numpy and scipy alone.

Run it in the folder of the bundle: python recompute.py. It prints what differs, and then ends with 1.
"""

import csv
import json
import sys
from pathlib import Path

import numpy as np
from scipy import stats


def gain(rows, first="pre", second="post"):
    """The mean difference of whoever has both scores, with its 95 % t interval."""
    both = [row for row in rows if row[first] and row[second]]
    change = np.array([float(row[second]) - float(row[first]) for row in both])
    found = {"n": len(change)}
    if len(change):
        found["value"] = change.mean()
    if len(change) > 1:
        half = stats.t.ppf(0.975, len(change) - 1) * change.std(ddof=1) / np.sqrt(len(change))
        found |= {"low": change.mean() - half, "high": change.mean() + half}
    return found


def recomputed(folder):
    """By name, the gains."""
    with (folder / "scores.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    found = {"everybody": gain(rows)}
    for name in rows[0]:
        if name.startswith("group: "):
            for label in {row[name] for row in rows}:
                found[f"{name}|{label}"] = gain([row for row in rows if row[name] == label])
    if "follow_up" in rows[0]:
        found["pre to follow_up"] = gain(rows, "pre", "follow_up")
        found["post to follow_up"] = gain(rows, "post", "follow_up")
    return found


def main(folder):
    """How many numbers differ from those of the report."""
    expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
    found, wrong = recomputed(folder), 0
    for key, figure in expected["figures"].items():
        for name, value in figure.items():
            got = found.get(key, {}).get(name)
            if got is None or abs(got - value) > expected["tolerance"]:
                wrong += 1
                sys.stdout.write(f"{key} {name}: report {value}, found {got}\n")
    sys.stdout.write(f"{len(expected['figures'])} figures, {wrong} differ\n")
    return wrong


if __name__ == "__main__":
    sys.exit(1 if main(Path(__file__).parent) else 0)
