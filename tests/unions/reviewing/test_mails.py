import pytest

from tests import factories as make
from tests.staff_client import address
from tests.unions.admin.kit.reviewed import press, stored
from unions.admin.kit.next_version_forms import NUMBER
from unions.admin.kit.next_versions import next_url
from unions.models import NextVersion, Review

pytestmark = pytest.mark.django_db


def test_a_next_version_goes_to_review_and_replaces_what_readers_see(union, editor, publisher):
    post = make.make_post(union=union, title_tr="Yayımda")

    refused = press(editor, post, "_review", title_tr="")
    assert "title_tr" in refused.context["adminform"].form.errors
    press(editor, post, "_review", title_tr="Düzeltilmiş")

    assert stored(post).title_tr == "Yayımda"
    page = publisher.get(next_url(post))
    assert "<ins>" in page.text
    publisher.post(address("change", post), {"_publish_stored": "1", NUMBER: "1"})
    assert stored(post).title_tr == "Düzeltilmiş"
    assert not NextVersion.objects.exists()
    assert not Review.objects.exists()
