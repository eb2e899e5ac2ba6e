"""Into which groups people fall, for comparing how equally able ones answer. Nobody is named."""

from collections.abc import Collection

from lms.accounts.models import User


def groups_of(user_ids: Collection[int]) -> dict[str, dict[int, str]]:
    """By "sex" and "language", the group of each person; who states no sex is left out there."""
    rows = User.objects.filter(pk__in=user_ids).order_by("pk").values_list("pk", "sex", "language")
    found: dict[str, dict[int, str]] = {"sex": {}, "language": {}}
    for pk, sex, language in rows:
        if sex:
            found["sex"][pk] = sex
        found["language"][pk] = language.split("-")[0]
    return found
