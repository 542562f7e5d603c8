"""No page asks the database once a row: with four times of everything it asks as often as with one."""

from datetime import date

import pytest
from django.apps import apps

from tests import factories as make
from tests.site import long_lists, two_unions
from tests.site.addresses import addresses
from tests.site.verdicts import verdict_on
from unions.caching.store import clear_all_stores
from unions.history.things import part_models
from unions.tenancy import scope

pytestmark = pytest.mark.django_db


def more_of_everything(world) -> None:
    """Three more rows of what our union shows, and three more parts of the rows that have pages of their own."""
    own, ours = world.own, world.ours
    with scope.of(ours):
        for number in range(1, 4):
            word, day = f"daha-{number}", date(2020 + number, 3, 1)
            member = make.make_municipality(slug=f"uye-{word}", province=own["municipality"].province)
            person = make.make_person(union=ours, name=f"{word} kişi")
            seat = make.make_office_holder(organ=own["organ"], person=person, municipality=member, term=own["term"])
            rows = two_unions.publishables_of(seat, word, status="published", day=day, number=70 + number)
            make.make_membership(union=ours, municipality=member, acceptance=rows["decision"])
            make.make_listing(union=ours, municipality=member, phone="+90 282 111 11 11")
            make.make_population_figure(union=ours, municipality=own["municipality"], year=2010 + number)
            organ = make.make_organ(union=ours, kind="committee", title_tr=f"{word} komisyon")
            make.make_office_holder(organ=organ, person=own["person"], municipality=own["municipality"])
            item = make.make_agenda_item(meeting=own["meeting"])
            make.make_agenda_paper(agenda_item=item)
            make.make_decision(organ=own["organ"], agenda_item=item, date=own["decision"].date)
            make.make_attendance(meeting=own["meeting"], seat=seat)
            make.make_roll_call_vote(decision=own["decision"], seat=seat)
            make.make_photo(gallery=own["gallery"])
            make.make_page(union=ours, parent=own["page"])
            make.make_menu_item(union=ours, page=rows["page"])
            make.make_menu_item(union=ours, parent=own["menu_item"])
            make.make_contact_point(headquarters=own["headquarters"])
            make.make_duty(union=ours)
            make.make_duty(union=ours, kind="aim")
            make.make_history_event(union=ours)
            make.make_organ_power(organ=own["organ"])
            make.make_subject(union=ours, title_tr=f"{word} konu")
            make.make_redirect(union=ours, old_path=f"/tr/{word}-eski/")
            make.make_import_run(union=ours)
            make.make_remembered_answer(union=ours)
            make.make_outgoing_mail(union=ours)


# Pages that ask once more for a kind of row that they show now and did not before; the matrix bounds what that makes.
FEW_KINDS = {
    # The latest changes are read by their kinds, ten at most.
    "admin:index",
    # Members without an address to ask at are read where there are any.
    "admin:members_checkround_run",
    # Whoever searches first brings the index in step, kind by kind of the rows that changed; the search asks the index.
    "search_completion",
}

# Pages of the administration that show one row and nothing that belongs to it.
OF_ONE_ROW = ("_add", "_change", "_delete", "_history", "_record", "_version", "_compare", "_preview")


def shows_many_rows(address) -> bool:
    """Whether more rows could make the page ask more often; of the administration the rest shows one row."""
    if not address.is_admin or not address.name.endswith(OF_ONE_ROW):
        return True
    label, _underscore, page = address.name.rpartition("_")
    things = {"_".join(model._meta.label_lower.split(".")) for model in apps.get_models() if part_models(model)}
    # Django names one by one what a deletion takes along.
    return label in things and page != "delete"


def costs(asker, world) -> dict[str, int]:
    """How many statements each address costs for whoever may read the most there."""
    found = {}
    for address in addresses():
        if not shows_many_rows(address) or address.key in FEW_KINDS:
            continue
        verdict = verdict_on(address)
        actor = "anonymous" if verdict.is_public else "superuser"
        if verdict.statuses(actor, "own", "GET") != {200}:
            continue
        for path in verdict.paths(world, address, "tr")["own"]:
            if "/en/" not in path:
                # What an earlier page has remembered would be missing here or there.
                clear_all_stores()
                with long_lists.statements() as asked:
                    answer = asker.ask(actor, "GET", path)
                assert answer.status == 200
                found[path] = len(asked)
    return found


def test_every_address_costs_as_many_queries_for_more_rows(asker, world):
    before = costs(asker, world)
    more_of_everything(world)

    after = costs(asker, world)

    assert {path: (count, after[path]) for path, count in before.items() if after[path] > count} == {}
