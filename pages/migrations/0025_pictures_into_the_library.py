"""The pictures that rows show become pictures of the library: the same stored files, and nothing of the rows changes."""

from pathlib import PurePosixPath
from typing import Any

from django.db import migrations

from unions.files.uploads import NAMED_SIZE
from unions.text.search_text import fill_search_text

MODELS = [("pages", "Post"), ("pages", "Event"), ("pages", "Project"), ("pages", "Photo"), ("unions", "HistoryEvent")]
COLUMNS = ["union_id", "picture", "picture_alt_tr", "picture_alt_en", "is_demo", "created_at"]
FOCUS = ["picture_focus_x", "picture_focus_y"]


def fill(apps: Any, schema_editor: Any) -> None:
    alias = schema_editor.connection.alias
    Picture = apps.get_model("pages", "Picture")  # a model
    sums = dict(apps.get_model("unions", "FileRecord").objects.using(alias).values_list("name", "sha256"))
    found: dict[tuple[int, str], Any] = {}
    for label in MODELS:
        model = apps.get_model(*label)
        focus = [name for name in FOCUS if name in {field.name for field in model._meta.fields}]
        rows = model._base_manager.using(alias).exclude(picture="").order_by("pk")
        for row in rows.values(*COLUMNS, *focus):
            name = str(row["picture"])
            words = {f"alt_{code}": row[f"picture_alt_{code}"] or "" for code in ["tr", "en"]}
            picture = Picture(
                union_id=row["union_id"],
                name=PurePosixPath(NAMED_SIZE.sub("", name.rpartition("/")[2])).stem[:200],
                picture=name,
                alt=words["alt_tr"],
                added_on=row["created_at"].date(),
                is_demo=row["is_demo"],
                sum=sums.get(name, ""),
                **words,
                **{column: row[column] for column in focus},
            )
            found.setdefault((row["union_id"], name), picture)
    Picture._base_manager.using(alias).bulk_create(found.values(), batch_size=500)


class Migration(migrations.Migration):
    dependencies = [("pages", "0024_picture_library")]

    operations = [
        migrations.RunPython(fill, migrations.RunPython.noop),
        fill_search_text("pages", {"picture": ["name", "alt_tr", "alt_en", "credit"]}),
    ]
