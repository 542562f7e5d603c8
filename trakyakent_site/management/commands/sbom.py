"""A bill of materials of what is locked, in CycloneDX, from the lock file and what the packages say of themselves."""

import json
import re
import uuid
from argparse import ArgumentParser
from collections.abc import Iterator
from importlib import metadata
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand

from trakyakent_site.operations.environment import RELEASED

PACKAGE = re.compile(r"^(?P<name>[A-Za-z0-9._-]+)(?:\[[^\]]+\])?==(?P<version>[^\s\\]+)")
HASH = re.compile(r"--hash=sha256:(?P<hash>[0-9a-f]{64})")
# The licence as a classifier says it, behind the last double colon.
LICENCE = "License :: OSI Approved :: "


class Command(BaseCommand):
    help = "Prints the bill of materials (CycloneDX 1.6, JSON) of the packages in requirements.txt."
    requires_system_checks: list[str] = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--output", default="", metavar="PATH", help="Write it there instead.")

    def handle(self, *, output: str, **options: Any) -> None:
        lock = Path(settings.BASE_DIR) / "requirements.txt"
        text = json.dumps(bill(lock.read_text(encoding="utf-8")), indent=1, ensure_ascii=False)
        if output:
            Path(output).write_text(f"{text}\n", encoding="utf-8")
        else:
            self.stdout.write(text)


def bill(lock: str) -> dict[str, Any]:
    """The same lock gives the same bill."""
    return {
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, lock)}",
        "version": 1,
        "metadata": {
            "timestamp": RELEASED.isoformat(),
            "component": {"type": "application", "name": "birlik", "version": f"{RELEASED:%Y.%m.%d}"},
        },
        "components": list(components(lock)),
    }


def components(lock: str) -> Iterator[dict[str, Any]]:
    part: dict[str, Any] | None = None
    for line in lock.splitlines():
        if match := PACKAGE.match(line):
            if part:
                yield part
            part = component(match["name"], match["version"])
        if part and (found := HASH.search(line)):
            part["hashes"].append({"alg": "SHA-256", "content": found["hash"]})
    if part:
        yield part


def component(name: str, version: str) -> dict[str, Any]:
    address = f"pkg:pypi/{name.lower()}@{version}"
    part: dict[str, Any] = {"type": "library", "bom-ref": address, "name": name, "version": version}
    part |= {"purl": address, "hashes": []}
    licence = licence_of(name)
    if licence:
        part["licenses"] = [{"license": {"name": licence}}]
    return part


def licence_of(name: str) -> str:
    """What the installed package says of itself."""
    try:
        about = metadata.metadata(name)
    except metadata.PackageNotFoundError:
        return ""
    classifiers = about.get_all("Classifier") or []
    named = [each.rpartition(" :: ")[2] for each in classifiers if each.startswith(LICENCE)]
    expressions, free_words = about.get_all("License-Expression") or [], about.get_all("License") or []
    said = [*expressions, " OR ".join(named), *free_words]
    return next((text.split("\n")[0].strip()[:100] for text in said if text.strip()), "")
