"""The search text of a row: folded when the row is saved, and searched by the database.

Both databases compare folded text alike, since it has only lower-case letters without accents, digits and spaces.
"""

from collections.abc import Iterable
from itertools import product
from typing import Any, ClassVar, Self, TypeVar, cast

from django.conf import settings
from django.core.exceptions import FieldDoesNotExist, ImproperlyConfigured
from django.db import migrations, models, transaction
from django.db.models import Q

from unions.text.cleaning import CleanText, CleanTextQuerySet, not_for_templates
from unions.text.stems import needles_of
from unions.text.turkish import fold

SEARCH_TEXT = "search_text"
# More words, or longer ones, are in no text; the databases have limits, too.
MOST_WORDS = 100
LONGEST_WORD = 1000
BATCH = 500


class SearchTextField(models.TextField):
    """The folded text of the row's `search_fields`, written whenever the row is saved."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**{"editable": False, "blank": True, "default": "", **options})

    def deconstruct(self) -> Any:
        name, _path, arguments, options = super().deconstruct()
        # To migrations it is a plain text field.
        return name, "django.db.models.TextField", arguments, options

    def pre_save(self, model_instance: models.Model, add: bool) -> str:
        model = type(model_instance)
        text = folded_text(found_by(model, column, getattr(model_instance, column)) for column in columns_of(model))
        setattr(model_instance, self.attname, text)
        return text


class SearchTextQuerySet(CleanTextQuerySet):
    """Rows with a search text, which bulk writes update as well."""

    def with_words(self, text: str) -> Self:
        """The rows that have all the words, regardless of case and accents."""
        return with_words(self, text, [SEARCH_TEXT])

    @not_for_templates
    def update(self, **values: Any) -> int:
        if SEARCH_TEXT in values or not changes_text(self.model, values):
            return super().update(**values)
        with transaction.atomic(using=self.db):
            # After the update, the queryset may match other rows.
            keys = list(self.order_by().values_list("pk", flat=True))
            count = super().update(**values)
            refold_in_batches(models.QuerySet(self.model, using=self.db), keys, columns_of(self.model))
        return count

    @not_for_templates
    def bulk_update(self, objs: Iterable[Any], fields: Iterable[str], batch_size: int | None = None) -> int:
        rows, fields = list(objs), list(fields)
        columns = columns_of(self.model) if changes_text(self.model, fields) else []
        # A translated field without its language, and database expressions, are left to `update`.
        is_plain = {*fields}.isdisjoint({*getattr(self.model, "search_fields", [])} - {*columns})
        if columns and SEARCH_TEXT not in fields and is_plain and not any_expression(rows, columns):
            # Columns that are not written may differ between these rows and the database.
            others = [column for column in columns if column not in fields]
            stored: models.QuerySet = models.QuerySet(self.model, using=self.db).filter(
                pk__in=[row.pk for row in rows] if others else []
            )
            stored_texts = {
                key: dict(zip(others, texts, strict=True)) for key, *texts in stored.values_list("pk", *others)
            }
            for row in rows:
                texts = {column: getattr(row, column) for column in columns} | stored_texts.get(row.pk, {})
                row.search_text = folded_text(found_by(self.model, *pair) for pair in texts.items())
            fields.append(SEARCH_TEXT)
        return super().bulk_update(rows, fields, batch_size=batch_size)


class Searchable(CleanText):
    """A row with a search text. Put this base after those whose `save` fills searched fields."""

    # Fields of the row itself; a translated field is searched in both languages.
    search_fields: ClassVar[list[str]] = []
    # What people call the row, if not by the first of these: parts, each of one field or of several written together.
    named_by: ClassVar[list[list[str]]] = []
    # It follows from other fields, which the history holds.
    not_in_history: ClassVar[list[str]] = [SEARCH_TEXT]

    search_text = SearchTextField()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        names = kwargs.get("update_fields")
        if names is None and SEARCH_TEXT in self.get_deferred_fields():
            # The field is deferred, so it is not saved.
            self.search_text = ""
        elif names is not None and changes_text(type(self), names):
            kwargs["update_fields"] = {*names, SEARCH_TEXT}
        super().save(*args, **kwargs)


def columns_of(model: type[models.Model]) -> list[str]:
    """The columns of which the search text is made: for a translated field, one for each language."""
    return [column for name in cast("type[Searchable]", model).search_fields for column in column_names(model, name)]


def column_names(model: type[models.Model], name: str) -> list[str]:
    """The columns of a field: one, or for a translated text one for each language."""
    translated = [f"{name}_{language}" for language, _name in settings.LANGUAGES]
    return translated if has_field(model, translated[0]) else [name]


def has_field(model: type[models.Model], name: str) -> bool:
    try:
        model._meta.get_field(name)
    except FieldDoesNotExist:
        return False
    return True


def changes_text(model: type[models.Model], names: Iterable[str]) -> bool:
    """Whether the search text of a row depends on one of these fields."""
    return issubclass(model, Searchable) and not {*columns_of(model), *model.search_fields}.isdisjoint(names)


def any_expression(rows: Iterable, columns: list[str]) -> bool:
    """Whether any column of a row is set to a database expression."""
    return any(hasattr(getattr(row, column), "resolve_expression") for row in rows for column in columns)


def found_by(model: type[models.Model], column: str, value: object) -> object:
    """By what a search finds the value of a column: by itself, unless its field says more."""
    searched = getattr(model._meta.get_field(column), "searched", None)
    return searched(value) if searched and isinstance(value, str) else value


def folded_text(values: Iterable) -> str:
    return fold(" ".join(str(value) for value in values if value not in (None, "")))


def refold(rows: models.QuerySet, columns: list[str]) -> None:
    """Update the search text of stored rows where it has changed."""
    changed = []
    for key, stored, *values in rows.order_by().values_list("pk", SEARCH_TEXT, *columns):
        texts = (found_by(rows.model, *pair) for pair in zip(columns, values, strict=True))
        if (text := folded_text(texts)) != stored:
            changed.append(rows.model(pk=key, search_text=text))
    models.QuerySet(rows.model, using=rows.db).bulk_update(changed, [SEARCH_TEXT], batch_size=BATCH)


def refold_in_batches(rows: models.QuerySet, keys: list, columns: list[str]) -> None:
    for start in range(0, len(keys), BATCH):
        refold(rows.filter(pk__in=keys[start : start + BATCH]), columns)


def fill_search_text(app_label: str, columns: dict[str, list[str]]) -> migrations.RunPython:
    """A migration operation that writes the search text of existing rows; `columns` by model name."""

    def fill(apps: Any, schema_editor: Any) -> None:
        for name, of_model in columns.items():
            rows: models.QuerySet = models.QuerySet(
                apps.get_model(app_label, name), using=schema_editor.connection.alias
            )
            refold_in_batches(rows, list(rows.order_by("pk").values_list("pk", flat=True)), of_model)

    return migrations.RunPython(fill, migrations.RunPython.noop)


# Searching


def words_of(text: str) -> list[str]:
    """The words of a search, the longest first; a word that another one contains is left out."""
    words: list[str] = []
    for word in sorted(set(fold(text).split()), key=lambda word: (-len(word), word)):
        if len(words) == MOST_WORDS:
            break
        if not any(word in longer for longer in words):
            words.append(word)
    return words


Rows = TypeVar("Rows", bound=models.QuerySet)


def with_words(rows: Rows, text: str, columns: list[str], others: Q | None = None) -> Rows:
    """The rows that have all the words, each in any of the search texts, and others; without words, all rows.

    A long word is met by its stem: “bütçesinin” finds “bütçe”.
    """
    words = words_of(text)
    if any(len(word) > LONGEST_WORD for word in words):
        return rows.none()
    wanted = Q()
    for word in words:
        anywhere = Q()
        for column, needle in product(columns, needles_of(word)):
            anywhere |= Q(**{f"{column}__contains": needle})
        wanted &= anywhere
    return rows.filter(wanted | others if words and others else wanted)


def searched_columns(model: type[models.Model], lookups: Iterable[str]) -> list[str]:
    """The search texts that hold these fields: that of the row itself, and those of related rows.

    Raises ImproperlyConfigured for a field that is in no search text.
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
