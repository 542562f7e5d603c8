"""Which objects a list holds: public ones, and those that were public once."""

import pytest

from members.membership.models import Membership
from members.municipalities.models import Municipality
from members.people.models import OfficeHolder
from tests.factories import (
    make_decision,
    make_meeting,
    make_office_holder,
    make_organ,
    make_paper,
    make_person,
    make_union,
    pdf_upload,
)
from tests.members.standards.oparl.reading import SCHEMA, Mirror, get, has_followed
from tests.tables import table
from unions.models import AgendaItem, CourtRuling, Decision, Meeting, Organ, Term
from unions.tenancy import scope
from unions.text.partial_dates import PartialDate

pytestmark = pytest.mark.django_db


def test_a_withdrawn_meeting_is_deleted_softly_and_listed_only_to_who_asks_what_changed(client, union):
    address = get(client, "/oparl/tr/meeting/")["data"][0]["id"]
    with scope.of(union):
        meeting = Meeting.objects.get()
        meeting.status = "withdrawn"
        meeting.save()

    remains = get(client, address)

    assert remains["deleted"] is True
    assert set(remains) == {"id", "type", "created", "modified", "deleted"}
    assert get(client, "/oparl/tr/meeting/")["data"] == []
    changed = get(client, "/oparl/tr/meeting/", modified_since="2020-01-01T00:00:00+03:00")
    assert [each["id"] for each in changed["data"]] == [address]


def test_a_deleted_decision_is_still_known_as_deleted(client, union):
    with scope.of(union):
        decision = make_decision(number=99)
    address = next(each["id"] for each in get(client, "/oparl/tr/paper/")["data"] if each["reference"].endswith("/99"))
    with scope.of(union):
        decision.delete()

    assert get(client, address)["deleted"] is True


def test_a_draft_is_unknown(client, union):
    with scope.of(union):
        draft = make_meeting(organ=Meeting.objects.get().organ, title_tr="Taslak", status="draft")

    response = client.get(f"/oparl/tr/meeting/{draft.pk}/", headers={"host": "birlik.localhost"})

    assert response.status_code == 404
    assert response.json()["type"] == SCHEMA + "Error"
    assert "Taslak" not in str(get(client, "/oparl/tr/meeting/", modified_since="2020-01-01T00:00:00+03:00"))


def test_another_union_is_not_in_the_answers(client, union):
    other = make_union(host="komsu.localhost")
    with scope.of(other):
        make_meeting(title_tr="Komşunun toplantısı")

    assert "Komşunun" not in str(get(client, "/oparl/tr/meeting/"))


@pytest.mark.parametrize("count", [1, 30])
def test_a_list_takes_as_many_queries_for_many_meetings_as_for_one(client, union, count, django_assert_max_num_queries):
    with scope.of(union):
        organ = Meeting.objects.get().organ
        for number in range(count):
            make_meeting(organ=organ, title_tr=f"Toplantı {number}", agenda=["Bir", "İki"])

    with django_assert_max_num_queries(14):
        get(client, "/oparl/tr/meeting/")


# Each change is one save of one row, so that nothing else can tell of what it changes elsewhere: what is done, and the
# objects that then read otherwise, by their addresses without numbers.


def set_in(row, **values):
    for name, value in values.items():
        setattr(row, name, value)
    row.save()


def item():
    return AgendaItem.objects.get(decisions__isnull=False)


def seat():
    """The seat in the assembly on which the office of the same person stands."""
    return OfficeHolder.objects.get(organ__kind=Organ.Kind.ASSEMBLY)


def titled(title):
    return Decision.objects.get(title_tr=title)


def ended():
    return PartialDate(2026, 1, 5)


CHANGES = {
    "a meeting is withdrawn": (
        lambda: set_in(item().meeting, status="withdrawn"),
        {"agenda-item/", "consultation/", "file/agendapaper-file-", "paper/decision-"},
    ),
    "an agenda item moves behind another": (lambda: set_in(item(), number=9), {"agenda-item/", "meeting/"}),
    "an agenda item moves to another meeting": (
        lambda: set_in(item(), meeting=Meeting.objects.get(title_tr="Sonraki")),
        {"meeting/", "consultation/", "paper/decision-"},
    ),
    "an agenda item moves to a meeting that is a draft": (
        lambda: set_in(item(), meeting=Meeting.objects.get(title_tr="Taslak")),
        {"meeting/", "consultation/", "paper/decision-", "file/agendapaper-file-"},
    ),
    "a paper of an agenda item gets another file": (
        lambda: set_in(item().papers.get(), file=pdf_upload("baska.pdf")),
        {"agenda-item/", "meeting/", "file/agendapaper-file-"},
    ),
    "a seat turns out to be somebody else's": (
        lambda: set_in(seat(), person=make_person(name="Başka Biri")),
        {"meeting/", "person/"},
    ),
    "a seat moves to another organ": (
        lambda: set_in(seat(), organ=Organ.objects.get(kind=Organ.Kind.COMMITTEE)),
        {"organization/organ-", "person/"},
    ),
    "a seat ends": (lambda: set_in(seat(), end_date=ended()), {"person/"}),
    "a term ends": (lambda: set_in(Term.objects.get(), end_date=ended()), {"membership/", "person/"}),
    "a membership ends": (lambda: set_in(Membership.objects.get(), end_date=ended()), {"membership/", "person/"}),
    "a municipality is dissolved": (
        lambda: set_in(Municipality.objects.get(), closed_on=ended()),
        {"membership/", "person/"},
    ),
    "a court stays a decision": (lambda: ruled("İlk"), {"paper/decision-", "paper/paper-"}),
    "a later decision is withdrawn": (
        lambda: set_in(titled("Son"), status="withdrawn"),
        {"paper/decision-", "paper/paper-"},
    ),
    "a court stays the later decision": (lambda: ruled("Son"), {"paper/decision-", "paper/paper-"}),
}


def ruled(title):
    decision = titled(title)
    CourtRuling.objects.create(decision=decision, kind="stay", court="Edirne İdare Mahkemesi", ruled_on=decision.date)


@pytest.fixture
def linked_union(rich_union):
    """With everything that an object may rest on by more than one step."""
    with scope.of(rich_union):
        holder = OfficeHolder.objects.get()
        set_in(holder, term=Term.objects.get())
        make_office_holder(organ=make_organ(kind="executive"), person=holder.person, start_date="2024-05-03")
        make_organ(kind="committee", title_tr="Plan Komisyonu")
        make_meeting(organ=holder.organ, title_tr="Sonraki", agenda=["Açılış"])
        make_meeting(organ=holder.organ, title_tr="Taslak", status="draft")
        first = make_decision(organ=holder.organ, title_tr="İlk")
        make_paper(kind="work_programme", decision=first)
        repealed = make_decision(organ=holder.organ, title_tr="Kaldırılan")
        make_paper(kind="final_accounts", decision=repealed)
        make_decision(organ=holder.organ, title_tr="Son", amends=repealed, amendment="repeals")
    return rich_union


@table("change", CHANGES)
def test_one_change_is_followed_wherever_it_is_seen(client, linked_union, clock, change):
    before = Mirror(client).read_all().objects
    moment = clock.tick()
    make, places = CHANGES[change]
    with scope.of(linked_union):
        make()

    moved = has_followed(client, before, moment)

    assert places <= {key.partition("/oparl/tr/")[2].strip("0123456789/") for key in moved} | {
        f"{key.split('/')[5]}/" for key in moved if key.count("/") > 5
    }


def test_whether_a_decision_is_in_force_is_told_anew_when_its_organ_changes(client, union, clock):
    """Which law it stands under depends on the kind of its organ, and that of the organ whose decision amends it."""
    with scope.of(union):
        board = make_organ(kind="committee")
        amended, own = Decision.objects.get(), make_decision(organ=board)
        make_decision(organ=board, amends=amended, amendment="amends")
        papers = [make_paper(kind="work_programme", decision=own), make_paper(kind="final_accounts", decision=amended)]
        moment = clock.tick()
        set_in(board, title_tr="Başka")

    told = get(client, "/oparl/tr/paper/", modified_since=moment.isoformat())["data"]

    keys = {each["id"].rstrip("/").rpartition("/")[2] for each in told}
    assert {f"decision-{own.pk}", f"decision-{amended.pk}", *(f"paper-{paper.pk}" for paper in papers)} <= keys
