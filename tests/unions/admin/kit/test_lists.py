"""Lists of the admin: their order, their numbers, and what they cost."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext

from members.people.models import Person
from pages.models import Event, Page
from tests import factories as make
from tests.publications import filled
from tests.staff_client import address, staff_client, superuser_client
from unions.admin.kit.lists import Dates

pytestmark = pytest.mark.django_db


@pytest.mark.slow
@pytest.mark.parametrize("model", list(admin.site._registry), ids=lambda model: model._meta.label)
def test_a_list_costs_the_same_with_few_and_many_rows(union, model, django_assert_num_queries):
    administrator = superuser_client(union)
    costs = []
    for _round in range(2):
        for _row in range(3):
            make_one(model, union)
        administrator.get(address("changelist", model=model))
        with CaptureQueriesContext(connection) as queries:
            assert administrator.get(address("changelist", model=model)).status_code == 200
        costs.append(len(queries))

    assert costs[0] == costs[1]


# Of these there can be one only, or few that are alike; the others are made as they are.
MAKERS = {
    "union": lambda union, number: make.make_union(),
    "unionname": lambda union, number: make.make_union_name(union=union, end_date=1900 + number % 100),
    "headquarters": lambda union, number: make.make_headquarters(union=union, end_date=str(1900 + number % 100)),
    "organ": lambda union, number: make.make_organ(union=union, kind="committee", title_tr=f"Komisyon {number}"),
    "term": lambda union, number: make.make_term(union=union, start_date=f"{1000 + number % 8000}"),
    "paper": lambda union, number: make.make_paper(union=union, year=1900 + number % 300),
    "staffrole": lambda union, number: make.make_staff(union, "editor"),
    "user": lambda union, number: make.make_user(),
    "province": lambda union, number: make.make_province(),
    "municipality": lambda union, number: make.make_municipality(),
    "pathredirect": lambda union, number: make.make_redirect(union=union),
    "legalbasis": lambda union, number: make.make_legal_basis(union=union),
    "historyevent": lambda union, number: make.make_history_event(union=union),
    "contactpoint": lambda union, number: make.make_contact_point(union=union),
    "organpower": lambda union, number: make.make_organ_power(union=union),
    "agendaitem": lambda union, number: make.make_agenda_item(union=union),
    "agendapaper": lambda union, number: make.make_agenda_paper(union=union),
    "elections": lambda union, number: make.make_elections(
        union=union, held_on=date(2000, 1, 1) + timedelta(days=number)
    ),
    "importrun": lambda union, number: make.make_import_run(union=union),
    "rememberedanswer": lambda union, number: make.make_remembered_answer(union=union),
    "populationfigure": lambda union, number: make.make_population_figure(union=union),
    "rollcallvote": lambda union, number: make.make_roll_call_vote(union=union),
    "accessibilitycontact": lambda union, number: make.make_accessibility_contact(union=make.make_union()),
    "securitycontact": lambda union, number: make.make_security_contact(union=make.make_union()),
    "accessibilityreview": lambda union, number: make.make_accessibility_review(union=union),
    "accessibilityfinding": lambda union, number: make.make_accessibility_finding(union=union),
    "dutyrecord": lambda union, number: make.make_duty_record(union=make.make_union()),
    "emblem": lambda union, number: make.make_emblem(union=make.make_union()),
    "budgetfigures": lambda union, number: make.make_budget_figures(
        paper=make.make_paper(union=union, kind="budget", year=1900 + number % 300)
    ),
    "subject": lambda union, number: make.make_subject(union=union, title_tr=f"Konu {number}"),
    "checkround": lambda union, number: make.make_check_round(union=union),
    "listingcheck": lambda union, number: make.make_listing_check(union=union),
    "requestlogentry": lambda union, number: make.make_request_log_entry(union=union),
    "outgoingmail": lambda union, number: make.make_outgoing_mail(union=union),
    "statute": lambda union, number: make.make_statute(union=make.make_union()),
    "officeholder": lambda union, number: make.make_office_holder(
        union=union,
        municipality=make.make_municipality(),
        person=make.make_person(union=union, name=f"Kişi {number}"),
    ),
    "menuitem": lambda union, number: make.make_menu_item(
        union=union, page=make.make_page(union=union, title_tr=f"Sayfa {number}")
    ),
    "post": lambda union, number: make.make_post(union=union, title_tr=f"Haber {number}"),
    "page": lambda union, number: make.make_page(union=union, title_tr=f"Sayfa {number}"),
}


def make_one(model, union):
    """Another row of the model; of some there can be only one or few."""
    maker = MAKERS.get(model._meta.model_name)
    if maker:
        return maker(union, make.number())
    factory = getattr(make, f"make_{model._meta.model_name}", None)
    return factory(union=union) if factory else filled(model, union=union)


def test_names_stand_in_turkish_order(union, manager):
    for name in ["Zeynep", "Çınar", "Cem", "İnci", "Ilgın"]:
        make.make_person(union=union, name=name)

    listed = manager.get(address("changelist", model=Person)).context["cl"].result_list

    assert [person.name for person in listed] == ["Cem", "Çınar", "Ilgın", "İnci", "Zeynep"]


def test_pages_are_listed_as_a_tree(union, manager):
    first = make.make_page(union=union, title_tr="Bir", position=1)
    make.make_page(union=union, title_tr="İki", position=2)
    make.make_page(parent=first, title_tr="Birin altı", position=9)

    listed = manager.get(address("changelist", model=Page)).context["cl"].result_list

    assert [(page.title, page.tree_depth) for page in listed] == [("Bir", 0), ("Birin altı", 1), ("İki", 0)]


def test_what_is_counted_stays_singular_in_turkish(union):
    for title in ["Bir", "İki"]:
        make.make_event(union=union, title_tr=title)
    path = address("changelist", model=Event)

    assert "2 etkinlik\n" in staff_client(union, language="tr").get(path).text
    assert "2 events\n" in staff_client(union, language="en").get(path).text


@pytest.mark.parametrize("period", ["year", "month", "day"])
def test_periods_of_moments_are_those_that_the_database_finds(union, period):
    # Around midnight and the turn of the year by local time, in a year with summer time, and with a gap.
    moments = [
        datetime(2010, 7, 31, 20, 59, tzinfo=UTC),
        datetime(2010, 7, 31, 21, 0, tzinfo=UTC),
        datetime(2012, 12, 31, 21, 59, tzinfo=UTC),
        datetime(2012, 12, 31, 22, 1, tzinfo=UTC),
        datetime(2013, 2, 1, 9, 0, tzinfo=UTC),
    ]
    for moment in moments:
        make.make_event(union=union, starts_at=moment)
    rows = Event.objects.all()

    with CaptureQueriesContext(connection) as queries:
        found = Dates(rows).datetimes("starts_at", period)

    assert found == list(rows.datetimes("starts_at", period))
    assert len(queries) == 3
    assert Dates(rows.none()).datetimes("starts_at", period) == []
