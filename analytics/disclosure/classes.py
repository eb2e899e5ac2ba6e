"""Classes in an order, such as starting levels, as few as their people ask for. Pure."""

from collections.abc import Sequence


def ordered_classes(
    counts: Sequence[Sequence[int]], *, k: int, most: int | None = None
) -> list[tuple[int, ...]]:
    """The places of each class, joined with those beside it until each holds `k` people in every count.

    From both ends inward, so that the extremes, who are few, are never alone; then whatever is small
    within; then the two neighbors with the fewest, until there are at most `most`. Empty when all are few.
    """
    classes: list[tuple[int, ...]] = [(place,) for place in range(len(counts))]

    def people(own: tuple[int, ...]) -> int:
        return min(sum(counts[place][which] for place in own) for which in range(len(counts[0])))

    def join(first: int) -> None:
        classes[first : first + 2] = [classes[first] + classes[first + 1]]

    while len(classes) > 1 and people(classes[-1]) < k:
        join(len(classes) - 2)
    while len(classes) > 1 and people(classes[0]) < k:
        join(0)
    if people(classes[0]) < k:
        return []
    while small := [place for place, own in enumerate(classes) if people(own) < k]:
        at = small[0]
        join(at - 1 if people(classes[at - 1]) <= people(classes[at + 1]) else at)
    while most is not None and len(classes) > most:
        sums = [people(classes[at] + classes[at + 1]) for at in range(len(classes) - 1)]
        join(sums.index(min(sums)))
    return classes
