from pages.models import Post
from tests.factories import make_post
from unions.publishing import preview
from unions.publishing.lookup import public_row


def test_a_previewed_row_is_found_as_if_it_were_public(union):
    draft = make_post(status="draft")

    with preview.of(draft):
        assert public_row(Post.objects.all(), slug_tr=draft.slug_tr) == draft
    assert preview.previewed(Post.objects.all(), slug_tr=draft.slug_tr) is None


def test_no_other_row_is_found_by_a_preview(union):
    draft, other = make_post(status="draft"), make_post(status="draft")

    with preview.of(draft):
        assert preview.previewed(Post.objects.all(), slug_tr=other.slug_tr) is None


def test_a_preview_inside_a_preview_gives_way_to_the_outer_one(union):
    outer, inner = make_post(status="draft"), make_post(status="draft")

    with preview.of(outer):
        with preview.of(inner):
            assert preview.previewed(Post.objects.all()) == inner
        assert preview.previewed(Post.objects.all()) == outer
