from django.urls import reverse

from tests.desk import superuser_desk
from tests.factories import make_post


def test_list_is_narrowed_to_announcements(union):
    make_post(title_tr="Bir haber")
    make_post(title_tr="Bir duyuru", kind="announcement")

    response = superuser_desk(union).get(reverse("admin:pages_post_changelist"), kind="announcement")

    assert [post.title_tr for post in response.context["cl"].result_list] == ["Bir duyuru"]
