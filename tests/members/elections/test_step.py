from datetime import date

import pytest
from django.core.exceptions import ValidationError

from members.directory.models import Listing
from members.elections import step
from members.elections.models import Elections
from members.exchange.writing import Refused
from members.people.mayors import mayor_of
from members.people.models import OfficeHolder, Person
from tests import factories as make
from unions.models import Term

DAY = date(2024, 3, 31)


@pytest.fixture
def elections(assembly):
    stays, new = assembly["Çorlu"].municipality_id, assembly["Saray"].municipality_id
    mayors = {stays: step.Mayor(stays=True), new: step.Mayor(name="Dr. Nur Ak")}
    return step.carry_out(Elections(held_on=DAY), mayors, by=None)


def names_on(day: date) -> set[str]:
    return {str(seat.person) for seat in OfficeHolder.objects.on(day).with_person()}


def test_what_the_law_ends_has_ended_and_appointed_offices_are_kept(assembly, elections):
    assert names_on(date(2024, 3, 30)) == {"Ayşe Yılmaz", "Can Öz", "Ece Su", "Delege"} | {
        str(OfficeHolder.objects.get(role="secretary").person)
    }
    assert names_on(DAY) == {"Ayşe Yılmaz", "Dr. Nur Ak", str(OfficeHolder.objects.get(role="secretary").person)}
    assert not OfficeHolder.objects.on(DAY).presidents().exists()
    assert elections.ended_count == 5
    assert not step.is_due(date(2026, 11, 29))


def test_old_and_new_term_meet_at_the_elections(elections):
    new, old = Term.objects.order_by("-start_date")

    assert (str(old.end_date), str(new.start_date), elections.term) == ("2024-03-30", "2024-03-31", new)
    assert set(OfficeHolder.objects.on(DAY).exclude(seat="appointed").values_list("term", flat=True)) == {new.pk}


def test_cards_name_who_stays_and_who_is_new_and_nobody_where_nothing_is_known(assembly, elections):
    named = {
        name: mayor_of(seat.municipality, Listing.objects.get(municipality=seat.municipality))
        for name, seat in assembly.items()
    }

    assert named == {"Çorlu": "Ayşe Yılmaz", "Saray": "Dr. Nur Ak", "Vize": ""}


def test_pages_say_that_the_new_members_are_not_reported(assembly, elections, reader):
    page = reader.get(assembly["Vize"].municipality.get_absolute_url()).text
    presidency = reader.get(OfficeHolder.objects.get(role="president").organ.get_absolute_url()).text

    for text in [page, presidency]:
        assert "2024 seçimleriyle sona erdi; yeni üyeler henüz bildirilmedi" in text.replace("\xa0", " ")


def test_a_round_waits_to_be_sent(elections):
    assert elections.check_round.started_at is None
    assert "asıl ve yedek" in elections.check_round.text


def test_the_whole_step_is_undone(assembly, elections):
    step.undo(elections, by=None)

    assert names_on(DAY) == names_on(date(2024, 3, 30))
    assert OfficeHolder.objects.filter(end_date=None).count() == 6
    assert Term.objects.get().end_date is None
    assert not Person.objects.filter(name="Nur Ak").exists()
    assert Listing.objects.get(municipality__name="Saray").mayor == "Can Öz"
    assert step.is_due(date(2026, 11, 29))


def test_nothing_is_undone_once_seats_were_entered(elections):
    make.make_office_holder(term=elections.term, start_date="2024-04-24")

    with pytest.raises(Refused):
        step.undo(elections, by=None)

    assert Elections.objects.get().state == "done"


def test_elections_before_a_term_on_record_are_refused(assembly):
    make.make_term(start_date="2024-04-24")

    with pytest.raises(ValidationError):
        step.refuse_early(DAY)


def test_the_step_is_carried_out_once(assembly, elections):
    with pytest.raises(ValidationError):
        step.carry_out(Elections(held_on=DAY), {}, by=None)


def test_a_day_to_come_is_refused(assembly):
    with pytest.raises(ValidationError):
        step.carry_out(Elections(held_on=date(2099, 3, 29)), {}, by=None)
