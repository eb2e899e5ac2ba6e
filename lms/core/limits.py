"""Counting tries, so that nobody can guess or send without end."""

from datetime import timedelta

from django.core.cache import cache


def used_up(action: str, who: str, *, most: int) -> bool:
    """Whether `who` has no tries left; asking costs none."""
    return int(cache.get(_key(action, who), 0)) >= most


def count_try(action: str, who: str, *, within: timedelta) -> None:
    """Count one try; the first one starts the time after which all are forgotten."""
    key = _key(action, who)
    if not cache.add(key, 1, within.total_seconds()):
        try:
            cache.incr(key)
        except ValueError:  # forgotten in between
            cache.add(key, 1, within.total_seconds())


def _key(action: str, who: str) -> str:
    return f"limits:{action}:{who}"
