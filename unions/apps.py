from django.apps import AppConfig, apps
from django.contrib.admin import apps as admin_apps
from django.utils.translation import gettext_lazy as _

from unions import generations


class UnionsConfig(AppConfig):
    default = True
    name = "unions"
    verbose_name = _("The institution")

    def ready(self):
        from unions import checks  # noqa: F401 - registers itself

        for model in apps.get_models():
            if model._meta.app_label in {"unions", "members", "pages"} and not _is_bookkeeping(model):
                generations.connect(model)


class AdminConfig(admin_apps.AdminConfig):
    default = False
    default_site = "unions.admin_site.UnionAdminSite"


def _is_bookkeeping(model) -> bool:
    """Rows that no public page shows: accounts, roles, mail, history and the generation itself."""
    return not generations.is_public_content(model) or hasattr(model, "history_object")
