import os
import shutil

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import override_settings

from trakyakent_site.server import static_bundle


@pytest.fixture
def folder(tmp_path):
    components = tmp_path / "static" / "css" / "components"
    components.mkdir(parents=True)
    (components.parent / "tokens.css").write_text("@layer tokens, base; /* a\nremark */\n")
    (components.parent / "base.css").write_text("body { margin: 0 }\n")
    (components / "menu.css").write_text('.menu { background: url("../../img/mark.svg") }\n')
    (components / "alert.css").write_text(".alert { color: red }\n")
    (components.parent / "print.css").write_text("@media print {}\n")
    return components.parent


@pytest.fixture
def finder(folder, tmp_path):
    with override_settings(BASE_DIR=tmp_path, DATA_DIR=tmp_path / "data"):
        yield static_bundle.BundleFinder()


def test_bundle_holds_every_file_in_its_order(folder):
    text = static_bundle.bundled(folder)

    assert text.startswith("@layer tokens,base;")
    places = [text.index(part) for part in ["@layer", "body", ".alert", ".menu", "@media print"]]
    assert places == sorted(places)


def test_bundle_leaves_out_space_but_none_that_counts(folder):
    style = """.a > :not(.b) .c,\n.d { margin: calc(1px + 2px) 0;\n  content: ",  ; " / '{ }';\n}\n
        @media (min-width: 60em) { .e :hover { top: 0 } }"""
    (folder / "base.css").write_text(style)

    made = static_bundle.bundled(folder)

    assert """.a>:not(.b) .c,.d{margin:calc(1px + 2px) 0;content:",  ; " / '{ }'}""" in made
    assert "@media (min-width:60em){.e :hover{top:0}}" in made


def test_bundle_leaves_remarks_out(folder):
    assert "remark" not in static_bundle.bundled(folder)


def test_addresses_are_turned_to_the_place_of_the_bundle(folder):
    assert 'url("../img/mark.svg")' in static_bundle.bundled(folder)


@pytest.mark.parametrize("address", ["#clip", "/static/img/mark.svg", "data:image/png;base64,AA=="])
def test_other_addresses_stay_as_they_are(folder, address):
    (folder / "base.css").write_text(f"a {{ mask: url({address}) }}\n")

    assert f"url({address})" in static_bundle.bundled(folder)


def test_bundle_is_made_anew_when_a_source_changes(finder, folder):
    before = finder.current().read_text()
    made_at = finder.current().stat().st_mtime_ns
    assert finder.current().stat().st_mtime_ns == made_at

    source = folder / "components" / "alert.css"
    time_before = source.stat().st_mtime_ns
    source.write_text(".alert { color: black }\n")
    # However coarse the clock of the file system is.
    os.utime(source, ns=(time_before, time_before + 1))

    assert "color:black" not in before
    assert "color:black" in finder.current().read_text()


def test_bundle_forgets_a_removed_source(finder, folder):
    finder.current()

    (folder / "components" / "alert.css").unlink()

    assert ".alert" not in finder.current().read_text()


def test_bundle_is_found_and_listed_under_one_name(finder):
    assert finder.find("css/site.css").endswith("css/site.css")
    assert finder.find("css/other.css") == []
    assert [path for path, _storage in finder.list([])] == ["css/site.css"]


def test_the_site_finds_its_style_sheet():
    assert finders.find("css/site.css")


def test_every_address_in_the_static_files_leads_to_a_file(tmp_path):
    manifest = {"BACKEND": "whitenoise.storage.CompressedManifestStaticFilesStorage"}
    with override_settings(STATIC_ROOT=tmp_path, STORAGES={**settings.STORAGES, "staticfiles": manifest}):
        call_command("collectstatic", interactive=False, verbosity=0)

    assert list((tmp_path / "css").glob("site.*.css.br"))
    shutil.rmtree(tmp_path)


def test_style_sheet_keeps_its_budget():
    assert len(static_bundle.bundled(settings.BASE_DIR / "static" / "css").encode()) <= 40_000
