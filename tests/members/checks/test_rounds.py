"""The union asks its members, reminds them and ends the round."""

import pytest

from members.checks import rounds
from members.checks.models import CheckRound
from tests import factories as make
from tests.members.checks.walkthrough import confirm, mails, opened, the_check
from unions.models import OutgoingMail

pytestmark = pytest.mark.django_db


def test_a_round_writes_to_every_member_with_an_address(union, member, manager):
    make.make_membership(municipality=make.make_municipality(name="Adressiz"))
    check_round = make.make_check_round(started_at=None, text="Teşekkür ederiz.")

    asked = rounds.ask(check_round, rounds.not_asked(check_round), origin="https://x.example", by=manager)

    assert asked.number == 1
    assert [str(membership.municipality) for membership in asked.without_address] == ["Adressiz"]
    [mail] = mails()
    assert mail.to == "yazi@corlu.example"
    assert "Teşekkür ederiz." in mail.full_text
    assert "https://x.example/tr/kart-kontrolu/" in mail.full_text
    assert the_check().history.get().history_user == manager


@pytest.mark.parametrize("count", [1, 30])
def test_asking_many_costs_no_query_for_each(union, manager, django_assert_max_num_queries, count):
    for _number in range(count):
        municipality = make.make_municipality()
        make.make_listing(municipality=municipality, email="a@b.example")
        make.make_membership(municipality=municipality)
    check_round = make.make_check_round(started_at=None)
    members = rounds.not_asked(check_round)

    with django_assert_max_num_queries(26):
        rounds.ask(check_round, members, origin="http://ornek.localhost", by=manager)

    assert OutgoingMail.objects.count() == count


def test_reminders_go_to_those_who_have_not_answered_and_not_too_often(check_round, manager, visitor):
    sent = [rounds.remind([the_check()], by=manager) for _time in range(4)]
    opened(visitor)
    confirm(visitor)
    CheckRound.objects.update(reminder_limit=9)

    assert sent == [1, 1, 0, 0]
    assert rounds.remind([the_check()], by=manager) == 0
    assert mails()[1].subject.startswith("Hatırlatma: ")
