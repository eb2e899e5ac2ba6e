"""What all results share: they are frozen, pickle and copy, and go to plain data and back."""

from __future__ import annotations

import json
import math
import types
import typing
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import fields
from typing import Any, ClassVar, Self

if typing.TYPE_CHECKING:
    from analytics.stats.core.result import Estimate, Interval

_WIDTH = 120


class Frozen(Mapping[Any, Any]):
    """A mapping that cannot be changed, and unlike `MappingProxyType` can be pickled and copied."""

    __slots__ = ("_held",)

    def __init__(self, held: Mapping[Any, Any]) -> None:
        self._held = dict(held)

    def __getitem__(self, key: Any) -> Any:
        return self._held[key]

    def __iter__(self) -> Iterator[Any]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    def __repr__(self) -> str:
        return repr(self._held)

    def __hash__(self) -> int:
        return hash(frozenset(self._held.items()))

    def __reduce__(self) -> tuple[type[Frozen], tuple[dict[Any, Any]]]:
        return Frozen, (self._held,)


class Result:
    """Base of every result, a frozen dataclass: plain data and back, and a short `repr`."""

    __slots__ = ()
    __dataclass_fields__: ClassVar[dict[str, Any]]

    def __post_init__(self) -> None:
        for name in self.__dataclass_fields__:
            value = getattr(self, name)
            if isinstance(value, (dict, types.MappingProxyType)):
                object.__setattr__(self, name, Frozen(value))

    def to_dict(self) -> dict[str, Any]:
        """The result as dicts, lists, numbers, text and None; a label that is none of these as its text."""
        return {field.name: to_plain(getattr(self, field.name)) for field in fields(self)}

    def to_json(self) -> str:
        """`to_dict` as JSON."""
        return json.dumps(self.to_dict(), ensure_ascii=False, allow_nan=False)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any]) -> Self:
        """The result that `to_dict` was asked of; labels come back as text, numbers, tuples or None."""
        hints = typing.get_type_hints(cls)
        return cls(**{field.name: _rebuilt(hints[field.name], data[field.name]) for field in fields(cls)})

    @classmethod
    def from_json(cls, text: str) -> Self:
        """The result that `to_json` was asked of."""
        return cls.from_dict(json.loads(text))

    def brief(self) -> str:
        """The result as part of another's `repr`."""
        return f"{type(self).__name__}(…)"

    def _shown(self) -> list[str]:
        return [field.name for field in fields(self)]

    def __repr__(self) -> str:
        parts: list[str] = []
        for name in self._shown():
            part = f"{name}={_brief(getattr(self, name))}"
            if sum(map(len, parts)) + len(part) > _WIDTH:
                parts.append("…")
                break
            parts.append(part)
        return f"{type(self).__name__}({', '.join(parts)})"


class Answer(Result):
    """A result with one number to print first: `estimate`, with `value` and `interval` of it at hand.

    `float(result)` is the value; a value that is not defined raises StatsError with the reason.
    """

    __slots__ = ()
    HEADLINE: ClassVar[str]

    @property
    def estimate(self) -> Estimate:
        """The number to print first, with its interval and all that is needed to defend it."""
        found: Any = self
        for name in self.HEADLINE.split("."):
            found = getattr(found, name)
        return typing.cast("Estimate", found)

    @property
    def value(self) -> float | None:
        """The number of `estimate`."""
        return self.estimate.value

    @property
    def interval(self) -> Interval | None:
        """The interval of `estimate`: `low, high = result.interval`."""
        return self.estimate.interval

    def __float__(self) -> float:
        return float(self.estimate)

    def brief(self) -> str:
        return self.estimate.brief()

    def _shown(self) -> list[str]:
        first = self.HEADLINE.split(".")[0]
        return sorted((field.name for field in fields(self)), key=lambda name: name != first)


def to_plain(value: Any) -> Any:
    """Anything a statistic returns, as dicts, lists, numbers, text and None."""
    if isinstance(value, Result):
        return value.to_dict()
    if hasattr(value, "tolist"):
        return to_plain(value.tolist())
    if isinstance(value, Mapping):
        return {key if isinstance(key, str) else str(key): to_plain(entry) for key, entry in value.items()}
    if isinstance(value, (tuple, list)):
        return [to_plain(entry) for entry in value]
    if isinstance(value, float):
        return value if math.isfinite(value) else None
    return value if value is None or isinstance(value, (bool, int, str)) else str(value)


def to_json(value: Any) -> str:
    """`to_plain` as JSON."""
    return json.dumps(to_plain(value), ensure_ascii=False, allow_nan=False)


def _rebuilt(hint: Any, value: Any) -> Any:
    """`value` (plain data) as the type a field is declared with."""
    origin, inner = typing.get_origin(hint), typing.get_args(hint)
    if value is None:
        return None
    if origin in (types.UnionType, typing.Union):
        return _rebuilt(next(kind for kind in inner if kind is not type(None)), value)
    if origin is tuple:
        kinds = [inner[0]] * len(value) if inner[-1] is Ellipsis else inner
        return tuple(_rebuilt(kind, entry) for kind, entry in zip(kinds, value, strict=True))
    if origin in (dict, Mapping):
        return {key: _rebuilt(inner[1], entry) for key, entry in value.items()}
    if isinstance(hint, type) and issubclass(hint, Result):
        return hint.from_dict(value)
    if getattr(origin, "__name__", "") == "ndarray":
        return _array(inner, value)
    return tuple(value) if hint is Hashable and isinstance(value, list) else value


def _array(inner: tuple[Any, ...], value: Any) -> Any:
    import numpy as np

    (kind,) = typing.get_args(inner[1])
    return np.array(value, dtype=None if kind is Any else kind)


def _brief(value: Any) -> str:
    if isinstance(value, Result):
        return value.brief()
    if isinstance(value, float):
        return f"{value:.4g}"
    if isinstance(value, (tuple, list, Mapping)) or hasattr(value, "shape"):
        return f"<{len(value)}>"
    return repr(value)
