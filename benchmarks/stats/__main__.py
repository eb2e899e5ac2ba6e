"""python -m benchmarks.stats [LETTER...]: medians of five runs in turn, with one BLAS thread."""

import os

for variable in ("OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ[variable] = "1"

import importlib  # noqa: E402  the thread count is read when numpy loads
import pkgutil  # noqa: E402
import statistics  # noqa: E402
import sys  # noqa: E402
import time  # noqa: E402
import tracemalloc  # noqa: E402
import warnings  # noqa: E402
from collections.abc import Callable  # noqa: E402

from benchmarks import stats  # noqa: E402

RUNS = 5
SLOW_SECONDS = 2.0


def seconds(work: Callable[[], object]) -> tuple[float, float]:
    """Wall and processor time; the second is what counts on a machine that others use."""
    wall, cpu = time.perf_counter(), time.process_time()
    work()
    return time.perf_counter() - wall, time.process_time() - cpu


def medians(contenders: dict[str, Callable[[], object]]) -> dict[str, tuple[float, float]]:
    """Each contender in turn, so that a busy spell of the machine hits all alike."""
    first = {name: seconds(work) for name, work in contenders.items()}
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in contenders}
    for _ in range(RUNS):
        for name, work in contenders.items():
            if first[name][0] < SLOW_SECONDS or not times[name]:
                times[name].append(seconds(work))
    return {
        name: (statistics.median(wall for wall, _ in found), statistics.median(cpu for _, cpu in found))
        for name, found in times.items()
    }


def peak_megabytes(work: Callable[[], object]) -> float:
    tracemalloc.start()
    work()
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    return peak / 1e6


def main() -> None:
    warnings.simplefilter("ignore")
    wanted = set(sys.argv[1:])
    print("| Work | Way | Wall ms | CPU ms | Peak MB | CPU beside own | Target ms |")
    print("|---|---|---|---|---|---|---|")
    for info in sorted(pkgutil.iter_modules(stats.__path__), key=lambda entry: entry.name):
        letter = info.name.removeprefix("bench_").split("_")[0]
        if not info.name.startswith("bench_") or (wanted and letter not in wanted):
            continue
        module = importlib.import_module(f"{stats.__name__}.{info.name}")
        contenders = module.contenders()
        times = medians(contenders)
        own = times["own"][1]
        for name, (wall, cpu) in times.items():
            target = f"{module.TARGET_MS:g}" if name == "own" else ""
            peak = peak_megabytes(contenders[name])
            print(
                f"| ({letter}) {module.TITLE} | {name} | {1000 * wall:.2f} | {1000 * cpu:.2f} | {peak:.1f} "
                f"| {cpu / own:.1f}x | {target} |",
                flush=True,
            )


main()
