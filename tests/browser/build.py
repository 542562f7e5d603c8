"""Makes the installation that the browser visits: `python -m tests.browser.build`, with DATA_DIR in the environment.

It runs in a process of its own, with the settings that visitors meet.
"""

import json
from datetime import timedelta

import django
from django.core.management import call_command
from django.utils import timezone, translation


def make_installation():
    for command in ["migrate", "createcachetable", "loadreference", "loadfacts", "loaddemo"]:
        call_command(command, verbosity=0)
    # Compressing what only the administration uses takes longer than everything else.
    others = ["admin", "django_prose_editor", "modeltranslation"]
    call_command("collectstatic", interactive=False, ignore_patterns=others, verbosity=0)


def add_what_demonstrations_lack():
    """A union that nobody has written a word for, a decision on its way, and posts that test the limits."""
    from pages.models import Post
    from tests.browser.samples import UNTRANSLATED, UNWIELDY
    from unions.models import Decision, Organ, Union, UnionHost, UnionName
    from unions.tenancy import scope

    empty = Union.objects.create(code="bos")
    UnionHost.objects.create(union=empty, host="bos.localhost", is_primary=True)
    UnionName.objects.create(union=empty, name_tr="Boş Birlik", name_en="Empty Union")

    today = timezone.localdate()
    word = "lilerdenmişçesine" * 9
    rows = "".join(f"<td>Süleymanpaşa {number}</td>" for number in range(12))
    published = Post.Status.PUBLISHED
    for union in Union.objects.exclude(pk=empty.pk):
        with scope.of(union):
            Decision.objects.create(
                organ=Organ.objects.get(kind="assembly"),
                number=999,
                date=today - timedelta(days=20),
                title_tr="Yeni alınmış karar",
                title_en="A decision just taken",
                final_on=today - timedelta(days=12),
                status=published,
            )
            Post.objects.create(kind="announcement", title_tr=UNTRANSLATED, body_tr="<p>Metin</p>", status=published)
            Post.objects.create(
                kind="news",
                title_tr=f"{UNWIELDY}{word}",
                title_en=f"From{word}",
                summary_tr=word,
                summary_en=word,
                body_tr=f"<h2>{word}</h2><p>{word}</p><table><tbody><tr>{rows}</tr></tbody></table>",
                body_en=f"<h2>{word}</h2><p>{word}</p><table><tbody><tr>{rows}</tr></tbody></table>",
                date="2019-01-01",
                status=published,
            )
            Post.objects.create(
                kind="announcement",
                title_tr="Geri çekilen duyuru",
                title_en="Withdrawn announcement",
                slug_tr="geri-cekilen-duyuru",
                slug_en="withdrawn-announcement",
                status=Post.Status.WITHDRAWN,
                withdrawal_reason_tr="Toplantı ertelendi.",
                withdrawal_reason_en="The meeting was put off.",
            )


def paths() -> dict[str, dict[str, str]]:
    """Where each sample stands: by union, name, variant and language."""
    from tests.browser.samples import LISTS, SAMPLES
    from unions.models import Union
    from unions.publishing.addresses import LANGUAGES
    from unions.tenancy import scope

    found = {}
    for union in Union.objects.all():
        for name, samples in SAMPLES.items():
            for variant, sample in samples.items():
                if union.code == "bos" and (variant or name not in LISTS):
                    continue
                for language in LANGUAGES:
                    with scope.of(union), translation.override(language):
                        found[f"{union.code} {name} {variant} {language}"] = sample()
    return found


def answers() -> dict[str, dict[str, dict[str, str]]]:
    """What people come for, by union, language and question."""
    from unions.models import Decision, Duty, Union
    from unions.publishing.addresses import LANGUAGES
    from unions.tenancy import scope

    found = {}
    for union in Union.objects.exclude(code="bos"):
        with scope.of(union):
            rows = {"last decision": Decision.objects.published().first(), "first duty": Duty.objects.first()}
        found[union.code] = {
            language: {question: getattr(row, f"title_{language}") for question, row in rows.items()}
            for language in LANGUAGES
        }
    return found


def error_pages() -> dict[str, str]:
    """Pages that only a broken site shows."""
    from django.template.loader import render_to_string

    return {name: render_to_string(f"{name}.html") for name in ["400", "500", "unavailable"]}


def main():
    from django.conf import settings

    make_installation()
    add_what_demonstrations_lack()
    made = {"paths": paths(), "answers": answers(), "error_pages": error_pages()}
    (settings.DATA_DIR / "built.json").write_text(json.dumps(made), encoding="utf-8")


if __name__ == "__main__":
    django.setup()
    main()
