"""The shipped settings, but for what takes long to make and has nothing to do with a proxy."""

from trakyakent_site.settings import *  # noqa: F403
from trakyakent_site.settings import STATICFILES_FINDERS


class Nowhere:
    """Of no app: tables are made from the models."""

    def __contains__(self, name: str) -> bool:
        return True

    def __getitem__(self, name: str) -> None:
        return None


MIGRATION_MODULES = Nowhere()
# Of the packages' own files, which are a hundred times as many, nothing is collected; what they name stays unpacked.
STATICFILES_FINDERS = STATICFILES_FINDERS[:2]
WHITENOISE_MANIFEST_STRICT = False
