import pytest

from tests import factories as make
from tests.staff_client import address, staff_client
from unions.admin.kit.next_versions import next_url

pytestmark = pytest.mark.django_db


def public_post(union, **values):
    return make.make_post(union=union, **{"title_tr": "Yayımda", "title_en": "Public", **values})


def press(client, row, button, /, form=None, **changes):
    """Open the form of a row, or take the one given, change fields and press a button."""
    path = address("change", row)
    return client.post(path, {**(form or client.form(path)), button: "1", **changes})


def test_another_union_knows_nothing_of_it(union, theirs, ayse):
    post = public_post(union)
    press(ayse, post, "_draft", title_tr="Gizli")
    stranger = staff_client(theirs)

    paths = [next_url(post), f"{next_url(post)}sil/", f"{next_url(post)}tr/"]
    assert [stranger.get(path).status_code for path in paths] == [404, 404, 404]
