import pytest

from pages.models import Post
from tests.factories import make_post
from unions.models.versions import StaleVersion

pytestmark = pytest.mark.django_db


def test_each_save_makes_the_next_version():
    post = make_post()

    post.save()

    assert (post.version, Post.objects.get().version) == (2, 2)


def test_the_second_of_two_savers_is_refused_and_nothing_is_lost():
    first = make_post(title_tr="Eski")
    second = Post.objects.get(pk=first.pk)
    first.title_tr = "Birincinin yazdığı"
    first.save()

    second.title_tr = "İkincinin yazdığı"
    with pytest.raises(StaleVersion):
        second.save()

    assert Post.objects.get().title_tr == "Birincinin yazdığı"


def test_every_version_is_in_the_history():
    post = make_post(title_tr="Bir")
    post.title_tr = "İki"
    post.save()

    assert [row.title_tr for row in post.history.order_by("history_id")] == ["Bir", "İki"]
