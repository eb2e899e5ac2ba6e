"""What the platform writes, nobody else on the machine reads (issue 7, line 20)."""

import os
import stat
import subprocess
import sys

import pytest
from django.conf import settings

from lms.core.private_files import keep_private
from lms.settings import base

# A database, a mail, an upload, a file that only our pages hand out, a picture kept, static files.
WRITE = """
import django, os; django.setup()
from django.conf import settings
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.core.mail import send_mail
from django.core.management import call_command
from django.db import connection
with connection.cursor() as cursor:
    cursor.execute("CREATE TABLE one (id integer)")
send_mail("a", "b", "a@b.mx", ["b@c.mx"])
storages["default"].save("original_images/a.png", ContentFile(b"a"))
storages["private"].save("certificates/a.pdf", ContentFile(b"a"))
caches["pictures"].set("a", 1)
print(oct(os.umask(0)))
"""


@pytest.mark.slow("starts a process that writes all kinds of data")
def test_data_files_are_for_their_own_user_alone(tmp_path):
    var = tmp_path / "data" / "var"
    others = {name: one for name, one in os.environ.items() if not name.startswith("ACUERDO_")}
    environment = {**others, "ACUERDO_VAR": str(var), "DJANGO_SETTINGS_MODULE": "lms.settings.demo"}
    before = os.umask(0o022)  # what a shell has
    try:
        done = subprocess.run(
            [sys.executable, "-c", WRITE],
            cwd=settings.BASE_DIR,
            env=environment,
            capture_output=True,
            text=True,
        )
    finally:
        os.umask(before)
    assert done.stdout.strip() == "0o77", done.stderr
    found = {path.relative_to(var): stat.S_IMODE(path.stat().st_mode) for path in var.rglob("*")}
    assert {str(path).split("/")[0] for path in found} == {
        "acuerdo.sqlite3", "cache", "mail", "media", "private", "secret_key",
    }  # fmt: skip
    assert {str(path): oct(mode) for path, mode in found.items() if mode & 0o077} == {}
    assert stat.S_IMODE(var.stat().st_mode) == 0o700


def test_an_older_folder_is_closed_too(tmp_path):
    tmp_path.chmod(0o755)
    before = os.umask(0o022)
    try:
        keep_private(tmp_path)
    finally:
        os.umask(before)
    assert stat.S_IMODE(tmp_path.stat().st_mode) == 0o700


def test_static_files_stay_readable_for_the_web_server(tmp_path):
    from django.core.files.base import ContentFile

    from lms.core.static_files import HashedStaticFiles

    before = os.umask(0o077)
    try:
        storage = HashedStaticFiles(
            location=tmp_path / "static", base_url="/static/", **base.STORAGES["staticfiles"]["OPTIONS"]
        )
        storage.save("css/a.css", ContentFile(b"a{color:red}" * 200))
        list(storage.post_process({"css/a.css": (storage, "css/a.css")}))
    finally:
        os.umask(before)
    found = list((tmp_path / "static").rglob("*"))
    assert any(path.suffix == ".gz" for path in found)
    assert [str(path) for path in found if not path.stat().st_mode & stat.S_IROTH] == []
