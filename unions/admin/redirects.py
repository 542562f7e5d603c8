"""The page on which former addresses are kept."""

from django.contrib import admin
from django.utils.translation import gettext_lazy

from unions.admin.kit.base import UnionOwnedAdmin
from unions.admin.kit.fieldsets import NOTE_FIELDSET
from unions.models import PathRedirect


@admin.register(PathRedirect)
class PathRedirectAdmin(UnionOwnedAdmin):
    about = gettext_lazy(
        "Addresses that have changed. The site maintains this list itself; add the addresses of a previous site here."
    )
    list_display = ["old_path", "new_path"]
    search_fields = ["old_path", "new_path"]
    fieldsets = [(None, {"fields": ["old_path", "new_path"]}), NOTE_FIELDSET]
