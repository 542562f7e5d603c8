"""The card of a member in a list: its membership, and how the union lists the municipality."""

from collections.abc import Iterable
from typing import Any, NamedTuple, cast

from members.directory.models import Listing
from members.membership.rows import MembershipRow
from unions.caching.per_generation import cached_per_generation
from unions.tenancy.requests import UnionRequest


class Card(NamedTuple):
    """What a list shows of a member: the membership, and how the union lists the municipality."""

    row: MembershipRow
    mayor: str = ""
    phone: str = ""
    crest: str = ""


def cards_of(request: UnionRequest, rows: Iterable[MembershipRow]) -> list[Card]:
    """The cards of these members; what the union has not recorded stays empty."""
    known = cached_per_generation(request, listed)
    return [Card(row, *known.get(row.municipality_id, ())) for row in rows]


def listed() -> dict[int, list[str]]:
    """What the union's listings say on a card, by municipality."""
    # Nothing here is held once a language.
    rows = cast(Any, Listing.objects.order_by()).rewrite(False)
    return {of: said for of, *said in rows.values_list("municipality_id", "mayor", "phone", "crest")}
