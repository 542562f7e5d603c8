import pytest
from django.http import Http404
from django.utils import translation

from tests.factories import make_meeting, make_organ
from unions.models import Meeting, Organ
from unions.publishing.lookup import Gone, Moved, public_row, public_row_by_slug, row_by_slug


def test_public_row_is_found(union):
    meeting = make_meeting()

    assert public_row(Meeting.objects, pk=meeting.pk) == meeting


def test_draft_is_not_found(union):
    meeting = make_meeting(status="draft")

    with pytest.raises(Http404):
        public_row(Meeting.objects, pk=meeting.pk)


def test_withdrawn_row_is_gone(union):
    meeting = make_meeting(status="withdrawn")

    with pytest.raises(Gone) as gone:
        public_row(Meeting.objects, pk=meeting.pk)

    assert gone.value.row == meeting


def test_slug_is_of_the_active_language(union):
    meeting = make_meeting(title_tr="Mayıs", title_en="May")

    with translation.override("en"):
        assert public_row_by_slug(Meeting.objects, "may") == meeting


def test_slug_of_the_other_language_has_moved(union):
    meeting = make_meeting(title_tr="Mayıs", title_en="May")

    with translation.override("en"), pytest.raises(Moved) as moved:
        public_row_by_slug(Meeting.objects, "mayis")

    assert moved.value.path == meeting.address("en")


def test_own_slug_goes_before_another_row_s_slug_of_the_other_language(union):
    own = make_meeting(title_tr="Başka", title_en="Ortak")
    make_meeting(title_tr="Ortak", title_en="Other")

    with translation.override("en"):
        assert public_row_by_slug(Meeting.objects, "ortak") == own


def test_withdrawn_row_is_gone_under_the_other_language_s_slug_too(union):
    make_meeting(title_tr="Mayıs", title_en="May", status="withdrawn")

    with translation.override("en"), pytest.raises(Gone):
        public_row_by_slug(Meeting.objects, "mayis")


def test_unknown_slug_is_not_found(union):
    make_organ(title_tr="Meclis")

    with pytest.raises(Http404):
        row_by_slug(Organ.objects, "yok")
