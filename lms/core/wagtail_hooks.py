"""Wagtail's admin in the product's dress."""

from django.http import HttpRequest
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem


@hooks.register("insert_global_admin_css")
def dress() -> SafeString:
    """Colors, mark and our own pages."""
    return format_html('<link rel="stylesheet" href="{}">', static("css/admin.css"))


@hooks.register("insert_editor_js")
def names() -> SafeString:
    """Names for fields that Wagtail leaves without one."""
    return format_html('<script type="module" src="{}"></script>', static("js/admin-names.js"))


@hooks.register("construct_help_menu")
def help_menu(request: HttpRequest, items: list[MenuItem]) -> None:
    """Our help, and the shortcuts of the editor; news of Wagtail would only ask for attention."""
    items[:] = [item for item in items if not item.name.startswith(("whats-new", "editor-guide"))]
    items.insert(0, MenuItem(_("Help of Acuerdo"), reverse("help"), name="help-acuerdo", icon_name="help"))


@hooks.register("register_admin_menu_item")
def way_out() -> MenuItem:
    """Back to the site, where account and help are."""
    return MenuItem(_("My account"), reverse("account"), name="my-account", icon_name="user", order=10900)
