"""The card of a member in a list: its membership, and how the union lists the municipality."""

from collections.abc import Iterable
from datetime import date
from typing import Any, NamedTuple, cast

from django.utils import timezone

from members.directory.models import Listing
from members.membership.rows import MembershipRow
from members.people.mayors import mayors_of, mayors_on
from unions.caching.per_generation import cached_per_generation
from unions.caching.same_answers import made_of_rows
from unions.tenancy.requests import UnionRequest


class Card(NamedTuple):
    """What a list shows of a member: the membership, and how the union lists the municipality."""

    row: MembershipRow
    mayor: str = ""
    phone: str = ""
    crest: str = ""


def cards_of(request: UnionRequest, rows: Iterable[MembershipRow], day: date) -> list[Card]:
    """The cards of these members; values not on record stay empty, and of a past day the mayors are those of then."""
    values = cached_per_generation(request, card_values)
    cards = [Card(row, *values.get(row.municipality_id, ())) for row in rows]
    if day == timezone.localdate():
        return cards
    mayors = mayors_on(day)
    return [card._replace(mayor=mayors.get(card.row.municipality_id, "")) for card in cards]


@made_of_rows
def card_values() -> dict[int, list[str]]:
    """The values of the union's listings for a card, by municipality."""
    # None of these columns is translated.
    rows = cast(Any, Listing.objects.order_by()).rewrite(False)
    values = list(rows.values_list("municipality_id", "mayor", "phone", "crest"))
    mayors = mayors_of({municipality: mayor for municipality, mayor, *_others in values})
    return {municipality: [mayors.get(municipality, mayor), *others] for municipality, mayor, *others in values}
