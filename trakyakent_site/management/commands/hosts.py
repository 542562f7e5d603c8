from argparse import ArgumentParser

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from unions.models import Union, UnionHost
from unions.tenancy import scope


class Command(BaseCommand):
    help = (
        "Lists the host names under which each union's site answers; with the code of a union and a name, adds that"
        " name. With --main it becomes the one that links, mail and search engines get. nginxfile and the certificate"
        " follow by hand."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("code", nargs="?", help="Of the union: trakyakent.")
        parser.add_argument("host", nargs="?", help="Without https:// and without a port: www.birlik.example")
        parser.add_argument("--main", action="store_true", help="Make it the union's main host name.")

    def handle(self, *, code: str | None, host: str | None, main: bool, **options) -> None:
        with scope.everything():
            if code and host:
                self.add(code, host, main=main)
            elif code or main:
                raise CommandError("Name the union and the host name: manage.py hosts trakyakent www.birlik.example")
            for row in UnionHost.all_unions.select_related("union").order_by("union__code", "-is_primary", "host"):
                self.stdout.write(f"{row.union.code}\t{row.host}{'  (main)' if row.is_primary else ''}")

    def add(self, code: str, host: str, *, main: bool) -> None:
        union = Union.objects.filter(code=code).first()
        if union is None:
            known = ", ".join(Union.objects.order_by("code").values_list("code", flat=True))
            raise CommandError(f"There is no union {code!r}. There are: {known}.")
        hosts = UnionHost.all_unions.filter(union=union)
        row = hosts.filter(host=host).first() or UnionHost(union=union, host=host)
        with transaction.atomic():
            if main:
                for other in hosts.filter(is_primary=True).exclude(pk=row.pk):
                    other.is_primary = False
                    other.save()
                row.is_primary = True
            try:
                row.full_clean()
            except ValidationError as error:
                raise CommandError(" ".join(error.messages)) from error
            row.save()
