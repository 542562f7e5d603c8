from django.apps import AppConfig, apps
from django.contrib.admin import apps as admin_apps
from django.utils.translation import gettext_lazy as _

from unions.caching import generations


class UnionsConfig(AppConfig):
    default = True
    name = "unions"
    verbose_name = _("The institution")

    def ready(self):
        for model in apps.get_models():
            if model._meta.app_label in {"unions", "members", "pages"} and not _is_bookkeeping(model):
                generations.connect(model)


class AdminConfig(admin_apps.AdminConfig):
    default = False
    default_site = "unions.admin.kit.site.UnionAdminSite"

    def ready(self):
        # Importing the pages registers them, and the first registration makes the site. Were the site made first, it
        # would import the pages while it is made, and these would register with a second one.
        import unions.admin  # noqa: F401

        super().ready()


def _is_bookkeeping(model) -> bool:
    """Rows that no public page shows: accounts, roles, mail, history and the generation itself."""
    return not generations.is_public_content(model) or hasattr(model, "history_object")
