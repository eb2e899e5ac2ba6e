"""What every control of a form tells whoever does not see it."""

from typing import Any

from django.forms import BoundField, Widget
from django.forms.renderers import DjangoTemplates


class Field(BoundField):
    """A field whose controls are not said to be wrong before anybody wrote in them.

    Browsers expose an empty control with `required` as invalid; `aria-required` says the same without
    that, and the server finds what is missing. A group of radios or checkboxes has one mark: the words
    tied to its fieldset.
    """

    def build_widget_attrs(self, attrs: dict[str, Any], widget: Widget | None = None) -> dict[str, Any]:
        built = super().build_widget_attrs(attrs, widget)
        needed = built.pop("required", False)
        if self.use_fieldset:
            built.pop("aria-invalid", None)
        elif needed:
            built["aria-required"] = "true"
        return built

    @property
    def first_control(self) -> str:
        """The id of the control to which a summary of errors leads."""
        if self.use_fieldset:
            return next((one.id_for_label for one in self.subwidgets if one.id_for_label), self.auto_id)
        return self.id_for_label or self.auto_id


class Renderer(DjangoTemplates):
    """Django's own templates, our fields."""

    bound_field_class = Field
