"""Which fields of what is published are held in both languages, and whose changes are remembered."""

import simple_history
from modeltranslation.translator import TranslationOptions, register

from pages import models


@register(models.Page)
class PageTranslation(TranslationOptions):
    fields = ["title", "slug", "path", "summary", "body", "withdrawal_reason"]


@register(models.Post)
class PostTranslation(TranslationOptions):
    fields = ["title", "slug", "summary", "body", "picture_alt", "withdrawal_reason"]


@register(models.Event)
class EventTranslation(TranslationOptions):
    fields = ["title", "slug", "place", "audience", "summary", "body", "withdrawal_reason"]


@register(models.Document)
class DocumentTranslation(TranslationOptions):
    fields = ["title", "slug", "summary", "withdrawal_reason"]


@register(models.Gallery)
class GalleryTranslation(TranslationOptions):
    fields = ["title", "slug", "summary", "withdrawal_reason"]


@register(models.Photo)
class PhotoTranslation(TranslationOptions):
    fields = ["caption", "picture_alt"]


@register(models.MenuItem)
class MenuItemTranslation(TranslationOptions):
    fields = ["label"]


# Only now do the models have all their columns; registered earlier, their history would lack the translations.
for model in [models.Page, models.Post, models.Event, models.Document, models.Gallery, models.Photo, models.MenuItem]:
    # What follows from other fields, or must not be kept for good, is left out.
    simple_history.register(model, app="pages", excluded_fields=getattr(model, "not_remembered", []))
