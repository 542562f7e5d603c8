"""A link for colleagues without an account: pinned or following, until it ends, and found by nobody."""

import pytest
from django.test import Client
from django.urls import reverse

from tests import factories as make
from tests.staff_client import address, staff_client
from unions.models import SharedPreview
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


def press(client, row, button, **changes):
    path = address("change", row)
    return client.post(path, {**client.form(path), button: "1", **changes})


def seen(union_client, link, language="tr"):
    with scope.request():
        path = reverse("admin:shared_preview", args=[link.token, language])
        return Client(HTTP_HOST=union_client.host).get(path)


@pytest.mark.parametrize("status", ["draft", "published"])
def test_a_colleague_sees_this_version_or_the_latest_one(union, ayse, theirs, status):
    post = make.make_post(union=union, status=status, title_tr="Birinci", title_en="First")
    press(ayse, post, "_draft", title_tr="İkinci")
    share = address("share", post)
    ayse.post(share, {"shows": "this", "days": "1"})
    ayse.post(share, {"shows": "latest", "days": "30"})
    following, pinned = SharedPreview.objects.all()
    press(ayse, post, "_draft", title_tr="Üçüncü")

    page = seen(ayse, pinned)
    assert page.status_code == 200
    assert "İkinci" in page.text
    assert "Üçüncü" not in page.text
    assert "Üçüncü" in seen(ayse, following).text
    assert '<html lang="en"' in seen(ayse, following, "en").text
    assert "no-store" in page["Cache-Control"]
    assert page["Referrer-Policy"] == "no-referrer"
    assert "noindex" in page["X-Robots-Tag"]
    assert not page.cookies
    assert address("change", post) not in page.text
    assert type(post).all_unions.get().title_tr == ("Üçüncü" if status == "draft" else "Birinci")

    listed = ayse.get(share).text
    assert pinned.token in listed
    assert "Ayşe Yıldız" in listed
    assert seen(staff_client(theirs), pinned).status_code == 404
