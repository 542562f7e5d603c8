from collections.abc import Callable, Iterable, Iterator

from django.core.management.base import BaseCommand

from trakyakent_site.doctor import content, database, machine, network
from trakyakent_site.doctor.findings import Finding, Level, findings_of, warning
from unions.tenancy import scope

Look = Callable[[], Iterable[Finding]]


class Command(BaseCommand):
    help = (
        "Looks at the whole installation and says, line by line, what is good, what is doubtful and what is wrong,"
        " with what to do. Changes nothing. Ends with 1 if anything is wrong."
    )
    # It says itself what the checks would say, also when the database is gone.
    requires_system_checks: list[str] = []

    def add_arguments(self, parser):
        parser.add_argument("--network", action="store_true", help="Also call the outside addresses that are named.")
        parser.add_argument(
            "--certificate", action="append", default=[], metavar="PATH", help="A certificate to look at."
        )

    def handle(self, *, network: bool, certificate: list[str], **options):
        counts = dict.fromkeys(Level, 0)
        with scope.everything():
            for name, look in sections(calls=network, certificates=certificate):
                self.stdout.write(f"\n{name}")
                for finding in findings_of(look):
                    counts[finding.level] += 1
                    self.tell(finding)
        self.stdout.write(
            f"\n{counts[Level.FAULT]} faults, {counts[Level.WARNING]} warnings, {counts[Level.OK]} lines are good."
        )
        if counts[Level.FAULT]:
            raise SystemExit(1)

    def tell(self, finding: Finding) -> None:
        style = {Level.OK: self.style.SUCCESS, Level.WARNING: self.style.WARNING, Level.FAULT: self.style.ERROR}
        self.stdout.write(f"  {style[finding.level](f'{finding.level:<8}')} {finding.words}")
        if finding.remedy:
            self.stdout.write(f"           → {finding.remedy}")


def sections(*, calls: bool, certificates: list[str]) -> Iterator[tuple[str, Look]]:
    """Each section's name and look, in the order in which a fault explains the next."""
    silence = database.answers()
    asks = skipped if silence else lambda look: look
    yield "Settings", machine.look_at_settings
    yield "Data folder", machine.look_at_data_folder
    yield "Clock", machine.look_at_clock
    yield "Database", database.look_at_database
    yield "Newest rows", asks(content.look_at_newest_rows)
    yield "Hosts of the unions", asks(content.look_at_hosts)
    yield "People", asks(content.look_at_people)
    yield "Files of the rows", asks(content.look_at_media)
    yield "Outbox", asks(content.look_at_outbox)
    yield "Jobs", asks(content.look_at_jobs)
    yield "Mail", network.look_at_mail
    yield "Proxies", machine.look_at_proxies
    yield "Static files", machine.look_at_static_files
    yield "Certificates", lambda: machine.look_at_certificates(certificates)
    yield "Backups", machine.look_at_backups
    yield "What machines share", machine.look_at_shared_parts
    yield "Outside addresses", lambda: look_outside(calls=calls, knows_hosts=not silence)


def skipped(look: Look) -> Look:
    return lambda: [warning("Not looked at: the database does not answer.", "See the section Database.")]


def look_outside(*, calls: bool, knows_hosts: bool) -> Iterator[Finding]:
    """Names every address; calls them only when that was asked for."""
    hosts = network.public_hosts() if knows_hosts else []
    for part in network.parts_of_installation():
        yield Finding(Level.OK, f"{part.address} is a part of the installation and was asked: {part.why}.")
    for outside in network.outside_addresses(hosts):
        yield Finding(Level.OK, f"{outside.address} {'is' if calls else 'would be'} called: {outside.why}.")
    if calls:
        yield from network.call_all(hosts)
    else:
        yield Finding(Level.OK, "Nothing outside was called; --network calls what is named here.")
