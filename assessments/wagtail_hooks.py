"""Where the editor finds tests, rubrics and scenarios."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import Menu, MenuItem, SubmenuMenuItem

from assessments.views.library import TITLES


@hooks.register("register_admin_menu_item")
def library_menu() -> SubmenuMenuItem:
    """One entry for each kind, below Wagtail's pages."""
    items = [
        MenuItem(
            title, reverse("library", args=[kind]), name=f"library-{kind}", icon_name="form", order=place
        )
        for place, (kind, title) in enumerate(TITLES.items())
    ]
    items.append(
        MenuItem(_("Questions"), reverse("item_bank"), name="item-bank", icon_name="form", order=len(items))
    )
    return SubmenuMenuItem(
        _("Tests and rubrics"), Menu(items=items), name="library", icon_name="form", order=150
    )
