from argparse import ArgumentParser
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from trakyakent_site.doctor.content import is_public
from trakyakent_site.server import nginx
from unions.models import UnionHost
from unions.tenancy import scope


class Command(BaseCommand):
    help = (
        "Prints the file of the proxy (nginx) for this installation: its host names, limits and folders as the"
        " settings have them. Write it to /etc/nginx/nginx.conf, try it by `nginx -t`, and again after a union or a"
        " setting changed."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--host", action="append", default=[], help="A host name; otherwise those of all unions.")
        parser.add_argument("--certificate", default=settings.CERTIFICATE, metavar="PATH", help="The chain, as PEM.")
        parser.add_argument("--key", default="", metavar="PATH", help="Its key; by default privkey.pem beside it.")
        parser.add_argument("--application", default="127.0.0.1:8000", help="Where gunicorn listens.")
        parser.add_argument("--user", default="www-data", help="Whom the proxy runs as.")
        parser.add_argument("--acme-folder", default="/var/www/acme", help="Where the certificate's renewer writes.")

    def handle(self, *args: Any, **options: Any) -> None:
        certificate = options["certificate"]
        if not certificate:
            raise CommandError("Name the certificate: --certificate PATH, or CERTIFICATE in the settings.")
        proxy = nginx.Proxy(
            names=options["host"] or public_hosts(),
            certificate=certificate,
            key=options["key"] or f"{certificate.rpartition('/')[0]}/privkey.pem",
            application=options["application"],
            user=options["user"],
            acme_folder=options["acme_folder"],
        )
        try:
            self.stdout.write(nginx.configuration(proxy), ending="")
        except nginx.BadValue as error:
            raise CommandError(str(error)) from error


def public_hosts() -> list[str]:
    with scope.everything():
        hosts = UnionHost.all_unions.order_by("host").values_list("host", flat=True)
        return [host for host in hosts if is_public(host)]
