"""The next version of what readers see: stored incomplete, compared, published or discarded, and nothing gets lost."""

import pytest

from tests.staff_client import address, read_form, staff_client
from tests.unions.admin.kit.drafts import press, public_post, stored
from unions.admin.kit.next_version_forms import NUMBER
from unions.admin.kit.next_versions import next_url
from unions.models import Generation, NextVersion

pytestmark = pytest.mark.django_db


def test_a_draft_waits_beside_what_readers_see_and_becomes_one_version(union, ayse):
    post = public_post(union)
    number, versions = Generation.objects.get(union=union).number, post.history.count()

    answer = press(ayse, post, "_draft", title_tr="Sonraki", title_en="")

    assert answer.status_code == 302
    assert (stored(post).title_tr, stored(post).version, post.history.count()) == ("Yayımda", 1, versions)
    assert Generation.objects.get(union=union).number == number
    assert "Sonraki" not in ayse.get(post.get_absolute_url()).text
    page = ayse.get(address("change", post))
    assert "Okurlar henüz görmüyor" in page.text
    assert (read_form(page)["title_tr"], page.context["errors"]) == ("Sonraki", [])
    assert read_form(ayse.get(address("change", post), _live="1"))["title_tr"] == "Yayımda"

    compared = ayse.get(next_url(post))
    [change, *_others] = compared.context["changes"]
    assert (change.before, change.after) == ("Yayımda", "Sonraki")
    shown = ayse.get(f"{next_url(post)}tr/")
    assert "Sonraki" in shown.text
    assert (stored(post).title_tr, post.history.count()) == ("Yayımda", versions)

    press(ayse, post, "_publish")

    assert (stored(post).title_tr, stored(post).title_en or "") == ("Sonraki", "")
    assert post.history.count() == versions + 1
    assert not NextVersion.objects.exists()
    assert "Sonraki" in ayse.get(stored(post).get_absolute_url()).text


def test_a_draft_may_be_incomplete_and_what_is_published_may_not(union, ayse):
    post = public_post(union)

    assert press(ayse, post, "_draft", title_tr="", publish_at_0="yarın").status_code == 302
    assert ayse.get(next_url(post)).context["mistakes"]
    assert ayse.get(f"{next_url(post)}tr/").status_code == 200
    refused = press(ayse, post, "_publish")

    assert refused.status_code == 200
    assert "title_tr" in refused.context["adminform"].form.errors
    assert stored(post).title_tr == "Yayımda"
    assert NextVersion.objects.count() == 1


def test_two_people_lose_nothing_whoever_publishes_first(union, ayse, veli):
    post = public_post(union, summary_tr="Özet")
    of_ayse, of_veli = (client.form(address("change", post)) for client in (ayse, veli))
    press(ayse, post, "_draft", form=of_ayse, title_tr="Ayşe'nin başlığı")
    # Veli has not seen the draft and publishes directly: it stays, and says what differs.
    assert press(veli, post, "_publish", form=of_veli, summary_tr="Veli'nin özeti").status_code == 302

    page = ayse.get(address("change", post))
    assert page.status_code == 409
    form = read_form(page)
    assert (form["title_tr"], form["summary_tr"]) == ("Ayşe'nin başlığı", "Veli'nin özeti")
    press(ayse, post, "_publish", form=form)
    assert (stored(post).title_tr, stored(post).summary_tr) == ("Ayşe'nin başlığı", "Veli'nin özeti")

    # The other order: the draft first.
    of_veli = veli.form(address("change", post))
    press(ayse, post, "_draft", title_tr="İkinci")
    press(ayse, post, "_publish")
    late = press(veli, post, "_publish", form=of_veli, title_tr="Geç kalan")
    assert late.status_code == 409
    assert stored(post).title_tr == "İkinci"


def test_discarding_leaves_what_readers_see_and_can_be_taken_up_again(union, ayse):
    post = public_post(union)
    press(ayse, post, "_draft", title_tr="Vazgeçilen")
    path = f"{next_url(post)}sil/"

    assert "Vazgeçilen" in ayse.get(path).text
    ayse.post(path, {NUMBER: "7"})
    assert NextVersion.objects.exists()
    ayse.post(path, {NUMBER: "1"})

    assert not NextVersion.objects.exists()
    assert stored(post).title_tr == "Yayımda"
    [work] = ayse.get(address("change", post)).context["unsaved"]["others"]
    assert ayse.form(address("change", post), _work=work.token)["title_tr"] == "Vazgeçilen"


def test_an_editor_prepares_the_next_version_and_publishes_nothing(union):
    post = public_post(union)
    editor = staff_client(union, "editor")
    path = address("change", post)
    assert 'name="title_tr"' not in editor.get(path).text

    form = editor.form(path, _next="1")
    assert press(editor, post, "_publish", form=form, title_tr="Sızan").status_code == 403
    assert press(editor, post, "_save", form=form, title_tr="Sızan").status_code == 403
    assert press(editor, post, "_draft", form=form, title_tr="Hazırlanan", status="published").status_code == 302

    assert stored(post).title_tr == "Yayımda"
    assert read_form(editor.get(path))["title_tr"] == "Hazırlanan"
    assert staff_client(union, "auditor").get(next_url(post)).context["changes"]
    assert staff_client(union, "auditor").post(f"{next_url(post)}sil/", {NUMBER: "1"}).status_code == 403


def test_withdrawing_keeps_the_draft_and_the_draft_is_not_stale_by_it(union, ayse):
    post = public_post(union)
    press(ayse, post, "_draft", title_tr="")

    press(ayse, post, "_withdraw", withdrawal_reason_tr="Yanlış")

    assert (stored(post).status, stored(post).title_tr) == ("withdrawn", "Yayımda")
    page = ayse.get(address("change", post))
    assert (page.status_code, read_form(page)["title_tr"]) == (200, "")
