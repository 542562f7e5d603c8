from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MembersConfig(AppConfig):
    name = "members"
    verbose_name = _("Members and office holders")

    def ready(self):
        # The list of members has its part in the union's history.
        import members.membership.timeline  # noqa: F401 - registers itself
        from members.exchange.models import ImportRun
        from unions.background import periodic

        periodic.every_hour(ImportRun.all_unions.forget)
