"""What all drafts have in common that are written as one plan: tests and rubrics.

A draft is begun, changed by whoever saw its newest state, and thrown away. What publishing makes of it
is for each kind to say.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Any, Generic, TypeVar
from uuid import UUID

from django.db import models, transaction
from django.db.models import Q
from django.utils.text import slugify

from assessments.models.plan_drafts import PlanDraft
from lms.accounts.models import User
from lms.core import audit, clock
from lms.core.errors import UserError

Draft = TypeVar("Draft", bound=PlanDraft)


@dataclass(frozen=True, slots=True)
class DraftKind(Generic[Draft]):
    """One kind of draft.

    `published` is the model whose rows have the keys that are taken; publishing makes one with each of
    the `endings` behind the key. `name` is what the log calls its acts by, `read` makes a plan of what
    is stored, `prefix` and `word` are what keys begin with and are made of where a title gives nothing.
    """

    model: type[Draft]
    published: type[models.Model]
    name: str
    read: Callable[[Any], Any]
    prefix: str
    word: str
    no_title: Any
    gone: Any
    stale: Any
    endings: Collection[str] = ("",)

    def is_gone(self) -> UserError:
        """What is said where there is no such draft."""
        return UserError(str(self.gone), code="not_found")

    def found(self, uuid: UUID) -> Draft | None:
        """The draft, with whoever changed it last."""
        drafts: Any = self.model
        found: Draft | None = drafts.objects.select_related("edited_by").filter(uuid=uuid).first()
        return found

    def of_key(self, key: str) -> Draft | None:
        """The draft in which what has this key is changed; None where there is none."""
        drafts: Any = self.model
        found: Draft | None = drafts.objects.filter(key=key).first()
        return found

    def fresh_key(self, title: Mapping[str, str]) -> str:
        """A key that nothing has, and nothing made of it will have. Raises UserError: "no_title"."""
        said = title.get("es", "").strip() or title.get("en", "").strip()
        if not said:
            raise UserError(str(self.no_title), code="no_title")
        stem = f"{self.prefix}/{slugify(said)[:60] or self.word}"
        # "Exam B" would have the key that form B of "Exam" has or may come to have.
        near = Q(key__startswith=stem) | Q(key__in=[stem.removesuffix(one) for one in self.endings])
        taken: set[str] = set()
        for model in (self.published, self.model):
            rows: Any = model
            taken.update(rows.objects.filter(near).values_list("key", flat=True))
        taken |= {key + ending for key in taken for ending in self.endings}
        keys = [stem, *(f"{stem}-{number}" for number in range(2, 1000))]
        return next(key for key in keys if taken.isdisjoint(key + ending for ending in self.endings))

    def begin(self, *, actor: User, key: str, content: Any) -> Draft:
        """A draft under this key."""
        drafts: Any = self.model
        with transaction.atomic():
            draft: Draft = drafts.objects.create(
                key=key, content=content, edited_at=clock.now(), edited_by=actor
            )
            audit.record(actor=actor, action=f"assessments.start_{self.name}_draft", target=draft, key=key)
        return draft

    def held(self, draft: UUID, revision: int | None = None) -> Draft:
        """The draft, held until the transaction ends. Raises UserError: "not_found", "stale"."""
        drafts: Any = self.model
        held: Draft | None = drafts.objects.select_for_update(of=("self",)).filter(uuid=draft).first()
        if held is None:
            raise self.is_gone()
        if revision is not None and held.revision != revision:
            raise UserError(str(self.stale), code="stale")
        return held

    def write(self, *, actor: User, draft: UUID, content: Any, revision: int) -> Draft:
        """Keep a plan in the place of the one of `revision`; the same plan changes nothing.

        Raises UserError: "not_found", "stale".
        """
        with transaction.atomic():
            held = self.held(draft, revision)
            if self.read(content) != self.read(held.content):
                held.content, held.revision = content, held.revision + 1
                held.edited_at, held.edited_by = clock.now(), actor
                held.save(update_fields=["content", "revision", "edited_at", "edited_by"])
                audit.record(
                    actor=actor,
                    action=f"assessments.write_{self.name}_draft",
                    target=held,
                    revision=held.revision,
                )
        return held

    def discard(self, *, actor: User, draft: UUID) -> None:
        """Throw a draft away; what was published from it stays. Raises UserError: "not_found"."""
        with transaction.atomic():
            held = self.held(draft)
            audit.record(
                actor=actor, action=f"assessments.discard_{self.name}_draft", target=held, key=held.key
            )
            held.delete()
