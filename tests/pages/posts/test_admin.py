from django.urls import reverse

from tests.factories import make_post
from tests.staff_client import superuser_client


def test_list_is_narrowed_to_announcements(union):
    make_post(title_tr="Bir haber")
    make_post(title_tr="Bir duyuru", kind="announcement")

    response = superuser_client(union).get(reverse("admin:pages_post_changelist"), kind="announcement")

    assert [post.title_tr for post in response.context["cl"].result_list] == ["Bir duyuru"]
