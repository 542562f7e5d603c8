"""A new union with its site, from the command line."""

from argparse import ArgumentParser

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError
from django.utils.translation import gettext as _

from unions.institution.founding import Founding, equip, found_union, hosts_in
from unions.models import Union
from unions.publishing.addresses import LANGUAGES

# What the command calls the fields of a founding.
OPTIONS = {
    "name_tr": "NAME",
    "name_en": "--english-name",
    "short_name": "--short-name",
    "first_language": "--language",
    "accent_hue": "--hue",
    "mark": "--mark",
    "hosts": "--host",
    "code": "--code",
}


class Command(BaseCommand):
    help = (
        "Adds a union with everything its site has from the first day: menus, the three organs of the law, the legal "
        "pages. Nothing is written if anything is refused. With --complete CODE: what a union lacks of it is added."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("name", nargs="?", default="", help="The full name in Turkish, in quotation marks.")
        parser.add_argument("--english-name", default="", help="The full name in English; it can follow later.")
        parser.add_argument("--short-name", default="", help="Such as TRAKYAKENT.")
        parser.add_argument("--code", default="", help="For files and commands; made from the short name if left out.")
        parser.add_argument("--language", default=LANGUAGES[0], help="The first language: tr or en.")
        parser.add_argument("--hue", default=200, help="0 to 359: 150 is green, 195 turquoise; or a colour: #1e6b3a.")
        parser.add_argument("--mark", default=Union.Mark.PLAIN, help="plain (initials), sunflower or star.")
        parser.add_argument(
            "--host", default=[], action="append", help="Host name of the site; may be given again, the first is main."
        )
        parser.add_argument("--complete", metavar="CODE", help="Add what this union lacks, and nothing else.")

    def handle(self, *, complete: str | None, **options) -> None:
        if complete is not None:
            equip(union_with(complete))
            self.stdout.write(_("%(code)s has everything that a union has from its first day.") % {"code": complete})
            return
        founding = Founding(
            name_tr=options["name"],
            name_en=options["english_name"],
            short_name=options["short_name"],
            code=options["code"],
            first_language=options["language"],
            accent_hue=options["hue"],
            mark=options["mark"],
            hosts=[host for text in options["host"] for host in hosts_in(text)],
        )
        try:
            union = found_union(founding)
        except ValidationError as error:
            raise CommandError(in_lines(error)) from error
        self.stdout.write(
            _("%(name)s was added with the code %(code)s.") % {"name": founding.name_tr, "code": union.code}
        )
        if founding.hosts:
            self.stdout.write(_("Its site answers at: %(hosts)s") % {"hosts": ", ".join(founding.hosts)})
        else:
            self.stdout.write(_("It has no host name yet, so its site does not answer."))
        self.stdout.write(
            _("Sign in to its administration as a superuser: the home page there names the steps that are left.")
        )


def union_with(code: str) -> Union:
    union = Union.objects.filter(code=code).first()
    if union is None:
        raise CommandError(_("There is no union with the code %(code)s.") % {"code": code})
    return union


def in_lines(error: ValidationError) -> str:
    """All that is wrong, a line each, under the names of the options."""
    return "\n".join(
        f"{OPTIONS.get(name, name)}: {message}" for name, messages in error.message_dict.items() for message in messages
    )
