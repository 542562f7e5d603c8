"""Makes our installation for measuring, in a process of its own: `python -m benchmarks.ours`, with DATA_DIR set.

The union that is measured holds the content that all sides share; nineteen others stand beside it, each with posts
and pages.
"""

import os
from datetime import date, timedelta

import django
from django.core.management import call_command

from benchmarks.content import MEMBERS, MENU

UNIONS = int(os.environ.get("BENCHMARK_UNIONS", "20"))
POSTS = 100


def build() -> None:
    others = ["admin", "adminsortable2", "django_prose_editor", "modeltranslation"]
    call_command("migrate", verbosity=0)
    call_command("createcachetable", verbosity=0)
    call_command("collectstatic", interactive=False, ignore_patterns=others, verbosity=0)

    from django.utils.text import slugify

    from members.directory.models import Listing
    from members.membership.models import Membership
    from members.municipalities.models import Municipality, Province
    from pages.models import MenuItem, Page, Post
    from unions.models import Organ, Union, UnionHost, UnionName
    from unions.tenancy import scope

    provinces = {}
    for number, name in enumerate(dict.fromkeys(member["province"] for member in MEMBERS), start=1):
        provinces[name] = Province.objects.create(name=name, plate=number, slug=slugify(name))
    municipalities = [
        Municipality.objects.create(
            name=member["name"],
            slug=member["slug"],
            code=member["slug"],
            province=provinces[member["province"]],
            kind=Municipality.Kind.DISTRICT,
            population=member["population"],
            population_year=2025,
        )
        for member in MEMBERS
    ]
    for number in range(UNIONS):
        union = Union.objects.create(code=f"birlik-{number}", is_default=number == 0)
        with scope.of(union):
            UnionHost.objects.create(host=f"birlik-{number}.localhost", is_primary=True)
            UnionName.objects.create(name_tr=f"{number}. Belediyeler Birliği", name_en=f"Union {number}")
            Organ.objects.create(kind=Organ.Kind.ASSEMBLY, title_tr="Meclis", title_en="Assembly")
            for municipality, member in zip(municipalities, MEMBERS, strict=True):
                Membership.objects.create(municipality=municipality, start_date=date(2000, 1, 1))
                known = {name: member[name] for name in ["mayor", "phone", "email", "website", "address"]}
                Listing.objects.create(municipality=municipality, **known)
            for entry in MENU:
                page = Page.objects.create(title_tr=entry["title"], slug_tr=entry["slug"], status="published")
                if number == 0:
                    MenuItem.objects.create(place=MenuItem.Place.MAIN, page=page)
            Post.objects.bulk_create(posts(Post, POSTS))


def posts(model, count: int, **fields) -> list:
    """News, one a day into the past."""
    return [
        model(
            title_tr=f"Haber {number}",
            title_en=f"News {number}",
            slug_tr=f"haber-{number}",
            slug_en=f"news-{number}",
            summary_tr="Kısa bir özet. " * 5,
            date=date(2026, 1, 1) - timedelta(days=number % 9000),
            status="published",
            **fields,
        )
        for number in range(count)
    ]


if __name__ == "__main__":
    django.setup()
    build()
