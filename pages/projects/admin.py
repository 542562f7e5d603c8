"""The page on which projects are prepared and published."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from pages.projects.models import Project, ProjectFile
from pages.publication_admin import FileAdmin, FileInline, PublicationAdmin, fieldsets_of
from unions.files.focus import FOCUS_FIELDS
from unions.text.languages import active_language
from unions.text.turkish import capfirst


class ProjectFileInline(FileInline):
    model = ProjectFile


@admin.register(Project)
class ProjectAdmin(PublicationAdmin):
    about = _("What the union does with partners: fund, amount, dates, state and contact.")
    list_display = ["title", "programme", "is_cross_border", "state_today", "status"]
    list_filter = ["is_cross_border", "state"]
    autocomplete_fields = ["gallery"]
    inlines = [ProjectFileInline]
    fieldsets = fieldsets_of(
        "title",
        ("number", "date"),
        "partners",
        "programme",
        ("amount", "currency"),
        ("start_date", "end_date"),
        ("state", "is_cross_border"),
        "summary",
        "body",
        more=[
            (_("Contact"), {"fields": ["contact", ("contact_phone", "contact_email"), "website"]}),
            (_("Pictures"), {"fields": ["picture", "picture_alt", FOCUS_FIELDS, "gallery"]}),
        ],
    )

    @admin.display(description=_("state"))
    def state_today(self, project):
        return capfirst(str(project.current_state.label), active_language())


admin.site.register(ProjectFile, FileAdmin)
