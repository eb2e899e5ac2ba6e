"""What a form that came back says of what was typed."""

import pytest
from django import forms
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils import translation

from lms.core.kept_input import what_stays


class Sample(forms.Form):
    email = forms.EmailField()
    password = forms.CharField(widget=forms.PasswordInput, required=False)
    file = forms.FileField(required=False)
    language = forms.ChoiceField(choices=[("es", "es"), ("en", "en")], initial="es")


def said(files=None, **data):
    with translation.override("en"):
        return what_stays(Sample({"language": "es", **data}, files))


def test_an_empty_form_is_not_told_that_nothing_was_lost():
    assert said() == ""


def test_what_is_still_there_is_said_to_be():
    assert said(email="itzel") == "Nothing you typed was lost."
    assert said(language="en") == "Nothing you typed was lost."


def test_a_password_or_a_file_that_went_is_not_said_to_be_kept():
    file = {"file": SimpleUploadedFile("list.csv", b"a")}
    assert said(email="itzel", password="x") == "Type the password again; the rest is still here."
    assert said(password="x") == "Type the password again."
    assert said(file, email="itzel") == "Choose the file again; the rest is still here."
    assert said(file) == "Choose the file again."


@pytest.mark.django_db
def test_a_failed_sign_in_asks_for_the_password_again_and_an_empty_one_promises_nothing(client):
    url = reverse("account_login")
    failed = client.post(url, {"login": "itzel@example.mx", "password": "not this one"}).content.decode()
    assert "Escriba la contraseña de nuevo; lo demás sigue aquí." in failed
    empty = client.post(url, {"login": "", "password": ""}).content.decode()
    assert "Hay 2 cosas que revisar." in empty
    for html in (failed, empty):
        assert "No se perdió" not in html
