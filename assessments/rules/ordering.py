"""The order in which one sitting shows questions and options.

Ordered by a hash rather than by `random.shuffle`, whose algorithm may change between Python
versions: an old sitting must show the same order for ever.
"""

import hashlib
from collections.abc import Callable, Iterable
from typing import TypeVar

T = TypeVar("T")


def shuffled(things: Iterable[T], *, seed: int, name: Callable[[T], str]) -> list[T]:
    """The things in the order that `seed` gives; `name` must tell them apart."""
    return sorted(things, key=lambda thing: hashlib.sha256(f"{seed}:{name(thing)}".encode()).digest())
