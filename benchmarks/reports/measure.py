"""One database: crowds of several sizes, and what their reports cost. Run by `benchmarks.reports`."""

import contextlib
import sys
import time

import django
from django.core.management import call_command

# (people, centers): a cohort has fifty people, all of one center, and they end over twelve months.
CENTER_AT, PROGRAM_AT = 10_000, 100_000
CENTERS, COHORT = 40, 50
PAIRS, PAIR_CENTERS = 1_000_000, 500


def main() -> int:
    """Fill, measure and print; 1 where a budget is not kept."""
    django.setup()
    with contextlib.redirect_stdout(sys.stderr):
        call_command("demo", no_serve=True)
    from benchmarks.reports import work
    from benchmarks.reports.spent import one_process_answers

    one_process_answers()
    print("| what | budget | median s | from | to | statements | MB more |\n|---|---|---|---|---|---|---|")
    missed = 0
    asked = sys.argv[1].split(",")
    for part, size, measures in (
        ("center", CENTER_AT, work.of_center),
        ("program", PROGRAM_AT, work.of_program),
        ("pairs", PAIRS, work.of_pairs),
    ):
        if part not in asked:
            continue
        began = time.process_time()
        note = work.fill(size)
        print(f"{size:,}: {note} ({time.process_time() - began:.0f} s)", file=sys.stderr, flush=True)
        for one in measures():
            print(one.line(), flush=True)
            missed |= one.missed
    return int(missed)


if __name__ == "__main__":
    sys.exit(main())
