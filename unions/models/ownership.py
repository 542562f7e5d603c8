"""The base of every row of a union: its union, its version, its origin."""

from typing import ClassVar

from django.core.exceptions import ObjectDoesNotExist, ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modeltranslation.translator import translator

from unions.caching.generations import ChangeCountingQuerySet
from unions.history.moments import joined_version
from unions.models.deletion import Deletion
from unions.models.versions import StaleVersion
from unions.tenancy import scope
from unions.text.cleaning import CleanText
from unions.text.date_order import Rule, refuse_wrong_order
from unions.text.translation_state import COLUMN, NOT_TRANSLATED_BY_PEOPLE, OUTDATED, note_translation


class ScopedQuerySet(ChangeCountingQuerySet):
    """Rows of a union; named queries of the models build on it."""

    def demonstration(self):
        """Rows that `loaddemo` invented."""
        return self.filter(is_demo=True)

    def without_english(self):
        """Rows with a text in Turkish that is missing in English."""
        missing = Q(pk=None)
        for name in translator.get_options_for_model(self.model).all_fields:
            if name not in NOT_TRANSLATED_BY_PEOPLE:
                no_english = Q(**{f"{name}_en": ""}) | Q(**{f"{name}_en": None})
                missing |= no_english & ~Q(**{f"{name}_tr": ""}) & Q(**{f"{name}_tr__isnull": False})
        return self.filter(missing)

    def with_outdated_english(self):
        """Rows with a text whose Turkish has changed since it was translated."""
        return self.filter(**{f"{COLUMN}__has_key": OUTDATED})


_ManagerOfScopedRows = models.Manager.from_queryset(ScopedQuerySet)


class ScopedManager(_ManagerOfScopedRows):
    """Sees the rows of the union the running code is bound to.

    Raises ScopeMissing inside a request that has not been bound to a union.
    """

    use_in_migrations = False

    def get_queryset(self):
        return scope.narrow(super().get_queryset())


def managers(rows: type[ScopedQuerySet]) -> tuple[ScopedManager, models.Manager]:
    """The two ways to a union's rows, both with the named queries of `rows`.

    The first sees the union the running code is bound to, the second all unions:

        objects, all_unions = managers(PostQuerySet)
    """
    return ScopedManager.from_queryset(rows)(), models.Manager.from_queryset(rows)()


class Editable(CleanText):
    """A row that people edit: versioned, so that a save based on an old reading is refused; every change is remembered.

    A model names the fields that are held in both languages, those that its history leaves out (`unions.translation`
    registers both), and the group in `unions/tenancy/roles.toml` that its rights follow.
    """

    translated: ClassVar[list[str]] = []
    not_in_history: ClassVar[list[str]] = []
    rights_group: ClassVar[str] = ""
    # What the dates of a row must keep; see `unions.text.date_order`.
    date_rules: ClassVar[list[Rule]] = []

    version = models.PositiveIntegerField(_("version"), default=1, editable=False)
    created_at = models.DateTimeField(_("created"), auto_now_add=True)
    updated_at = models.DateTimeField(_("last changed"), auto_now=True)

    class Meta:
        abstract = True

    def save(self, *args, **kwargs):
        """Save the row as its next version.

        Raises StaleVersion when the stored row is no longer the one that was read.
        """
        self.clean_text()
        self.prepare_for_save()
        with transaction.atomic(using=kwargs.get("using")):
            if not self._state.adding:
                self._claim_next_version(kwargs)
            super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        """Delete the row and the parts of it, as one version of the whole."""
        with joined_version():
            return super().delete(*args, **kwargs)

    def clean(self):
        super().clean()
        refuse_wrong_order(self, self.date_rules)

    def prepare_for_save(self):
        """Fill fields that follow from others; called before every save, bulk creation included."""

    def clean_text(self):
        """Clean the texts and note how far their translation is; called before every save, bulk writes included."""
        super().clean_text()
        note_translation(self)

    @classmethod
    def fields_not_in_history(cls) -> list[str]:
        """The fields that the history leaves out: those that the model and each of its bases name."""
        return sorted({name for base in cls.__mro__ for name in vars(base).get("not_in_history", [])})

    def _claim_next_version(self, options):
        if self.version == 1:
            self._note_first_state(options.get("using"))
        rows = self._rows_to_claim(models.QuerySet(type(self), using=options.get("using")))
        # One conditional statement decides between two savers on either database.
        if not rows.filter(pk=self.pk, version=self.version).update(version=F("version") + 1):
            raise StaleVersion(self)
        self.version += 1

    def _note_first_state(self, using):
        """What was written in bulk has no history: before it is changed for the first time, its state goes there."""
        if type(self).history.filter(**{self._meta.pk.attname: self.pk}).exists():
            return
        stored = models.QuerySet(type(self), using=using).filter(pk=self.pk).first()
        if stored is not None:
            # Not of the person who changes it now.
            stored._history_user = None
            type(self).history.bulk_history_create([stored], update=True, default_date=stored.updated_at)

    def _rows_to_claim(self, rows):
        """The rows in which the version of this one is compared."""
        return rows


class UnionOwned(Editable):
    """A row that belongs to exactly one union and is reached through managers bound to it."""

    # A union is never deleted under its records.
    union = models.ForeignKey(
        "unions.Union", on_delete=models.PROTECT, related_name="+", editable=False, verbose_name=_("union")
    )
    staff_note = models.TextField(
        _("note for staff"),
        blank=True,
        help_text=_("Where this comes from and what still needs checking. Never shown on the site."),
    )
    is_demo = models.BooleanField(_("sample content"), default=False, editable=False)
    source_key = models.CharField(_("fact key"), max_length=120, blank=True, editable=False)

    # The foreign key whose union the row shares, named by models that live inside another row.
    union_from = ""

    objects = ScopedManager()
    all_unions = models.Manager.from_queryset(ScopedQuerySet)()

    class Meta:
        abstract = True
        default_manager_name = "objects"

    def delete(self, *args, **kwargs):
        """Delete the row with its parts; the bin holds it until its term ends."""
        pk, name = self.pk, self._name_for_the_bin()
        with transaction.atomic(using=kwargs.get("using")):
            deleted = super().delete(*args, **kwargs)
            Deletion.record(self, pk, name)
        return deleted

    def _name_for_the_bin(self) -> str:
        try:
            return str(self)
        except ObjectDoesNotExist:
            # It was named after another row, which is gone as well.
            return f"{self._meta.verbose_name} {self.pk}"

    def prepare_for_save(self):
        super().prepare_for_save()
        if self.union_id is None:
            self.union_id = self._union_of_surroundings()
        self._refuse_foreign_rows()

    def _rows_to_claim(self, rows):
        # A row that was read in one union is never written into another: the pages of both would be wrong.
        return rows.filter(union=self.union_id)

    def clean(self):
        self._refuse_foreign_rows()
        super().clean()

    @property
    def own_union(self):
        """The union of the row, without a query where the code is bound to it; of a new row, that which it will get."""
        bound = scope.union()
        if bound is not None and self.union_id in (None, bound.pk):
            return bound
        if self.union_id is not None:
            return self.union
        parent = getattr(self, self.union_from, None) if self.union_from else None
        return getattr(parent, "union", None)

    def _union_of_surroundings(self):
        parent = getattr(self, self.union_from, None) if self.union_from else None
        if parent is not None:
            return parent.union_id
        bound = scope.union()
        if bound is None:
            raise scope.ScopeMissing(f"A {type(self).__name__} needs a union: none was given and none is bound.")
        return bound.pk

    def _refuse_foreign_rows(self):
        """Raise ValidationError where a foreign key points at a row of another union."""
        own = self.union_id or getattr(scope.union(), "pk", None)
        for field in self._meta.concrete_fields:
            target = field.related_model if field.is_relation else None
            if target is None or not issubclass(target, UnionOwned) or getattr(self, field.attname) is None:
                continue
            if field.is_cached(self):
                foreign = getattr(self, field.name).union_id not in (own, None)
            else:
                foreign = not target.all_unions.filter(pk=getattr(self, field.attname), union=own).exists()
            if own is not None and foreign:
                raise ValidationError(
                    _("%(field)s: this entry belongs to another union.") % {"field": field.verbose_name},
                    code="other_union",
                )
