"""Forms for files of questions."""

from django import forms
from django.utils.translation import gettext_lazy as _

from assessments import item_files
from lms.core.errors import UserError
from lms.core.forms import TidyForm
from lms.core.uploads import read_upload

FORMAT_NAMES = {
    "gift": "GIFT",
    "moodlexml": "Moodle XML",
    "aiken": "Aiken",
    "csv": "CSV",
    "xlsx": "Excel (XLSX)",
}
LANGUAGE_NAMES = {"es": _("Spanish"), "en": _("English")}


class ItemFileForm(forms.Form):
    """A file to read; valid only if it could be, and then `reading` is what it holds."""

    file = forms.FileField(label=_("File"), help_text=_("GIFT, Moodle XML, Aiken, CSV or Excel, up to 5 MB."))
    format = forms.ChoiceField(
        label=_("Format"),
        required=False,
        choices=[("", _("Recognize it")), *FORMAT_NAMES.items()],
    )
    language = forms.ChoiceField(
        label=_("Language of the questions"),
        help_text=_("Texts that are marked with their language keep it."),
        choices=list(LANGUAGE_NAMES.items()),
        widget=forms.RadioSelect,
        initial="es",
    )
    reading: item_files.Reading

    def clean(self) -> dict:
        data = super().clean() or {}
        upload = data.get("file")
        if upload is None or "language" not in data:
            return data
        try:
            content = read_upload(upload, suffixes=(".gift", ".xml", ".txt", ".csv", ".xlsx"))
            self.reading = item_files.read(
                content,
                filename=upload.name or "",
                format=data.get("format", ""),
                language=data["language"],
            )
        except UserError as error:
            self.add_error("file", str(error))
        return data


class ExportForm(TidyForm, forms.Form):
    """Which format, and of which questions."""

    format = forms.ChoiceField(choices=list(FORMAT_NAMES.items()), label=_("Format"))
    topic = forms.CharField(label=_("Only of this topic"), required=False, max_length=60)
    tag = forms.CharField(label=_("Only with this tag"), required=False, max_length=80)
