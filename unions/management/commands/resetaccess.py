import os
from urllib.parse import urlsplit

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from unions.accounts import second_factor
from unions.accounts.by_link import password_link, send_password_link
from unions.accounts.links import Origin
from unions.accounts.notices import Notice
from unions.models import StaffRole, Union, UnionHost, User
from unions.tenancy import scope
from unions.tenancy.roles import account_of


class Command(BaseCommand):
    help = (
        "Gives somebody a way back in: prints a link that sets a new password, once and within a day, or sends it to "
        "the person's proved address. The present password stays until the link is used."
    )

    def add_arguments(self, parser):
        parser.add_argument("who", help="The proved e-mail address, or the user name.")
        parser.add_argument("--mail", action="store_true", help="Send the link by e-mail instead of printing it.")
        parser.add_argument(
            "--remove-second-factor",
            action="store_true",
            help="Also remove app, passkeys and recovery codes: the telephone is lost. The person is told by e-mail.",
        )
        parser.add_argument(
            "--origin",
            help="Where the site is opened, if it is not the union's main host name: http://trakyakent.localhost:8000",
        )

    @transaction.atomic
    def handle(self, *, who, mail, remove_second_factor, origin, **options):
        user = account_of(who)
        if user is None:
            raise CommandError(f"{who} is neither a proved e-mail address nor a user name.")
        if not user.is_active:
            raise CommandError(f"The account of {user} is closed; a superuser opens it in the administration.")
        union = union_of(user)
        place = read_origin(origin) if origin else origin_of(union)
        with scope.of(union):
            if remove_second_factor:
                self.stderr.write(f"Removed: {second_factor.remove(user)}")
            if not mail:
                self.stdout.write(password_link(user, place, notice=Notice.ACCESS_LINK))
            elif not send_password_link(user, place, notice=Notice.ACCESS_LINK):
                raise CommandError("Nothing was sent: no address is proved, or several links were sent a while ago.")


def union_of(user: User) -> Union:
    """The union at which the person signs in."""
    role = StaffRole.all_unions.of(user).select_related("union").order_by("pk").first()
    if role is not None:
        return role.union
    if not user.is_superuser:
        raise CommandError(f"{user} works for no union, so a password would open nothing. Invite the person.")
    union = Union.objects.filter(is_default=True).first() or Union.objects.order_by("pk").first()
    if union is None:
        raise CommandError("There is no union yet: manage.py loadfacts.")
    return union


def origin_of(union: Union) -> Origin:
    """Where the union's administration is opened."""
    host = UnionHost.all_unions.filter(union=union).order_by("-is_primary", "pk").first()
    if host is None:
        raise CommandError(f"{union} has no host name; name the place with --origin.")
    if settings.HTTPS:
        return Origin("https", host.host)
    return Origin("http", host.host, os.environ.get("PORT") or "8000")


def read_origin(text: str) -> Origin:
    """Scheme, host and port of an address."""
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        parts, port = urlsplit(""), None
    if parts.scheme not in ["http", "https"] or not parts.hostname:
        raise CommandError(f"{text} is no address such as http://trakyakent.localhost:8000.")
    return Origin(parts.scheme, parts.hostname, str(port or ""))
