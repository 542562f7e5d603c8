import json
import os
import stat
import time

from django.core.files.base import ContentFile
from django.test import override_settings

from trakyakent_site.server.static_files import StaticFiles, former_lists


def collect(tmp_path, name, text):
    """One release with one style sheet, collected as `collectstatic` does it."""
    place = tmp_path / "static"
    storage = StaticFiles(location=place)
    storage.save(name, ContentFile(text.encode()))
    list(storage.post_process({name: (storage, name)}))
    return {path.name for path in place.rglob("*") if path.suffix in {".css", ".gz", ".br"}}


def make_old(tmp_path):
    for path in (tmp_path / "static").rglob("*"):
        os.utime(path, (time.time() - 7200,) * 2)


@override_settings(WHITENOISE_KEEP_ONLY_HASHED_FILES=True)
def test_files_of_two_releases_stay_and_older_ones_go(tmp_path):
    first = collect(tmp_path, "a.css", "a { color: red }" * 50)
    make_old(tmp_path)
    both = collect(tmp_path, "a.css", "a { color: blue }" * 50)
    again = collect(tmp_path, "a.css", "a { color: blue }" * 50)
    make_old(tmp_path)
    last = collect(tmp_path, "a.css", "a { color: green }" * 50)

    assert len(first) == 3
    assert first < both
    assert again == both
    assert len(last) == 6
    assert not first & last
    assert len(former_lists(tmp_path / "static")) == 2
    assert set(json.loads(former_lists(tmp_path / "static")[-1].read_text())) < last


@override_settings(WHITENOISE_KEEP_ONLY_HASHED_FILES=True, FILE_UPLOAD_PERMISSIONS=0o640, FILES_FOR_GROUP=True)
def test_the_proxy_may_read_what_is_packed(tmp_path):
    before = os.umask(0o077)
    try:
        collect(tmp_path, "a.css", "a { color: red }" * 50)
    finally:
        os.umask(before)

    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "static").rglob("*.gz")}
    assert modes == {0o640}
