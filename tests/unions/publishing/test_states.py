from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from pages.models import Post
from tests.factories import make_post
from tests.tables import table

pytestmark = pytest.mark.django_db
HOUR = timedelta(hours=1)


@table(
    ("status", "starts_in", "ends_in", "is_seen"),
    [
        ("published", None, None, True),
        ("draft", None, None, False),
        ("withdrawn", None, None, False),
        ("published", HOUR, None, False),
        ("published", -HOUR, None, True),
        ("published", None, -HOUR, False),
        ("published", -HOUR, HOUR, True),
        ("draft", -HOUR, HOUR, False),
    ],
)
def test_a_row_is_public_when_published_and_within_its_hours(status, starts_in, ends_in, is_seen):
    now = timezone.now()
    post = make_post(status=status, publish_at=starts_in and now + starts_in, expire_at=ends_in and now + ends_in)

    assert post.is_public is is_seen
    assert (post.visibility == "published") is is_seen
    assert Post.objects.published().exists() is is_seen


def test_what_has_ended_counts_as_withdrawn():
    ended = make_post(expire_at=timezone.now() - HOUR)
    make_post()

    assert list(Post.objects.withdrawn()) == [ended]


def test_a_row_that_would_end_before_it_begins_is_refused_at_the_field():
    post = make_post()
    post.publish_at = timezone.now()
    post.expire_at = post.publish_at - HOUR

    with pytest.raises(ValidationError) as refusal:
        post.full_clean()

    assert "expire_at" in refusal.value.message_dict


@table(
    ("status", "starts_in", "ends_in", "visibility"),
    [
        ("draft", -HOUR, HOUR, "draft"),
        ("withdrawn", -HOUR, None, "withdrawn"),
        ("published", HOUR, None, "scheduled"),
        ("published", -2 * HOUR, -HOUR, "ended"),
        ("published", None, None, "published"),
    ],
)
def test_what_readers_see_has_one_word(status, starts_in, ends_in, visibility):
    now = timezone.now()
    post = Post(status=status, publish_at=starts_in and now + starts_in, expire_at=ends_in and now + ends_in)

    assert post.visibility == visibility


def test_what_is_withdrawn_says_why():
    with pytest.raises(ValidationError) as refused:
        Post(status="withdrawn", withdrawal_reason=" ").clean()

    assert list(refused.value.error_dict) == ["withdrawal_reason"]
