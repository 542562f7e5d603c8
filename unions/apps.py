from django.apps import AppConfig, apps
from django.contrib.admin import apps as admin_apps
from django.utils.translation import gettext_lazy as _


class UnionsConfig(AppConfig):
    default = True
    name = "unions"
    verbose_name = _("The institution")

    def ready(self):
        from unions import checks  # noqa: F401 - registers itself
        from unions.accounts import signals
        from unions.background import periodic
        from unions.caching import generations
        from unions.history import emptying, moments
        from unions.models import UnsavedWork
        from unions.privacy.erasure import erase_what_is_over
        from unions.reviewing import two_people

        def is_bookkeeping(model) -> bool:
            """Whether no public page shows the rows: accounts, roles, mail, history and the generation itself."""
            return not generations.is_public_content(model) or hasattr(model, "history_object")

        for model in apps.get_models():
            if model._meta.app_label in {"unions", "members", "pages"} and not is_bookkeeping(model):
                generations.connect(model)
        signals.connect()
        moments.connect()
        two_people.connect()
        periodic.every_hour(emptying.empty_bin)
        periodic.every_hour(UnsavedWork.objects.forget)
        periodic.every_hour(erase_what_is_over)


class AdminConfig(admin_apps.AdminConfig):
    default = False
    default_site = "unions.admin.kit.site.UnionAdminSite"

    def ready(self):
        # Importing the admin modules creates the site with their first registration. If the site were created first, it
        # would import the modules meanwhile, and they would register with a second site.
        import unions.admin  # noqa: F401 - registers itself

        super().ready()

        from unions.admin.kit.next_version_forms import hold_files
        from unions.admin.kit.scheduled import publish_due
        from unions.background import periodic
        from unions.models import SharedPreview
        from unions.reviewing.owners import remind_owners

        periodic.every_hour(remind_owners)
        periodic.every_hour(hold_files)
        periodic.every_hour(SharedPreview.objects.forget)
        periodic.every_moment(publish_due)
