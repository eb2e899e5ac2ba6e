"""What happens when Wagtail publishes, moves or removes a page.

Loading makes pages without publishing them one by one, and calls the same service at its end.
"""

from typing import Any

from django.conf import settings
from django.db.models import Model
from django.db.models.signals import post_delete, post_save
from wagtail.images.models import Image
from wagtail.models import Page, Revision, Site
from wagtail.signals import page_published, page_unpublished, post_page_move

from courses.models import LessonPage
from courses.pictures import renditions
from courses.services import publishing
from courses.tasks import publish_at
from lms.core import clock


def pages_changed(sender: type[Page], **_facts: Any) -> None:
    """Any page may lie above a lesson, so every one counts."""
    publishing.sync_courses()


def draw_pictures(sender: type[Page], instance: Page, **_facts: Any) -> None:
    """Make the sizes of a lesson's images when it is published: opening a page writes nothing."""
    if isinstance(instance, LessonPage):
        for image in instance.pictures:
            renditions(image)


def revision_scheduled(sender: type[Revision], instance: Revision, **_facts: Any) -> None:
    """A revision that was approved for later is looked at when its time comes."""
    moment = instance.approved_go_live_at
    if moment is not None and moment > clock.now():
        publish_at(moment)


def expiry_set(sender: type[Page], instance: Page, **_facts: Any) -> None:
    """So is a published page that is to be withdrawn."""
    if instance.expire_at is not None and instance.expire_at > clock.now():
        publish_at(instance.expire_at)


def page_deleted(sender: type[Model], instance: Model, **_facts: Any) -> None:
    """Each page of a deleted branch tells of itself."""
    if not isinstance(instance, Page) or sender is Page:
        return
    if isinstance(instance, LessonPage) and instance.locale.language_code == settings.LANGUAGE_CODE:
        publishing.retire_lesson(instance.translation_key)
    else:
        publishing.new_edition()


def site_changed(sender: type[Site], **_facts: Any) -> None:
    """Addresses of pages depend on the site."""
    publishing.new_edition()


def image_changed(sender: type[Image], **_facts: Any) -> None:
    """Texts are kept with the addresses of their images' sizes, which another file of theirs changes."""
    publishing.new_edition()


def connect() -> None:
    """Called once, when the apps are ready."""
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(pages_changed)
    page_published.connect(draw_pictures)
    page_published.connect(expiry_set)
    post_save.connect(revision_scheduled, sender=Revision)
    post_delete.connect(page_deleted)
    for signal in (post_save, post_delete):
        signal.connect(site_changed, sender=Site)
        signal.connect(image_changed, sender=Image)
