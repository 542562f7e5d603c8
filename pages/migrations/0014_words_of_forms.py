"""Pages at the top of the tree make room for the addresses of the forms."""

from django.db import migrations
from django.db.models import F

# The words of the forms, and what a page that had one of them is called from now on.
WORDS = {
    "tr": {
        "bilgi-edinme": "basvuru-yollari",
        "dilekce": "dilekce-sayfasi",
        "sikayet": "sikayet-sayfasi",
        "basvuru-durumu": "basvuru-durumu-sayfasi",
        "engel": "engel-sayfasi",
    },
    "en": {
        "information-request": "information-request-page",
        "petition": "petition-page",
        "complaint": "complaint-page",
        "request-status": "request-status-page",
        "barrier": "barrier-page",
    },
}


def make_room(apps, schema_editor):
    Page = apps.get_model("pages", "Page")
    Generation = apps.get_model("unions", "Generation")
    unions = set()
    for language, words in WORDS.items():
        slug, path = f"slug_{language}", f"path_{language}"
        for old, new in words.items():
            for page in Page.objects.filter(**{path: old}):
                setattr(page, slug, free_word(Page, page.union_id, path, new))
                new_path = getattr(page, slug)
                rename(Page, page.pk, slug, path, new_path, language)
                for below in Page.objects.filter(union_id=page.union_id, **{f"{path}__startswith": f"{old}/"}):
                    moved = new_path + getattr(below, path)[len(old) :]
                    rename(Page, below.pk, None, path, moved, language)
                unions.add(page.union_id)
    Generation.objects.filter(union_id__in=unions).update(number=F("number") + 1)


def rename(Page, pk, slug, path, new_path, language):
    values = {path: new_path, **({slug: new_path} if slug else {})}
    if language == "tr":
        # The columns without a language hold the Turkish text.
        values |= {"path": new_path, **({"slug": new_path} if slug else {})}
    Page.objects.filter(pk=pk).update(**values)


def free_word(Page, union_id, path, word):
    number, found = 1, word
    while Page.objects.filter(union_id=union_id, **{path: found}).exists():
        number += 1
        found = f"{word}-{number}"
    return found


class Migration(migrations.Migration):
    dependencies = [("pages", "0013_requests"), ("unions", "0016_contact_and_statute_text")]

    operations = [migrations.RunPython(make_room, migrations.RunPython.noop)]
