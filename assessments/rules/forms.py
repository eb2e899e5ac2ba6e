"""Which of several parallel forms a sitting gets.

Everybody has a form that they begin with. At the first of the deliveries taken crosswise they get that one,
at the second the next one, and so on; at a further attempt the one that they have had least, and longest ago.
"""

from collections.abc import Mapping, Sequence


def beginning(labels: Sequence[str], *, handed_out: Mapping[str, int], had: Sequence[str] = ()) -> str:
    """The form that one more person begins with: of those they have `had` least, the one fewest begin with.

    So the numbers of people who begin with each form differ by one at most, but for people who bring forms
    from an earlier course; whoever comes after them evens it out.
    """
    return min(labels, key=lambda label: (had.count(label), handed_out.get(label, 0), labels.index(label)))


def next_form(labels: Sequence[str], *, begins_with: str, place: int, had: Sequence[str] = ()) -> str:
    """The form of one sitting.

    `place` counts the deliveries taken crosswise from 0; `had` are the forms of the person's earlier
    sittings, the oldest first. A form that is no longer offered as the beginning gives way to the first.
    """
    start = labels.index(begins_with) if begins_with in labels else 0
    turned = [labels[(start + place + step) % len(labels)] for step in range(len(labels))]
    latest = {label: when for when, label in enumerate(had)}
    return min(turned, key=lambda label: (had.count(label), latest.get(label, -1), turned.index(label)))
