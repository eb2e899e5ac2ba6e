"""Static files as production serves them, and how much a script may weigh."""

import gzip
import re
import shutil

from django.conf import settings
from django.contrib.staticfiles.storage import FileSystemStorage

from lms.core.static_files import HashedStaticFiles

SCRIPTS = settings.BASE_DIR / "static" / "js"


def test_scripts_import_each_other_by_hashed_names(tmp_path):
    shutil.copytree(SCRIPTS, tmp_path / "js")
    storage = HashedStaticFiles(location=tmp_path, base_url="/static/")
    source = FileSystemStorage(location=tmp_path)
    names = [f"js/{file.relative_to(SCRIPTS).as_posix()}" for file in SCRIPTS.rglob("*.js")]
    for _name, _hashed, processed in storage.post_process({name: (source, name) for name in names}):
        assert not isinstance(processed, Exception), processed
    imports = {
        name: re.findall(
            r'from "([^"]+)"', (tmp_path / storage.stored_name(name)).read_text(encoding="utf-8")
        )
        for name in names
    }
    assert len(imports["js/assessments-test.js"]) == 4
    for found in imports.values():
        for target in found:
            assert re.fullmatch(r"\./(vendor/)?[\w-]+\.[0-9a-f]{12}\.js", target), target
            assert (tmp_path / "js" / target).exists()


def test_the_script_that_saves_is_light():
    assert len(gzip.compress((SCRIPTS / "autosave.js").read_bytes(), mtime=0)) <= 6 * 1024
