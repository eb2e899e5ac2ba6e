"""The ground that course pages stand on: languages, start pages, the site and the list of courses."""

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from wagtail.models import Locale, Page, Site, Task, Workflow

from courses.models import CourseIndexPage
from courses.services.loading.keys import page_key

LANGUAGE_OF = {"es": "es-mx", "en": "en"}


def ensure_locales() -> dict[str, Locale]:
    """One locale per language of the site, by its code in the files."""
    locales = {
        code: Locale.objects.get_or_create(language_code=full)[0] for code, full in LANGUAGE_OF.items()
    }
    known = {locale.pk for locale in locales.values()}
    # Wagtail's first migration makes a locale of its own when the default language differs.
    Locale.objects.exclude(pk__in=known).exclude(pk__in=Page.objects.values("locale_id")).delete()
    return locales


def name_review() -> None:
    """Wagtail's own review has an English name, which editors read on the button; a changed one stays."""
    with translation.override(settings.LANGUAGE_CODE):
        name = _("Content review")
    for model in (Workflow, Task):
        model.objects.filter(name="Moderators approval").update(name=name)


def ensure_indexes(locales: dict[str, Locale]) -> dict[str, CourseIndexPage]:
    """The list of courses in each language, below that language's start page."""
    home = _ensure_site(locales["es"])
    homes = {"es": home, "en": home.get_translation_or_none(locales["en"])}
    if homes["en"] is None:
        homes["en"] = _add_home(home, locales["en"])
    return {code: _ensure_index(homes[code], locale) for code, locale in locales.items()}


def _ensure_site(locale: Locale) -> Page:
    site = Site.objects.select_related("root_page").filter(is_default_site=True).first()
    if site is None:
        root = Page.get_first_root_node()
        home = root.get_children().first() or root.add_child(
            instance=Page(title="Acuerdo", slug="home", locale=locale)
        )
        Site.objects.create(hostname="localhost", root_page=home, is_default_site=True, site_name="Acuerdo")
        return home
    home = site.root_page
    if home.locale_id != locale.pk or home.title != "Acuerdo":
        # The welcome page that a new Wagtail brings becomes our start page.
        home.locale, home.title, home.draft_title = locale, "Acuerdo", "Acuerdo"
        home.save()
    return home


def _add_home(home: Page, locale: Locale) -> Page:
    page = Page(
        title=home.title,
        slug=f"home-{locale.language_code}",
        locale=locale,
        translation_key=home.translation_key,
    )
    return home.get_parent().add_child(instance=page)


def _ensure_index(home: Page, locale: Locale) -> CourseIndexPage:
    found = CourseIndexPage.objects.child_of(home).first()
    if found is not None:
        return found
    with translation.override(locale.language_code):
        title = _("Courses")
    index = CourseIndexPage(title=title, slug="courses", locale=locale, translation_key=page_key("courses"))
    home.add_child(instance=index)
    return index
