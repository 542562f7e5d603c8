"""Which fields of the institution are held in both languages, and whose changes are remembered."""

import simple_history
from modeltranslation.translator import TranslationOptions, register

from unions import models


@register(models.Union)
class UnionTranslation(TranslationOptions):
    fields = ["legal_status", "reach", "introduction", "history_text"]


@register(models.UnionName)
class UnionNameTranslation(TranslationOptions):
    fields = ["name", "approved_by"]


@register(models.LegalBasis)
class LegalBasisTranslation(TranslationOptions):
    fields = ["title", "text"]


@register(models.Headquarters)
class HeadquartersTranslation(TranslationOptions):
    fields = ["building_owner", "directions"]


@register(models.ContactPoint)
class ContactPointTranslation(TranslationOptions):
    fields = ["label"]


@register(models.Duty)
class DutyTranslation(TranslationOptions):
    fields = ["title", "text"]


@register(models.HistoryEvent)
class HistoryEventTranslation(TranslationOptions):
    fields = ["title", "text", "picture_alt"]


@register(models.Organ)
class OrganTranslation(TranslationOptions):
    fields = ["title", "slug", "summary", "composition", "term_rule", "meeting_rule"]


@register(models.OrganPower)
class OrganPowerTranslation(TranslationOptions):
    fields = ["text"]


@register(models.Meeting)
class MeetingTranslation(TranslationOptions):
    fields = ["title", "slug", "place", "text", "withdrawal_reason"]


@register(models.AgendaItem)
class AgendaItemTranslation(TranslationOptions):
    fields = ["title", "text"]


@register(models.AgendaPaper)
class AgendaPaperTranslation(TranslationOptions):
    fields = ["title"]


@register(models.Subject)
class SubjectTranslation(TranslationOptions):
    fields = ["title"]


@register(models.Decision)
class DecisionTranslation(TranslationOptions):
    fields = ["title", "text", "legal_ground", "carrying_out", "withdrawal_reason"]


@register(models.Paper)
class PaperTranslation(TranslationOptions):
    fields = ["summary", "withdrawal_reason"]


# Only now do the models have all their columns; registered earlier, their history would lack the translations.
for model in [
    models.Union,
    models.UnionHost,
    models.UnionName,
    models.LegalBasis,
    models.Headquarters,
    models.ContactPoint,
    models.Duty,
    models.HistoryEvent,
    models.Organ,
    models.OrganPower,
    models.Term,
    models.Statute,
    models.Meeting,
    models.AgendaItem,
    models.AgendaPaper,
    models.Subject,
    models.Decision,
    models.Paper,
    models.PathRedirect,
    models.StaffRole,
    models.OutgoingMail,
]:
    # What follows from other fields, or must not be kept for good, is left out.
    simple_history.register(model, app="unions", excluded_fields=getattr(model, "not_remembered", []))
