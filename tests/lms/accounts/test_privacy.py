"""The notice, consent, what people may take with them, and being forgotten."""

import json

import pytest
from django.apps import apps
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.utils import translation

from lms.accounts import notices
from lms.accounts.models import Consent, User
from lms.accounts.registries import personal_data
from lms.accounts.roles import Role
from lms.accounts.services.privacy import erase_person, export_person, give_consent, withdraw_consent
from lms.core.models import AuditEvent
from tests.lms.accounts.codes import give_app
from tests.lms.factories import make_center, make_person

pytestmark = pytest.mark.django_db


def keys_to_people():
    """Every model with its own column that points at a person, in the whole project."""
    person = get_user_model()
    return {
        model._meta.label
        for model in apps.get_models()
        for field in model._meta.local_fields
        if field.is_relation and field.related_model is person and not field.remote_field.parent_link
    }


def test_every_key_to_a_person_is_registered_for_export_and_erasure():
    assert keys_to_people() - set(personal_data) == set()


def test_what_is_registered_exists_and_exports_json():
    user = make_person(Role.TRAINER)
    for label in personal_data:
        apps.get_model(label)
    json.dumps(export_person(user=user))


@pytest.fixture
def _asked(settings):
    settings.PRIVACY_CONSENT_REQUIRED = True


@pytest.mark.usefixtures("_asked")
def test_people_are_asked_once_and_come_back_to_where_they_were(client):
    user = make_person()
    client.force_login(user)
    response = client.get("/es-mx/me/?tab=2")
    assert response.url == "/es-mx/privacy/consent/?next=%2Fes-mx%2Fme%2F%3Ftab%3D2"
    page = client.get(response.url)
    assert "Aviso de privacidad" in page.content.decode()
    assert client.post("/es-mx/privacy/consent/", {"next": "/es-mx/me/?tab=2"}).url == "/es-mx/me/?tab=2"
    assert client.get("/es-mx/me/").status_code == 200
    consent = Consent.objects.get(user=user)
    assert consent.notice_version == notices.current_version()
    assert consent.notice_hash == notices.current_notice("es-mx").digest
    assert AuditEvent.objects.filter(action="accounts.give_consent", actor=user).count() == 1


@pytest.mark.usefixtures("_asked")
def test_what_people_send_is_not_lost_to_the_question(client):
    user = make_person(first_name="Ana")
    client.force_login(user)
    data = {"first_name": "Ana María", "last_name": "Ruiz", "language": "es-mx", "sex": "", "birth_year": ""}
    assert client.post("/es-mx/me/", data).url == "/es-mx/me/"
    user.refresh_from_db()
    assert user.first_name == "Ana María"


@pytest.mark.usefixtures("_asked")
def test_the_way_back_stays_on_this_site(client):
    client.force_login(make_person())
    response = client.post("/es-mx/privacy/consent/", {"next": "https://evil.example/"})
    assert response.url == "/es-mx/"


@pytest.mark.usefixtures("_asked")
@pytest.mark.parametrize("page", ["privacy/", "help/", "accessibility/", "account/logout/", "me/data/", "v/"])
def test_some_pages_need_no_consent(client, page):
    client.force_login(make_person())
    assert client.get(f"/es-mx/{page}").status_code == 200


@pytest.mark.usefixtures("_asked")
def test_withdrawing_asks_again(client):
    user = make_person()
    give_consent(user=user, language="es-mx")
    client.force_login(user)
    assert client.get("/es-mx/me/").status_code == 200
    client.post("/es-mx/privacy/consent/withdraw/")
    assert client.get("/es-mx/me/").status_code == 302
    assert Consent.objects.get(user=user).withdrawn_at is not None


def test_consenting_twice_is_consenting_once():
    user = make_person()
    assert give_consent(user=user, language="es-mx") == give_consent(user=user, language="en")
    withdraw_consent(user=user)
    give_consent(user=user, language="en")
    assert Consent.objects.filter(user=user).count() == 2


def test_a_new_version_asks_again(monkeypatch):
    from lms.accounts.selectors import privacy

    user = make_person()
    give_consent(user=user, language="es-mx")
    assert privacy.has_consented(user)
    monkeypatch.setattr(privacy, "current_version", lambda: "2099-01")
    assert not privacy.has_consented(user)


def test_the_notice_names_the_operators_particulars_and_hides_no_gap(settings):
    settings.PRIVACY_CONTROLLER = "Centro <b>X</b>"
    notice = notices.current_notice("es-mx")
    assert "Centro <b>X</b>" in notice.text
    assert "<b>" not in notice.html
    with translation.override("es-mx"):
        assert "por completar por el organismo responsable" in notices.current_notice().text
    assert "{{" not in notice.text
    assert "cumple" not in notice.text.lower()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("es-mx", ("única persona que ha contestado", "respaldos", "registro de cambios", "delatarle")),
        ("en", ("the only person who has answered", "backups", "log of changes", "give you away")),
    ],
)
def test_the_notice_says_what_an_anonymous_form_cannot_promise(language, words):
    text = notices.current_notice(language).text
    assert [word for word in words if word not in text] == []


def test_both_languages_of_the_notice_have_the_same_sections():
    spanish, english = (notices.current_notice(code).text for code in ("es-mx", "en"))
    assert spanish.count("\n## ") == english.count("\n## ") == 10
    assert spanish.count("\n- ") == english.count("\n- ")


def test_my_data_holds_what_is_kept_and_the_download_is_recorded(client):
    user = make_person(curp="HEGG560427MVZRRL04", center=make_center(name="Centro de Veracruz"))
    client.force_login(user)
    assert client.get("/es-mx/me/data/").status_code == 200
    assert AuditEvent.objects.filter(action="accounts.export_person").count() == 0
    response = client.post("/es-mx/me/data/download/")
    data = json.loads(response.content)
    assert data["accounts.User"][0]["curp"] == "HEGG560427MVZRRL04"
    assert data["accounts.User"][0]["center__name"] == "Centro de Veracruz"
    assert "attachment" in response["Content-Disposition"]
    assert AuditEvent.objects.filter(action="accounts.export_person", actor=user).count() == 1


def test_the_download_holds_nobody_elses_data(client):
    other = make_person(first_name="Canario", email="canary@example.mx")
    user = make_person()
    for person in (other, user):
        give_consent(user=person, language="es-mx")
    client.force_login(user)
    text = client.post("/es-mx/me/data/download/").content.decode()
    assert "canary" not in text
    assert "Canario" not in text


def test_an_erased_person_is_nowhere_in_the_database():
    canary = make_person(
        Role.TRAINER,
        email="canary-mail@example.mx",
        first_name="Canariota",
        last_name="Canarioto",
        curp="HEGG560427MVZRRL04",
        birth_year=1956,
    )
    give_app(canary)
    give_consent(user=canary, language="es-mx")
    counts = erase_person(actor=None, user=canary)
    assert counts["accounts.User"] == 1
    left = []
    for model in apps.get_models():
        for row in model._base_manager.values():
            text = str(row)
            left += [
                (model._meta.label, word)
                for word in ("canary-mail", "Canariota", "Canarioto", "HEGG560427")
                if word in text
            ]
    assert left == []
    kept = User.objects.get(pk=canary.pk)
    assert not kept.is_active
    assert not kept.has_usable_password()
    assert AuditEvent.objects.filter(action="accounts.erase_person", target_uuid=canary.uuid).count() == 1


def test_erasing_again_finds_no_rows_to_delete():
    user = make_person()
    erase_person(actor=None, user=user)
    again = erase_person(actor=None, user=user)
    assert {label for label, count in again.items() if count} == {"accounts.User"}


def test_the_commands(capsys):
    user = make_person(email="ana@example.mx", first_name="Ana")
    call_command("export_person", "ANA@example.mx")
    assert json.loads(capsys.readouterr().out)["accounts.User"][0]["first_name"] == "Ana"
    call_command("erase_person", "ana@example.mx")
    user.refresh_from_db()
    assert user.first_name == "Ana"
    call_command("erase_person", "ana@example.mx", "--yes")
    user.refresh_from_db()
    assert user.first_name == "—"
    with pytest.raises(CommandError):
        call_command("export_person", "ana@example.mx")
