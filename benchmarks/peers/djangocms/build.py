"""Makes the site: migrates, and writes the content of the file named first."""

import json
import sys
from pathlib import Path

import django
from django.core.management import call_command

django.setup()
call_command("migrate", run_syncdb=True, verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)

from cms.api import add_plugin, create_page  # noqa: E402
from django.contrib.auth import get_user_model  # noqa: E402
from listing.models import Member  # noqa: E402

content = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
user = get_user_model().objects.create_superuser("editor", "editor@localhost", "only-for-benchmarks")
Member.objects.bulk_create([Member(**member) for member in content["members"]])
options = {"template": "listing/list.html", "language": "tr", "created_by": user}
members = create_page("Üye belediyeler", slug="uyeler", **options)
placeholder = members.get_content_obj("tr").get_placeholders().get(slot="content")
add_plugin(placeholder, "MembersPlugin", "tr")
for entry in content["menu"]:
    create_page(entry["title"], slug=entry["slug"], in_navigation=True, **options)
