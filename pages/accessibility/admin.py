"""Where tests of accessibility, barriers and the security contact are recorded."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from pages.accessibility.models import (
    AccessibilityContact,
    AccessibilityFinding,
    AccessibilityReview,
    SecurityContact,
)
from unions.admin.kit.base import TranslatedAdmin, UnionOwnedAdmin
from unions.admin.kit.fieldsets import NOTE_FIELDSET


@admin.register(AccessibilityReview)
class AccessibilityReviewAdmin(TranslatedAdmin):
    about = _("Tests by the review commission; the accessibility statement shows the latest one.")
    list_display = ["tested_on", "level", "commission_since", "logo_on"]
    autocomplete_fields = ["contact"]
    fieldsets = [
        (None, {"fields": ["tested_on", "level", "method", "report", "contact"]}),
        (_("Review commission"), {"fields": ["commission", "commission_since"]}),
        (_("Accessibility Logo"), {"fields": ["logo", "logo_on"]}),
        NOTE_FIELDSET,
    ]


@admin.register(AccessibilityFinding)
class AccessibilityFindingAdmin(TranslatedAdmin):
    about = _("Barriers that are known; the accessibility statement lists them until they are removed.")
    list_display = ["title", "severity", "since", "planned_until", "resolved_on"]
    list_filter = ["severity"]
    search_fields = ["title_tr", "title_en", "page"]
    fieldsets = [
        (None, {"fields": ["title", "page", "severity", ("since", "planned_until"), "resolved_on"]}),
        NOTE_FIELDSET,
    ]


@admin.register(AccessibilityContact)
class AccessibilityContactAdmin(TranslatedAdmin):
    about = _("Who looks after accessibility; named by the accessibility statement, and told of every barrier.")
    list_display = ["name", "phone", "email"]
    fieldsets = [(None, {"fields": ["name", "phone", "email"]}), NOTE_FIELDSET]


@admin.register(SecurityContact)
class SecurityContactAdmin(UnionOwnedAdmin):
    about = _("Where weaknesses of the site are reported, for /.well-known/security.txt.")
    list_display = ["__str__", "expires_on"]
    fieldsets = [(None, {"fields": ["email", "link", "policy", "expires_on"]}), NOTE_FIELDSET]
