"""The text by which a row is found: folded once, when the row is written, and searched by the database.

Both databases compare folded text alike: it is lower-case, without marks, and has no sign but letters and digits.
"""

from collections.abc import Iterable
from typing import Any, Self, cast

from django.conf import settings
from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured
from django.db import migrations, models, transaction
from django.db.models import Q

from unions.text.turkish import fold

SEARCH_TEXT = "search_text"
# No text of a list has more different words, nor a longer one; the databases have limits of their own.
MOST_WORDS = 100
LONGEST_WORD = 1000
BATCH = 500


class SearchTextField(models.TextField):
    """What the row's `search_fields` say, folded; written with every row."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"editable": False, "blank": True, "default": "", **options})

    def deconstruct(self) -> Any:
        name, _path, arguments, options = super().deconstruct()
        # Migrations know it as what it is to the database.
        return name, "django.db.models.TextField", arguments, options

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        text = folded(getattr(model_instance, column) for column in columns_of(type(model_instance)))
        setattr(model_instance, self.attname, text)
        return text


class SearchTextQuerySet(models.QuerySet):
    """Rows that are searched by their folded text; bulk writes keep it right."""

    def with_words(self, text: str) -> Self:
        """The rows that have all the words, however they are spelled."""
        return cast(Self, with_words(self, text, [SEARCH_TEXT]))

    def update(self, **values: Any) -> int:
        if SEARCH_TEXT in values or not changes_text(self.model, values):
            return super().update(**values)
        with transaction.atomic(using=self.db):
            # Afterwards the rows may no longer be those that the queryset finds.
            numbers = list(self.order_by().values_list("pk", flat=True))
            count = super().update(**values)
            rows: models.QuerySet = models.QuerySet(self.model, using=self.db)
            for start in range(0, len(numbers), BATCH):
                refold(rows.filter(pk__in=numbers[start : start + BATCH]), columns_of(self.model))
        return count

    update.alters_data = True  # type: ignore[attr-defined]  # templates are not to call it

    def bulk_update(self, objs: Iterable[Any], fields: Iterable[str], batch_size: int | None = None) -> int:
        rows, fields = list(objs), list(fields)
        columns = columns_of(self.model) if changes_text(self.model, fields) else []
        # Names of a field in the active language, and what the database works out, are left to `update`.
        is_plain = {*fields}.isdisjoint({*getattr(self.model, "search_fields", [])} - {*columns})
        if columns and SEARCH_TEXT not in fields and is_plain and not works_out_any(rows, columns):
            # What is not written may say something else in the rows at hand than in the database.
            others = [column for column in columns if column not in fields]
            stored: models.QuerySet = models.QuerySet(self.model, using=self.db).filter(
                pk__in=[row.pk for row in rows] if others else []
            )
            known = {
                number: dict(zip(others, texts, strict=True)) for number, *texts in stored.values_list("pk", *others)
            }
            for row in rows:
                texts = {column: getattr(row, column) for column in columns} | known.get(row.pk, {})
                row.search_text = folded(texts.values())
            fields.append(SEARCH_TEXT)
        return super().bulk_update(rows, fields, batch_size=batch_size)

    bulk_update.alters_data = True  # type: ignore[attr-defined]  # templates are not to call it


class Searchable(models.Model):
    """A row that lists are searched for. Listed after the bases whose `save` fills fields that are searched."""

    # Columns of the row itself; what is held in both languages is found by either.
    search_fields: list[str] = []
    # It follows from the other fields, which the history has.
    not_remembered = [SEARCH_TEXT]

    search_text = SearchTextField()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        names = kwargs.get("update_fields")
        if names is None and SEARCH_TEXT in self.get_deferred_fields():
            # What has not been read is not saved.
            self.search_text = ""
        elif names is not None and changes_text(type(self), names):
            kwargs["update_fields"] = {*names, SEARCH_TEXT}
        super().save(*args, **kwargs)


def columns_of(model: type[models.Model]) -> list[str]:
    """The columns that the search text is made of: of a translated field those of its languages."""
    columns = []
    for name in cast("type[Searchable]", model).search_fields:
        translated = [f"{name}_{language}" for language, _name in settings.LANGUAGES]
        columns += translated if has_field(model, translated[0]) else [name]
    return columns


def has_field(model: type[models.Model], name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True


def changes_text(model: type[models.Model], names: Iterable[str]) -> bool:
    """Whether the search text of a row changes with these fields."""
    return issubclass(model, Searchable) and not {*columns_of(model), *model.search_fields}.isdisjoint(names)


def works_out_any(rows: Iterable, columns: list[str]) -> bool:
    """Whether a column is to be filled with what the database works out."""
    return any(hasattr(getattr(row, column), "resolve_expression") for row in rows for column in columns)


def folded(values: Iterable) -> str:
    return fold(" ".join(str(value) for value in values if value not in (None, "")))


def refold(rows: models.QuerySet, columns: list[str]) -> None:
    """Write the search text of stored rows anew, where it is another."""
    changed = []
    for number, known, *values in rows.order_by().values_list("pk", SEARCH_TEXT, *columns):
        if (text := folded(values)) != known:
            changed.append(rows.model(pk=number, search_text=text))
    models.QuerySet(rows.model, using=rows.db).bulk_update(changed, [SEARCH_TEXT], batch_size=BATCH)


def filled(app_label: str, columns: dict[str, list[str]]) -> migrations.RunPython:
    """The step of a migration that writes the search text of the rows that are there already, by model."""

    def fill(apps: Any, schema_editor: Any) -> None:
        for name, of_model in columns.items():
            rows: models.QuerySet = models.QuerySet(
                apps.get_model(app_label, name), using=schema_editor.connection.alias
            )
            numbers = list(rows.order_by("pk").values_list("pk", flat=True))
            for start in range(0, len(numbers), BATCH):
                refold(rows.filter(pk__in=numbers[start : start + BATCH]), of_model)

    return migrations.RunPython(fill, migrations.RunPython.noop)


# Searching


def words_of(text: str) -> list[str]:
    """The words of a search, the longest first; what another word contains need not be looked for."""
    words: list[str] = []
    for word in sorted(set(fold(text).split()), key=lambda word: (-len(word), word)):
        if len(words) == MOST_WORDS:
            break
        if not any(word in longer for longer in words):
            words.append(word)
    return words


def with_words(rows: models.QuerySet, text: str, columns: list[str]) -> models.QuerySet:
    """The rows that have all the words, each in any of the search texts; all rows where there are no words."""
    words = words_of(text)
    if any(len(word) > LONGEST_WORD for word in words):
        return rows.none()
    wanted = Q()
    for word in words:
        anywhere = Q()
        for column in columns:
            anywhere |= Q(**{f"{column}__contains": word})
        wanted &= anywhere
    return rows.filter(wanted)


def searched_columns(model: type[models.Model], lookups: Iterable[str]) -> list[str]:
    """The search texts in which these fields are found: the row's own, and those of rows it points to.

    Raises ImproperlyConfigured for a field that no search text holds.
    """
    columns = []
    for lookup in lookups:
        *path, name = lookup.split("__")
        target = model
        for step in path:
            target = cast("type[models.Model]", target._meta.get_field(step).related_model)
        if not changes_text(target, [name]):
            raise ImproperlyConfigured(f"{target._meta.label}.{name} is not among the model's search_fields.")
        columns.append("__".join([*path, SEARCH_TEXT]))
    return list(dict.fromkeys(columns))
