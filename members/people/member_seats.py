"""What is wrong with the seats that one member holds in the assembly (Law 5355, art. 8)."""

from collections import defaultdict
from typing import cast

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from members.municipalities.models import Municipality
from members.people.models import OfficeHolder
from unions import law
from unions.law.findings import Finding, finding


def member_findings(
    member: Municipality, holders: list[OfficeHolder], owed: int | None, rounding: law.Rounding | None = None
) -> list[Finding]:
    """What the member's seats lack, `owed` being how many it elects; nothing if none of its seats is on record."""
    by_seat = defaultdict(list)
    for holder in holders:
        by_seat[holder.seat].append(holder)
    elected, substitutes = by_seat[OfficeHolder.Seat.ELECTED], by_seat[OfficeHolder.Seat.SUBSTITUTE]
    faults = [
        *ex_officio_faults(len(by_seat[OfficeHolder.Seat.EX_OFFICIO])),
        *outsider_faults(elected),
        *number_faults(member, elected, substitutes, owed),
        *substitute_faults(elected, substitutes, owed, rounding),
    ]
    return [finding("municipality", rule, f"{member.name}: {text}") for rule, text in faults] if holders else []


def ex_officio_faults(number: int) -> list[tuple]:
    """The mayor is a member by office; exactly one."""
    if number == 0:
        return [(law.ex_officio_member, _("no mayor is on record as ex officio member."))]
    if number > 1:
        return [(law.ex_officio_member, _("more than one ex officio member is on record."))]
    return []


def outsider_faults(elected: list[OfficeHolder]) -> list[tuple]:
    outsiders = sum(holder.is_outsider for holder in elected)
    if law.outsiders_allowed(outsiders, len(elected) - outsiders):
        return []
    text = _("the members from outside the council are more than a third of those from the council; at most %(most)s.")
    return [(law.outsiders_allowed, text % {"most": law.most_outsiders(len(elected))})]


def number_faults(member: Municipality, elected: list, substitutes: list, owed: int | None) -> list[tuple]:
    """Too many elected members, or too few and who is called."""
    if owed is None or len(elected) == owed:
        return []
    if len(elected) < owed:
        return [(law.succession, vacancy(member, substitutes, owed - len(elected)))]
    surplus = len(elected) - owed
    text = ngettext("there is %(number)s member too many.", "there are %(number)s members too many.", surplus)
    return [(law.elected_seats, text % {"number": surplus})]


def vacancy(member: Municipality, substitutes: list[OfficeHolder], empty: int) -> str:
    """How many seats are empty, and who is called to the first of them."""
    candidates = [law.Substitute(holder, member.pk, holder.position) for holder in substitutes]
    called = law.succession(member.pk, candidates).called
    seats = ngettext("%(number)s seat is vacant;", "%(number)s seats are vacant;", empty) % {"number": empty}
    if called is None:
        return f"{seats} " + _("no substitute is left, so the council must hold a new election.")
    return f"{seats} " + _("next substitute: %(person)s.") % {"person": cast(OfficeHolder, called.key).person}


def substitute_faults(
    elected: list, substitutes: list, owed: int | None, rounding: law.Rounding | None = None
) -> list[tuple]:
    number = len(substitutes)
    if not elected or law.substitutes_owed(owed or len(elected), rounding).includes(number):
        return []
    text = ngettext("%(number)s substitute is on record.", "%(number)s substitutes are on record.", number)
    return [(law.substitutes_owed, text % {"number": number})]
