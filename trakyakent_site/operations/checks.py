"""What `manage.py check` says of the installation; `manage.py doctor` looks at more than settings."""

from django.conf import settings
from django.core.checks import Error, register


@register()
def check_environment(app_configs, **kwargs) -> list[Error]:
    """What would refuse the start is told here, too."""
    return [Error(str(problem), id="trakyakent_site.E001") for problem in settings.ENVIRONMENT.problems]
