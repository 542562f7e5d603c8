"""Makes the site: migrates, and writes the content of the file named first."""

import json
import sys
from pathlib import Path

import django
from django.core.management import call_command

django.setup()
call_command("migrate", run_syncdb=True, verbosity=0)

from listing.models import Member, MenuEntry, Province, Union  # noqa: E402

content = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
Union.objects.create(name="Belediyeler Birliği")
MenuEntry.objects.bulk_create(MenuEntry(**entry) for entry in content["menu"])
names = {member["province"] for member in content["members"]}
provinces = {name: Province.objects.create(name=name) for name in sorted(names)}
for member in content["members"]:
    Member.objects.create(**member | {"province": provinces[member["province"]]})
