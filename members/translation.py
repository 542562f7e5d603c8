"""Which fields of members are held in both languages, and whose changes are remembered."""

import simple_history
from modeltranslation.translator import TranslationOptions, register

from members.models import (
    Attendance,
    ImportRun,
    Listing,
    Membership,
    OfficeHolder,
    Person,
    PopulationFigure,
    Province,
    RollCallVote,
)


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


# Only now do the models have all their columns; registered earlier, their history would lack the translations.
for model in [Membership, Listing, Person, OfficeHolder, Attendance, RollCallVote, PopulationFigure]:
    simple_history.register(model, app="members")
# A file is thrown away after its use; history would keep it for ever.
simple_history.register(ImportRun, app="members", excluded_fields=["content"])
