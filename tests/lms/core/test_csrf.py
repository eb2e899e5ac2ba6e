"""A fresh token for a page that lay open."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.lms.factories import make_person

pytestmark = pytest.mark.django_db


def test_a_signed_in_person_gets_a_token_that_works():
    client = Client(enforce_csrf_checks=True)
    person = make_person()
    client.force_login(person)
    url = reverse("csrf")
    reply = client.get(url, headers={"accept": "application/json"})
    token = reply.json()["csrf"]
    assert reply.json()["user"] == str(person.uuid)
    assert reply.headers["Cache-Control"] == "private, no-store"
    other = reverse("consent_withdraw")
    assert client.post(other, headers={"x-csrftoken": "x" * 64}).status_code == 403
    assert client.post(other, headers={"x-csrftoken": token}).status_code == 302


def test_it_is_only_read():
    client = Client()
    client.force_login(make_person())
    assert client.post(reverse("csrf")).status_code == 405


def test_whoever_is_signed_out_is_sent_to_signing_in():
    reply = Client().get(reverse("csrf"))
    assert reply.status_code == 302
    assert "/login/" in reply.url
