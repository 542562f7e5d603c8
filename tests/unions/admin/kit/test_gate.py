import pytest

from pages.models import Post
from tests import factories as make
from tests.staff_client import address, staff_client
from tests.tables import table
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


CLEAN = {"title_tr": "Başlık", "title_en": "Title", "body_tr": "<p>a</p>", "body_en": "<p>a</p>"}


SKIPPED = "<h3>Ara</h3>"


@pytest.fixture
def bound(union):
    with scope.of(union):
        yield union


def published(client, post, **texts):
    """What comes back when a post is published with these texts."""
    return client.save(address("change", post), status="published", **texts)


@table(
    "texts, at",
    [
        ({"body_tr": SKIPPED}, "body_tr"),
        ({"title_en": "Title 5", "title_tr": "Başlık 4"}, "title_en"),
        ({"body_en": '<p><a href="/tr/taslak/">x</a></p>'}, "body_en"),
    ],
)
def test_a_warning_is_told_at_its_field_and_goes_out_with_a_reason_that_is_kept(bound, texts, at):
    make.make_page(title_tr="Taslak", status="draft")
    post = make.make_post(status="draft", **CLEAN)
    client = staff_client(bound)

    refused = published(client, post, **texts)
    form = refused.context["adminform"].form
    assert (refused.status_code, at in form.errors, Post.objects.get().status) == (200, True, "draft")
    assert 'name="gate_reason"' in refused.text
    accepted = published(client, post, **texts, gate_reason="Kaynakta böyle")

    assert accepted.status_code == 302
    post.refresh_from_db()
    assert (post.status, post.history.first().history_change_reason) == ("published", "Kaynakta böyle")
    # Whoever mends a comma later is not asked again.
    assert client.save(address("change", post), summary_tr="Özet").status_code == 302
