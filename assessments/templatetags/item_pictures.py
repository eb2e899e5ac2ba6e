"""Pictures of questions in pages."""

from typing import Any

from django import template
from django.urls import reverse

from assessments.selectors.item_pictures import picture_key

register = template.Library()


@register.simple_tag(takes_context=True)
def picture_url(context: Any, digest: str) -> str:
    """The address of a picture for whom the page is drawn; "" where it is drawn for nobody."""
    user = context["request"].user if "request" in context else context.get("user")
    if user is None or not user.is_authenticated:
        return ""
    return reverse("item_picture", args=[digest, picture_key(user, digest)])
