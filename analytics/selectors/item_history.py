"""What the page of one question reads."""

from collections import Counter
from uuid import UUID

from assessments import api as assessments
from assessments.data import FormMarks, ItemUses


def uses_of(uuid: UUID) -> ItemUses | None:
    """Every use of a question; None where there is no such question with a version."""
    return assessments.item_uses(uuid)


def busiest_form(found: ItemUses) -> tuple[FormMarks | None, int]:
    """The form in which most people were asked the question, over all its deliveries, and the item's id."""
    people = Counter(row.version_id for row in found.rows)
    if not people:
        return None, 0
    version = min(people, key=lambda one: (-people[one], one))
    deliveries = {row.delivery_id for row in found.rows if row.version_id == version}
    form = assessments.form_marks(delivery_ids=sorted(deliveries), version_id=version)
    ids = [one.item_id for one in form.questions if one.item_uuid == found.uuid]
    return (form, ids[0]) if ids else (None, 0)
