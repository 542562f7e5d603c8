"""The static copy holds what readers get, is made anew when something changed, and is never half."""

import os
import zipfile

import pytest
from django.core.management import CommandError, call_command

from tests.factories import make_document, make_post
from trakyakent_site.mirror import copying
from unions.models import UnionHost


@pytest.fixture
def mirror(union, settings, tmp_path, connections_kept):
    settings.DATA_DIR = settings.STATIC_ROOT = tmp_path
    settings.STATIC_ROOT = tmp_path / "static"
    (settings.STATIC_ROOT / "css").mkdir(parents=True)
    (settings.STATIC_ROOT / "css" / "site.css").write_text("a{}")
    return tmp_path / "mirror"


@pytest.mark.slow
def test_every_page_is_copied_and_follows_what_is_changed(mirror, union, capsys):
    post, document = make_post(title_tr="Köprü açıldı"), make_document()
    UnionHost.objects.create(union=union, host="www.ornek.localhost")
    host = f"{union.code}.localhost"

    [copy] = copying.refresh()

    assert copy.failed == []
    assert copy.written == copy.pages + copy.files
    page = mirror / host / post.get_absolute_url().strip("/") / "index.html"
    assert "Köprü açıldı" in page.read_text()
    for name in ["index.html", "tr/index.html", "en/index.html", "robots.txt", "sitemap.xml", "404.html"]:
        assert (mirror / host / name).is_file(), name
    assert (mirror / host / "static/css/site.css").read_text() == "a{}"
    assert (mirror / host / document.file.url.strip("/")).read_bytes() == document.file.read()
    # A form is opened for one reader, and nothing would take it.
    assert not (mirror / host / "tr/dilekce").exists()
    assert os.path.samefile(mirror / "www.ornek.localhost", mirror / host)
    assert page.stat().st_mode & 0o077 == 0
    assert copying.refresh() == [], "nothing has changed"

    post.title_tr = "Köprü kapandı"
    post.save()
    with pytest.raises(CommandError, match=post.get_absolute_url()):
        call_command("mirror", "--drift", "500")
    unchanged = (mirror / host / document.file.url.strip("/")).stat().st_ino
    call_command("mirror", "--zip", str(mirror / "all.zip"))

    assert "Köprü kapandı" in page.read_text()
    again = copying.read_state()[host]
    assert 0 < again.written < (again.pages + again.files) / 2
    assert (mirror / host / document.file.url.strip("/")).stat().st_ino == unchanged
    assert len(list((mirror / ".copies").iterdir())) == 1
    assert f"{host}/tr/index.html" in zipfile.ZipFile(mirror / "all.zip").namelist()
    call_command("mirror", "--drift", "20")
    assert "0 of" in capsys.readouterr().out

    UnionHost.objects.all().delete()
    copying.refresh()

    assert [path.name for path in mirror.iterdir() if path.is_symlink()] == []
    assert list((mirror / ".copies").iterdir()) == []
