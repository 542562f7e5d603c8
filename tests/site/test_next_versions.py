"""Every kind of entry that readers see has a next version: stored, compared, previewed and published alike."""

import pytest

from tests.site.test_rights import TITLES, page_of, stored
from tests.tables import table
from unions.admin.kit.next_version_forms import NUMBER
from unions.models import NextVersion

pytestmark = [pytest.mark.django_db, pytest.mark.above_database]


@table("name", TITLES)
def test_the_next_version_of_every_kind_waits_beside_what_readers_see_and_replaces_it(asker, world, name):
    row = world.own[name]
    before, form = stored(row), asker.form_of(row, "manager")
    assert "status" in form.filled()
    assert '<select name="status"' not in asker.ask("manager", "GET", page_of(row, "change")).text

    answer = asker.ask(
        "manager", "POST", page_of(row, "change"), form.filled(staff_note="Deneme", _draft="1"), keep=True
    )

    assert (answer.status, answer.failure) == (302, "")
    assert (stored(row).staff_note, stored(row).version) == (before.staff_note, before.version)
    draft = NextVersion.objects.of_row(row).get()
    compared = asker.ask("manager", "GET", page_of(row, "next"), keep=True)
    assert (compared.status, compared.failure) == (200, "")
    assert "Deneme" in compared.text
    assert 'name="_publish_stored"' in compared.text
    shown = asker.ask("manager", "GET", f"{page_of(row, 'next')}en/", keep=True)
    assert (shown.status, shown.failure) == (200, "")
    assert stored(row).version == before.version

    asker.ask("manager", "POST", page_of(row, "change"), {"_publish_stored": "1", NUMBER: str(draft.number)}, keep=True)

    assert (stored(row).staff_note, stored(row).status) == ("Deneme", "published")
    assert stored(row).version == before.version + 1
    assert not NextVersion.objects.exists()


@table("name", TITLES)
def test_an_editor_prepares_a_next_version_of_every_kind_and_publishes_none(asker, world, name):
    row = world.own[name]
    page = asker.ask("editor", "GET", f"{page_of(row, 'change')}?_next=1", keep=True)
    data = asker.form_of(row, "manager").filled(staff_note="Deneme")

    assert 'name="_draft"' in page.text
    assert 'name="_publish"' not in page.text
    assert asker.ask("editor", "POST", page_of(row, "change"), {**data, "_publish": "1"}, keep=True).status == 403
    answer = asker.ask("editor", "POST", page_of(row, "change"), {**data, "_review": "1"}, keep=True)

    assert (answer.status, answer.failure) == (302, "")
    assert stored(row).staff_note != "Deneme"
    assert NextVersion.objects.of_row(row).exists()
