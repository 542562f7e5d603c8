"""The union at a glance: since when, how many, for how many people, and when it meets next."""

from functools import cached_property

from django.utils import timezone

from members.directory.member_list import members_seen_by
from members.membership.rows import MembershipRow
from members.municipalities.population import population_bearers, years_of
from unions.models import Meeting, Union
from unions.tenancy.requests import UnionRequest
from unions.text.partial_dates import PartialDate


class Identity:
    """The figures of the identity strip."""

    def __init__(self, request: UnionRequest, next_meeting: Meeting | None):
        self.request = request
        self.union: Union = request.union
        self.next_meeting = next_meeting

    @property
    def founded(self) -> PartialDate | None:
        return self.union.founded_on

    @cached_property
    def members(self) -> list[MembershipRow]:
        return members_seen_by(self.request, timezone.localdate())

    @property
    def is_list_complete(self) -> bool:
        """Whether every member that the union says it has is on its list."""
        return len(self.members) >= (self.union.stated_member_count or 0)

    @property
    def member_count(self) -> int:
        """As counted; as the union states it while its list is incomplete."""
        return len(self.members) if self.is_list_complete else self.union.stated_member_count or 0

    @property
    def population_years(self) -> str:
        """The years of the figures in the population."""
        return years_of(population_bearers(self.members))

    @property
    def population(self) -> int | None:
        """How many people live in the members' areas; None while not all of it is known."""
        populations = [member.population for member in population_bearers(self.members)]
        return sum(populations) if self.is_list_complete and None not in populations else None
