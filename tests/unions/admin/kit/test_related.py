import pytest

from tests import factories as make
from unions.admin.kit.related import read_together, related_rows
from unions.admin.kit.wording import name_of
from unions.models import AgendaItem, AgendaPaper

pytestmark = pytest.mark.django_db


@pytest.fixture
def records(union):
    """The histories of five papers, each of a meeting of its own."""
    for number in range(5):
        meeting = make.make_meeting(union=union, title_tr=f"Toplantı {number}", slug_tr=f"toplanti-{number}")
        make.make_agenda_item(meeting=meeting, title_tr=f"Madde {number}")
    return list(AgendaItem.history.order_by("pk"))


def test_what_rows_are_named_after_is_read_for_all_of_them_at_once(records, django_assert_max_num_queries):
    alone = [name_of(record) for record in records]

    with read_together(), django_assert_max_num_queries(3):
        related_rows().expect(records)
        assert [name_of(record) for record in records] == alone


def test_a_row_that_is_gone_is_named_as_before(records):
    AgendaPaper.objects.all().delete()
    AgendaItem.objects.all().delete()
    gone = records[0].meeting
    gone.delete()

    with read_together():
        related_rows().expect(records)
        assert related_rows().row(type(gone), records[0].meeting_id) is None
        assert name_of(records[0])


def test_nothing_is_kept_from_one_page_to_the_next(union):
    organ = make.make_organ(union=union, title_tr="Eski ad", kind="committee")
    with read_together():
        assert related_rows().row(type(organ), organ.pk).title_tr == "Eski ad"
    type(organ).objects.filter(pk=organ.pk).update(title_tr="Yeni ad")

    with read_together():
        assert related_rows().row(type(organ), organ.pk).title_tr == "Yeni ad"
    assert related_rows().row(type(organ), organ.pk).title_tr == "Yeni ad"
