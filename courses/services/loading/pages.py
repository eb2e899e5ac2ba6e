"""Writing one page from the files, unless an editor has changed it since."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any, TypeVar
from uuid import UUID

from django.db import transaction
from wagtail.models import Locale, Page, ReferenceIndex

from courses.models import LoadedPage
from courses.services.loading.report import LoadReport
from lms.core import clock

PageType = TypeVar("PageType", bound=Page)


def ensure_page(
    kind: type[PageType],
    *,
    parent: Page,
    key: UUID,
    slug: str,
    locale: Locale,
    fields: Mapping[str, Any],
    report: LoadReport,
    force: bool,
) -> PageType:
    """The page with `key` in this language: made, brought up to date, or left as its editor left it."""
    digest = _digest(fields)
    page = kind.objects.filter(translation_key=key, locale=locale).first()
    if page is None:
        # One made in the site has a key of its own; its address is what the files know of it.
        page = kind.objects.child_of(parent).filter(slug=slug).first()
    if page is None:
        moment = clock.now()
        page = kind(
            translation_key=key,
            slug=slug,
            locale=locale,
            first_published_at=moment,
            last_published_at=moment,
            **_prepared(fields),
        )
        # No revision yet: the first one that a page has is its editor's, or the next load's.
        parent.add_child(instance=page)
        LoadedPage.objects.create(page=page, content_hash=digest, loaded_at=clock.now())
        report.created += 1
        return page
    loaded = LoadedPage.objects.filter(page=page).first()
    if loaded is not None and loaded.content_hash == digest and not force:
        report.unchanged += 1
    elif not force and (loaded is None or _is_edited(page, loaded)):
        report.edited.append(f"{locale.language_code}: {page.title}")
    else:
        for name, value in _prepared(fields).items():
            setattr(page, name, value)
        _publish(page, digest)
        report.updated += 1
    return page


def keep_what_was_loaded(page: Page) -> None:
    """Make the revision that a loaded page never needed, before its editor makes the first of their own.

    Without it the text that was published could not be brought back.
    """
    loaded = LoadedPage.objects.filter(page_id=page.pk, revision=None).first()
    published = Page.objects.filter(pk=page.pk, live=True, latest_revision=None).first()
    if loaded is None or published is None:
        return
    with transaction.atomic():
        revision = published.specific.save_revision(clean=False, changed=False)
        Page.objects.filter(pk=page.pk).update(live_revision=revision)
        LoadedPage.objects.filter(pk=loaded.pk).update(revision=revision)


def keep_order(parent: Page, children: Sequence[Page], report: LoadReport) -> None:
    """Put `children` in their order; pages that the files do not know stay behind them, and are named."""
    wanted = [child.pk for child in children]
    present = list(parent.get_children().values_list("pk", "title"))
    report.not_in_files += [title for pk, title in present if pk not in wanted]
    if [pk for pk, _title in present if pk in wanted] == wanted:
        return
    for pk in reversed(wanted):
        Page.objects.get(pk=pk).move(Page.objects.get(pk=parent.pk), pos="first-child")
    report.moved += 1


def _is_edited(page: Page, loaded: LoadedPage) -> bool:
    return page.latest_revision_id != loaded.revision_id


def _publish(page: Page, digest: str) -> None:
    revision = page.save_revision()
    revision.publish()
    # An editor's text may have referred to something that the files do not.
    ReferenceIndex.create_or_update_for_object(page)
    _remember(page, digest, revision.pk)


def _remember(page: Page, digest: str, revision_id: int) -> None:
    LoadedPage.objects.update_or_create(
        page_id=page.pk,
        defaults={"content_hash": digest, "revision_id": revision_id, "loaded_at": clock.now()},
    )


def _prepared(fields: Mapping[str, Any]) -> dict[str, Any]:
    """Streams are given to Wagtail as JSON, which it reads like what its own editor sends."""
    return {
        name: json.dumps(value) if isinstance(value, list) else value
        for name, value in [*fields.items(), ("draft_title", fields["title"])]
    }


def _digest(fields: Mapping[str, Any]) -> str:
    return sha256(json.dumps(fields, sort_keys=True, default=str).encode()).hexdigest()
