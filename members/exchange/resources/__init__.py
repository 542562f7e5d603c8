"""What can be imported and exported: memberships, listings, office holders, population, decisions, meetings, papers.

A resource says which columns it has, which records are exported, and which record a row of a file is about. To add one,
write its class in a module of its own and list it here; its word is a choice of `ImportRun.Kind`.
"""

from members.exchange.resources.base import Resource
from members.exchange.resources.decisions import Decisions
from members.exchange.resources.listings import Listings
from members.exchange.resources.meetings import Meetings
from members.exchange.resources.memberships import Memberships
from members.exchange.resources.office_holders import OfficeHolders
from members.exchange.resources.papers import Papers
from members.exchange.resources.populations import Populations

RESOURCES: dict[str, type[Resource]] = {
    resource.word: resource
    for resource in [Memberships, Listings, OfficeHolders, Populations, Decisions, Meetings, Papers]
}
