"""allauth's app of e-mail addresses, without its demand that its middleware stands before every page."""

from allauth.account.apps import AccountConfig
from django.utils.translation import gettext_lazy as _


class AddressesConfig(AccountConfig):
    """The app as it is, except that public pages do not go through its middleware: `unions.accounts.middleware`."""

    default = False
    verbose_name = _("Accounts")

    def ready(self) -> None:
        from allauth.account import checks  # noqa: F401 - registers itself
