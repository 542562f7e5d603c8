"""The page on which vacancies are prepared and published."""

from django.contrib import admin
from django.utils.translation import gettext_lazy as _

from pages.publication_admin import FileAdmin, FileInline, PublicationAdmin, fieldsets_of
from pages.vacancies.models import Vacancy, VacancyFile
from unions.text.languages import active_language
from unions.text.turkish import capfirst


class VacancyFileInline(FileInline):
    model = VacancyFile


@admin.register(Vacancy)
class VacancyAdmin(PublicationAdmin):
    about = _("Posts for which the union takes applications, with the last day and the files.")
    list_display = ["title", "post", "last_day", "state_today", "status"]
    inlines = [VacancyFileInline]
    fieldsets = fieldsets_of("title", "post", ("date", "last_day"), "summary", "body")

    @admin.display(description=_("state"))
    def state_today(self, vacancy):
        return capfirst(str(vacancy.current_state.label), active_language())


admin.site.register(VacancyFile, FileAdmin)
