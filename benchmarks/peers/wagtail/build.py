"""Makes the site: migrates, and writes the content of the file named first."""

import json
import os
import sys
from pathlib import Path

import django
from django.core.management import call_command

migrations = Path(os.environ["BENCHMARK_FOLDER"]) / "listing_migrations"
migrations.mkdir(exist_ok=True)
(migrations / "__init__.py").touch()
django.setup()
call_command("makemigrations", "listing", verbosity=0)
call_command("migrate", verbosity=0)
call_command("collectstatic", interactive=False, verbosity=0)

from listing.models import ListPage, MemberPage, MenuPage  # noqa: E402
from wagtail.models import Page, Site  # noqa: E402

content = json.loads(Path(sys.argv[1]).read_text(encoding="utf-8"))
Page.objects.filter(depth=2).delete()
root = Page.objects.get(depth=1)
home = root.add_child(instance=MenuPage(title="Ana sayfa", slug="ana-sayfa"))
Site.objects.all().delete()
Site.objects.create(hostname="localhost", root_page=home, is_default_site=True)
members = home.add_child(instance=ListPage(title="Üye belediyeler", slug="uyeler"))
for entry in content["menu"]:
    home.add_child(instance=MenuPage(title=entry["title"], slug=entry["slug"], show_in_menus=True))
for member in content["members"]:
    title = member.pop("name")
    members.add_child(instance=MemberPage(title=title, **member))
