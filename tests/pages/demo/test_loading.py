"""The demonstration: full, marked, repeatable, and removable without a trace."""

import re
from collections import Counter
from io import StringIO
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core import serializers
from django.core.management import CommandError, call_command
from django.db import transaction
from django.db.models import Q
from django.utils import timezone
from pypdf import PdfReader

from members.directory.models import Listing
from members.meetings import sitting
from members.meetings.models import Attendance
from members.membership.models import Membership
from members.people.models import OfficeHolder, Person
from pages.demo import names, stored
from pages.models import Document, Event, Gallery, MenuItem, Page, Photo, Post
from pages.tenders.models import Tender, TenderFile
from pages.vacancies.models import Vacancy, VacancyFile
from unions.models import (
    AgendaItem,
    AgendaPaper,
    ContactPoint,
    Decision,
    Headquarters,
    Meeting,
    Organ,
    Paper,
    PathRedirect,
    Statute,
    Term,
    Union,
    UnionOwned,
)
from unions.publishing.addresses import Addressed
from unions.tenancy import scope

pytestmark = pytest.mark.slow

UNIONS = ["trakyakent", "konya"]
MEMBERS = {"trakyakent": 41, "konya": 39}
# What the state of the two unions' files says of people in office; none of them may be in the demonstration.
OFFICE_HOLDERS = {
    *["Adem Dalgıç", "Kadir Albayrak", "Candan Yüceer", "Behçet Atlı", "Sinan Çetiz"],
    *["Tahir Akyürek", "Mehmet Yakıcı"],
}


def owned_models():
    return [model for model in apps.get_models() if issubclass(model, UnionOwned)]


def run(command: str) -> str:
    output = StringIO()
    call_command(command, stdout=output)
    return output.getvalue()


def dump() -> dict[str, str]:
    """Every row of every union that is no demonstration, as text; what counts changes is left out."""
    with scope.everything():
        rows = [row for model in owned_models() for row in model.all_unions.filter(is_demo=False)]
        return {
            f"{row._meta.label} {row.pk}": serializers.serialize("json", [row]) for row in [*rows, *Union.objects.all()]
        }


def dump_of_facts() -> dict[str, str]:
    changing = r', "(version|updated_at|has_demo)": [^,}]+'
    return {row: re.sub(changing, "", text) for row, text in dump().items()}


def demonstration() -> dict[str, int]:
    """How many rows of each model, and of each model's history, belong to the demonstration."""
    counts = {}
    for model in owned_models():
        counts[model.__name__] = model.all_unions.filter(is_demo=True).count()
        if hasattr(model, "history"):
            counts[f"{model.__name__} history"] = model.history.filter(is_demo=True).count()
    return {name: count for name, count in counts.items() if count}


def files() -> set[Path]:
    return {path for path in Path(settings.MEDIA_ROOT).rglob("*") if path.is_file()}


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The demonstration of both unions, loaded once for this module; gives what stood there before."""
    with django_db_blocker.unblock(), transaction.atomic():
        run("loadfacts")
        before = {"facts": dump_of_facts(), "files": files()}
        before["output"] = run("loaddemo")
        yield before
        transaction.set_rollback(True)
    for path in files() - before["files"]:
        path.unlink()


@pytest.fixture
def demo(loaded, db):
    """The demonstration, given back to each test as it was loaded."""
    return loaded


@pytest.fixture(params=UNIONS)
def union(request, demo):
    union = Union.objects.get(code=request.param)
    with scope.of(union):
        yield union


def test_every_kind_of_page_is_full(union):
    assert union.has_demo
    assert Post.objects.news().published().count() == 30
    assert Post.objects.announcements().published().count() == 10
    assert Event.objects.published().count() == 12
    assert Event.objects.published().upcoming().count() == 3
    assert Document.objects.published().count() == 10
    assert Gallery.objects.published().count() == 3
    assert {tender.current_state for tender in Tender.objects.published()} == {"open", "concluded"}
    assert {vacancy.current_state for vacancy in Vacancy.objects.published()} == {"open", "closed"}
    assert [TenderFile.objects.count(), VacancyFile.objects.count()] == [3, 2]
    assert Photo.objects.count() == 18
    assert Page.objects.filter(is_demo=True).published().count() == 6
    assert Term.objects.count() == 2
    assert Organ.objects.count() == 5


def test_every_document_of_the_demonstration_opens_and_says_that_it_is_invented(union):
    files = [document.file for document in Document.objects.filter(is_demo=True)]
    files += [paper.file for paper in [*Paper.objects.filter(is_demo=True), *AgendaPaper.objects.all()]]
    files += [meeting.minutes for meeting in Meeting.objects.exclude(minutes="")]

    for file in files:
        with file.open() as content:
            assert "Örnek belge" in PdfReader(content, strict=True).pages[0].extract_text(), file.name
    names_of_papers = [Path(paper.file.name).name for paper in Paper.objects.filter(is_demo=True, kind="budget")]
    assert all(str(paper.year) in paper.file.name for paper in Paper.objects.filter(is_demo=True))
    assert len(set(names_of_papers)) == len(names_of_papers)


def test_members_are_as_many_as_the_union_states(union):
    members = Membership.objects.current()

    assert members.count() == MEMBERS[union.code] == union.stated_member_count
    assert set(members.values_list("municipality", flat=True)) == set(
        Listing.objects.values_list("municipality", flat=True)
    )
    # One that left for good, and one that came back.
    assert Membership.objects.past().count() == 2


def test_memberships_that_are_facts_stay_facts(union):
    facts = Membership.objects.filter(is_demo=False)

    assert facts.count() == {"trakyakent": 20, "konya": 1}[union.code]
    assert not facts.exclude(start_date=None).exists()


def test_numbers_and_addresses_are_nobodys(union):
    for listing in Listing.objects.all():
        assert re.fullmatch(r"\+90 \d{3} 000 00 \d\d", listing.phone)
        assert listing.email.endswith(".ornek.test")
    for point in ContactPoint.objects.all():
        point.full_clean()
        assert ".ornek.test" in point.value or re.fullmatch(r"\+90 \d{3} 000 00 \d\d", point.value)


def test_posts_are_in_both_languages_or_honestly_in_turkish_only(union):
    turkish_only = Post.objects.filter(title_en=None)

    assert turkish_only.count() == 10
    assert not turkish_only.exclude(summary_en=None, body_en=None).exists()
    assert not Post.objects.exclude(title_en=None).filter(body_en=None).exists()


def test_titles_differ(union):
    for model in [Post, Event, Document, Gallery]:
        titles = list(model.objects.values_list("title_tr", flat=True))

        assert len(set(titles)) == len(titles)
        assert not [title for title in titles if "{" in title or not title[0].isupper() and title[0] != "“"]


def test_pictures_are_described_in_both_languages(union):
    for photo in Photo.objects.all():
        assert photo.picture_alt_tr
        assert photo.picture_alt_en
    for post in Post.objects.exclude(picture=""):
        assert post.picture_alt_tr
        assert post.picture_alt_en or not post.title_en


def test_meetings_are_of_every_kind(union):
    states = set(Meeting.objects.values_list("state", flat=True))
    inquorate = Meeting.objects.get(state=Meeting.State.INQUORATE)

    assert states == {"held", "planned", "inquorate", "cancelled"}
    assert Meeting.objects.filter(state="held", starts_at=inquorate.second_call_at).exists()
    assert Meeting.objects.filter(kind=Meeting.Kind.EXTRAORDINARY, state="held").exists()
    assert Meeting.objects.published().upcoming().count() == 1
    assert not AgendaItem.objects.exclude(meeting__in=Meeting.objects.all()).exists()


def test_decisions_show_every_way_a_decision_can_go(union):
    decisions = Decision.objects.published()
    sent_back = decisions.get(sent_back_on__isnull=False)

    assert sent_back.sent_back_on < sent_back.upheld_on == sent_back.final_on < sent_back.sent_to_governor_on
    later = {decision.amendment: decision for decision in decisions.exclude(amends=None)}
    assert set(later) == {"amends", "repeals"}
    assert all(decision.amends.date < decision.date for decision in later.values())
    assert not decisions.filter(Q(subject=None) | Q(legal_ground_tr="") | Q(legal_ground_en="")).exists()
    assert decisions.filter(is_secret=True, is_unanimous=False).exists()
    assert decisions.filter(is_unanimous=True, votes_against=0).exists()
    for year in {decision.year for decision in decisions}:
        numbers = sorted(decisions.filter(year=year).values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))


def test_everyone_who_sat_that_day_is_on_the_list_of_a_meeting(union):
    for meeting in Meeting.objects.filter(state__in=["held", "inquorate"]):
        presence = sitting.presence_at(meeting)

        assert meeting.attendances.count() == presence.full_number
        assert presence.is_quorate == (meeting.state == "held")
    assert not Attendance.objects.filter(meeting__state__in=["planned", "cancelled"]).exists()
    assert Attendance.objects.filter(state="represented").exclude(represented_by="").exists()


def test_the_second_sitting_names_the_one_without_a_quorum(union):
    second = Meeting.objects.get(sitting_of__isnull=False)

    assert second.sitting_of.state == "inquorate"
    assert second.starts_at == second.sitting_of.second_call_at


def test_one_vote_was_taken_by_name_and_adds_up(union):
    [decision] = Decision.objects.filter(roll_call__isnull=False).distinct()

    counts = Counter(decision.roll_call.values_list("option", flat=True))

    assert counts["for"] == decision.votes_for
    assert counts["against"] == (decision.votes_against or 0)
    assert counts["abstaining"] == (decision.votes_abstaining or 0)
    present = set(decision.agenda_item.meeting.attendances.counted().values_list("seat", flat=True))
    assert set(decision.roll_call.values_list("seat", flat=True)) <= present


def test_no_meeting_and_no_decision_breaks_a_rule(union):
    for row in [*Meeting.objects.all(), *Decision.objects.select_related("agenda_item__meeting", "organ")]:
        assert [found.text for found in row.findings()] == []


def test_a_member_left_and_came_back(union):
    left = Membership.objects.filter(is_demo=True).exclude(end_date=None).values("municipality")

    assert Membership.objects.current().filter(municipality__in=left).exists()


def test_the_next_meeting_has_papers_and_the_statute_its_numbers(union):
    coming = Meeting.objects.published().upcoming().get()

    assert AgendaPaper.objects.filter(agenda_item__meeting=coming).exclude(file="").exists()
    assert Statute.objects.get().is_demo
    assert Statute.objects.get().elected_seats


def test_one_paper_of_five_years_is_missing(union):
    this_year = timezone.localdate().year
    years = range(this_year - 4, this_year + 1)

    budgets = set(Paper.objects.filter(kind=Paper.Kind.BUDGET).values_list("year", flat=True))

    assert set(years) - budgets == {this_year - 2}
    for kind in [Paper.Kind.WORK_PROGRAMME, Paper.Kind.TARIFF]:
        assert set(Paper.objects.filter(kind=kind).values_list("year", flat=True)) == set(years)


def test_organs_are_filled(union):
    current = OfficeHolder.objects.current()

    assert current.filter(role=OfficeHolder.Role.PRESIDENT).count() == 1
    assert current.filter(organ__kind=Organ.Kind.EXECUTIVE, role=OfficeHolder.Role.CHAIR).count() == 1
    assert current.filter(organ__kind=Organ.Kind.EXECUTIVE, role=OfficeHolder.Role.MEMBER).count() == 6
    assert current.filter(organ__kind=Organ.Kind.COMMITTEE).count() == 5
    assert current.filter(role=OfficeHolder.Role.SECRETARY).count() == 1
    assembly = current.filter(organ__kind=Organ.Kind.ASSEMBLY)
    assert assembly.filter(seat=OfficeHolder.Seat.EX_OFFICIO).count() == MEMBERS[union.code]
    for seat in [OfficeHolder.Seat.ELECTED, OfficeHolder.Seat.SUBSTITUTE]:
        assert assembly.filter(seat=seat).count() >= MEMBERS[union.code] - 1
    assert OfficeHolder.objects.filter(end_reason=OfficeHolder.EndReason.RESIGNATION, organ__kind="assembly").exists()


def test_president_sits_in_the_assembly_and_chairs_the_executive_committee(union):
    president = OfficeHolder.objects.current().get(role=OfficeHolder.Role.PRESIDENT).person

    seats = OfficeHolder.objects.current().filter(person=president)

    assert {seat.organ.kind for seat in seats} == {"president", "executive", "assembly"}


def test_people_are_invented(demo):
    people = set(Person.all_unions.values_list("name", flat=True))

    assert len(people) == Person.all_unions.count()
    assert not people & OFFICE_HOLDERS
    assert not {name.split()[1] for name in OFFICE_HOLDERS} & set(names.FAMILY)


def test_rows_of_every_model_are_valid(union):
    for model in owned_models():
        for row in model.objects.filter(is_demo=True).order_by("?")[:4]:
            row.full_clean()


def test_konya_gets_headquarters_and_trakyakent_keeps_its_own(demo):
    assert [seat.union.code for seat in Headquarters.all_unions.filter(is_demo=True)] == ["konya"]
    assert ContactPoint.all_unions.filter(union__code="trakyakent", headquarters__is_demo=False, kind="phone").exists()


def test_every_row_is_marked_and_no_fact_is(demo):
    for model in owned_models():
        assert not model.all_unions.filter(is_demo=True).exclude(source_key__startswith="demo:").exists()
        assert not model.all_unions.filter(is_demo=False, source_key__startswith="demo:").exists()
    assert dump_of_facts() == demo["facts"]


def test_nothing_of_it_is_in_the_history_or_forwards(demo):
    assert not [name for name in demonstration() if name.endswith("history")]
    assert not PathRedirect.all_unions.exists()


def test_progress_is_told(demo):
    for code in UNIONS:
        assert re.search(rf"{code}: [1-9]\d+ ", demo["output"])


def test_second_run_adds_nothing_and_keeps_every_address(demo):
    rows = demonstration()
    addresses = {
        (model, row.pk): row.addresses()
        for model in owned_models()
        if issubclass(model, Addressed)
        for row in model.all_unions.all()
    }
    stored = files()

    run("loaddemo")

    assert demonstration() == rows
    assert all(model.all_unions.get(pk=pk).addresses() == known for (model, pk), known in addresses.items())
    assert files() == stored
    assert not PathRedirect.all_unions.exists()


def test_second_run_brings_back_what_was_deleted_and_keeps_what_was_changed(demo):
    deleted, changed = Post.all_unions.filter(union__code="konya", picture="")[:2]
    address = deleted.address("tr")
    changed.title_tr = "Personelin başlığı"
    changed.save()
    deleted.delete()

    run("loaddemo")

    changed.refresh_from_db()
    assert changed.title_tr == "Personelin başlığı"
    assert address in {post.address("tr") for post in Post.all_unions.filter(union__code="konya")}
    assert not PathRedirect.all_unions.filter(old_path=address).exists()


def test_clearing_leaves_the_facts_as_they_were(demo, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        run("cleardemo")

    assert demonstration() == {}
    assert dump_of_facts() == demo["facts"]
    assert not Union.objects.filter(has_demo=True).exists()
    assert not PathRedirect.all_unions.exists()


def test_clearing_raises_the_generation(demo):
    union = Union.objects.get(code="konya")
    before = union.generation.number

    run("cleardemo")

    union.generation.refresh_from_db()
    assert union.generation.number > before


def test_clearing_removes_what_staff_did_to_the_demonstration(demo):
    union = Union.objects.get(code="trakyakent")
    renamed, twice, deleted = Post.all_unions.filter(union=union)[:3]
    for post, slugs in [(renamed, ["yeni"]), (twice, ["bir", "iki"])]:
        for slug in slugs:
            post.slug_tr = slug
            post.save()
    twice.delete()
    deleted.delete()
    page = Page.all_unions.get(union=union, source_key="demo:page-services")
    page.slug_tr = "hizmetlerimiz"
    page.save()
    assert PathRedirect.all_unions.count() > 4

    run("cleardemo")

    assert demonstration() == {}
    assert not PathRedirect.all_unions.exists()
    assert not PathRedirect.history.exists()
    assert dump_of_facts() == demo["facts"]


def test_clearing_keeps_the_forwarding_addresses_of_own_pages(demo):
    union = Union.objects.get(code="konya")
    own = Page.objects.create(union=union, title_tr="Kendi sayfamız", status="published")
    own.slug_tr = "yeni-yer"
    own.save()

    run("cleardemo")

    assert [redirect.new_path for redirect in PathRedirect.all_unions.all()] == ["/tr/yeni-yer/"]


def test_clearing_refuses_to_take_the_ground_from_under_own_rows(demo):
    gallery = Gallery.all_unions.filter(union__code="konya").first()
    own = Photo(union=gallery.union, gallery=gallery, caption_tr="Kendi fotoğrafımız")
    own.picture.save("resim.webp", picture_upload(), save=False)
    own.save()
    before = Post.all_unions.filter(union__code="konya", is_demo=True).count()

    with pytest.raises(CommandError, match="Kendi fotoğrafımız"):
        run("cleardemo")

    assert Post.all_unions.filter(union__code="konya", is_demo=True).count() == before
    assert Photo.all_unions.filter(pk=own.pk).exists()


def test_menu_entries_of_the_demonstration_lead_to_its_pages(demo):
    for item in MenuItem.all_unions.filter(is_demo=True):
        assert item.page.is_demo
        assert item.get_absolute_url()


def picture_upload():
    return stored.picture("fields-noon")
