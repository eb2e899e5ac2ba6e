"""python -m benchmarks.pages [sqlite] [postgres] [--seconds 8]: the tables of docs/performance.md."""

import argparse
import contextlib
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.pages.site import ROOT, environment
from tests.services import find_postgres, postgres_cluster

# As an operator's cluster is set: an answer that was acknowledged survives a power cut.
DURABLE = ("listen_addresses=", "max_connections=60", "log_min_messages=fatal", "shared_buffers=256MB")


def main() -> int:
    """Measure on each database asked for and print one table each; returns the exit status."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.pages", description=__doc__)
    parser.add_argument("databases", nargs="*", choices=[[], "sqlite", "postgres"], help="default: both")
    parser.add_argument("--seconds", type=float, default=8, help="how long each page is asked for")
    parser.add_argument(
        "--crowds",
        default="100,1000,10000",
        help="sizes of a cohort at which one person's pages are measured",
    )
    asked = parser.parse_args()
    failed = 0
    for database in asked.databases or ["sqlite", "postgres"]:
        with tempfile.TemporaryDirectory(prefix="acuerdo-bench-") as name, _database(database) as settings:
            command = [sys.executable, "-m", "benchmarks.pages.measure", str(asked.seconds), asked.crowds]
            print(f"\n## {database}, load average {os.getloadavg()[0]:.1f} at the start\n", flush=True)
            with subprocess.Popen(
                command, cwd=ROOT, env=environment(Path(name), settings), stdout=subprocess.PIPE, text=True
            ) as process:
                assert process.stdout is not None
                _print(json.loads(line) for line in process.stdout)
            failed |= process.returncode
            print(f"\nLoad average {os.getloadavg()[0]:.1f} at the end.", flush=True)
    return failed


def _print(facts: Iterator[dict[str, Any]]) -> None:
    bare: dict[str, dict[str, Any]] = {}
    kind = ""
    for fact in facts:
        if fact["kind"] != kind and fact["kind"] == "page":
            print("| page | requests/s | beside bare | target | median ms | p95 ms | CPU ms | beside bare |")
            print("|---|---|---|---|---|---|---|---|")
        kind = fact["kind"]
        if kind == "page":
            _page(fact, bare)
        elif kind == "attempt":
            low, middle, high = fact["cpu"]
            print(
                f"\nWhole attempt of 20 items by its {fact['requests']} requests: "
                f"{middle:.2f} s of processor ({low:.2f} to {high:.2f}), {fact['statements']} statements."
            )
        elif kind == "disk":
            print(f"A whole attempt takes up {fact['bytes'] / 1000:.1f} kB in the database.")
        elif kind == "memory":
            sizes = ", ".join(f"{size:.0f}" for size in fact["megabytes"])
            print(f"Workers {fact['when']}: {sizes} MB each.")
        elif kind == "crowd":
            costs = ", ".join(f"{name} {cpu:.0f} ms" for name, cpu in fact["cpu"].items())
            print(f"{fact['what']} of {fact['people']:,}: processor per page: {costs}.")
        sys.stdout.flush()


def _page(fact: dict[str, Any], bare: dict[str, dict[str, Any]]) -> None:
    if not fact["beside"]:
        bare[fact["name"]] = fact
    beside = bare.get(fact["beside"])
    rate = f"{fact['per_second'] / beside['per_second']:.2f}" if beside else ""
    cost = f"{fact['cpu'] / beside['cpu']:.1f} ×" if beside else ""
    target = "" if fact["target"] is None else f"≥ {fact['target']}"
    print(
        f"| {fact['name']} | {fact['per_second']:.0f} | {rate} | {target} | {fact['median']:.0f} "
        f"| {fact['p95']:.0f} | {fact['cpu']:.1f} | {cost} |"
    )


@contextlib.contextmanager
def _database(name: str) -> Iterator[dict[str, str]]:
    if name == "sqlite":
        yield {}
        return
    binaries = find_postgres()
    if binaries is None:
        raise SystemExit("PostgreSQL is not on this machine; try: python -m benchmarks.pages sqlite")
    with postgres_cluster(binaries, DURABLE) as settings:
        yield settings


sys.exit(main())
