"""Which fields of members are held in both languages, and whose changes are remembered."""

import simple_history
from modeltranslation.translator import TranslationOptions, register

from members.checks.models import CheckLink, CheckRound, Correction, ListingCheck
from members.directory.models import Listing
from members.exchange.models import ImportRun
from members.meetings.models import Attendance, RollCallVote
from members.membership.models import Membership
from members.municipalities.models import PopulationFigure, Province
from members.people.models import OfficeHolder, Person


@register(Province)
class ProvinceTranslation(TranslationOptions):
    fields = ["region"]


@register(Membership)
class MembershipTranslation(TranslationOptions):
    fields = ["leaving_reason", "evidence"]


@register(Listing)
class ListingTranslation(TranslationOptions):
    fields = ["text"]


@register(Person)
class PersonTranslation(TranslationOptions):
    fields = ["text"]


CHECKS = [CheckRound, ListingCheck, CheckLink, Correction]

# Only now do the models have all their columns; registered earlier, their history would lack the translations.
for model in [Membership, Listing, Person, OfficeHolder, Attendance, RollCallVote, PopulationFigure, *CHECKS]:
    simple_history.register(model, app="members")

simple_history.register(ImportRun, app="members", excluded_fields=ImportRun.not_remembered)
