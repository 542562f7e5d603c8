from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.utils.translation import gettext_lazy as _


class PagesConfig(AppConfig):
    name = "pages"
    verbose_name = _("Publications")

    def ready(self):
        from pages import checks  # noqa: F401 - registers itself
        from pages.accessibility import statement  # noqa: F401 - registers itself
        from pages.documents import fields  # noqa: F401 - registers itself
        from pages.editing import gate
        from pages.follow.letters import send_letters
        from pages.founding import standard  # noqa: F401 - registers itself
        from pages.library import storing
        from pages.links import following
        from pages.privacy import parts  # noqa: F401 - registers itself
        from pages.requests import (
            public_log,
            statistics,  # noqa: F401 - registers itself
        )
        from pages.search import feeding, own_boxes, vain
        from pages.services import open_data  # noqa: F401 - registers itself
        from unions.admin.union import WORDS_IN_VAIN
        from unions.background import periodic
        from unions.lists.finding import UNDERSTOOD_BY
        from unions.tenancy import roles

        feeding.connect()
        following.connect()
        gate.connect()
        public_log.connect()
        storing.connect()
        periodic.every_hour(send_letters)
        periodic.every_hour(vain.erase_old)
        WORDS_IN_VAIN.append(vain.told_to_staff)
        UNDERSTOOD_BY.append(own_boxes.understood)

        # The topmost app: when its migrations are through, every permission exists.
        post_migrate.connect(roles.apply, sender=self, dispatch_uid="apply-roles")
