import pytest

from tests import factories as make
from tests.staff_client import address

pytestmark = pytest.mark.django_db


def test_the_history_shows_what_people_see_and_formatting_where_only_that_differs(union, manager):
    post = make.make_post(union=union, body_tr="<p>Metin</p>")
    manager.save(address("change", post), body_tr="<p><strong>Metin</strong></p>")

    page = manager.get(address("history", post))

    [change] = page.context["entries"][0].changes
    assert (change.before, change.after) == ("<p>Metin</p>", "<p><strong>Metin</strong></p>")


def test_the_history_shows_who_changed_what(union, ayse):
    post = make.make_post(union=union, title_tr="Eski başlık")
    ayse.save(address("change", post), title_tr="Yeni başlık")

    page = ayse.get(address("history", post)).content.decode()

    assert "Ayşe Yıldız" in page
    assert "<del>Eski</del> başlık" in page
    assert "<ins>Yeni</ins> başlık" in page


def test_the_first_state_of_what_was_written_in_bulk_is_nobodys(union, ayse):
    post = make.make_post(union=union, title_tr="Yüklendiği gibi")
    post.history.all().delete()
    ayse.save(address("change", post), title_tr="Değişti")

    changed, first = ayse.get(address("history", post)).context["entries"]

    assert [change.before for change in changed.changes] == ["Yüklendiği gibi"]
    assert (changed.author, first.author) == ("Ayşe Yıldız", "sistem")
