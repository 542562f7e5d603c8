from django.apps import AppConfig


class SiteConfig(AppConfig):
    """Commands and checks of the installation as a whole; it has no models."""

    default = True
    name = "trakyakent_site"
    verbose_name = "Installation"

    def ready(self):
        from trakyakent_site.by_thread import keep_by_thread
        from trakyakent_site.operations import checks  # noqa: F401 - registers itself

        keep_by_thread()
