"""What stands beside a field to help fill it in."""

from html.parser import HTMLParser

from django import forms
from django.template.loader import render_to_string
from django.utils.safestring import mark_safe


class PasswordForm(forms.Form):
    password = forms.CharField(help_text=mark_safe("<ul><li>Ten characters</li></ul>"))


class Parents(HTMLParser):
    """Where lists stand: the element around each `<ul>`."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.around: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "ul":
            self.around.append(self.open[-1])
        if tag != "input":
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        self.open.pop()


def test_a_list_in_a_hint_does_not_stand_in_a_paragraph():
    """A paragraph ends where a list begins: its id would be left on nothing."""
    drawn = render_to_string("components/field.html", {"field": PasswordForm()["password"]})
    parents = Parents()
    parents.feed(drawn)
    assert parents.around == ["div"]
    assert '<div class="hint" id="id_password_helptext"><ul>' in drawn
    assert 'aria-describedby="id_password_helptext"' in drawn
