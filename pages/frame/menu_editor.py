"""A whole menu in one form: its entries in their order and on both levels, in both languages, and new ones."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import QueryDict
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from pages.frame.menu_targets import Described, described, name_in, thing_named
from pages.frame.models import MenuItem
from pages.tree.models import Page
from unions.admin.kit.forms import UnionOwnedForm
from unions.models.versions import StaleVersion
from unions.publishing.addresses import LANGUAGES
from unions.tenancy import scope

TOP, BENEATH = "1", "2"
# Forms for new entries that a page without a script shows, and the most that are read at once.
BLANK, MOST_NEW = 3, 50
LAST = 9_999
LABELS = [f"label_{code}" for code in LANGUAGES]
CHANGED = gettext_lazy(
    "Someone else has changed this menu in the meantime. Nothing has been saved; your entries are still here. Save "
    "again to replace theirs."
)


class EntryForm(UnionOwnedForm):
    """One entry: its words, its place among the others, and whether it goes."""

    order = forms.IntegerField(label=gettext_lazy("order"), min_value=0, max_value=LAST, required=False)
    level = forms.ChoiceField(
        label=gettext_lazy("level"),
        choices=[(TOP, gettext_lazy("top level")), (BENEATH, gettext_lazy("beneath the entry above"))],
    )
    goes = forms.BooleanField(label=gettext_lazy("Remove from the menu"), required=False)

    class Meta:
        model = MenuItem
        fields = LABELS

    is_new = False
    described: Described | None = None

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in LABELS:
            self.fields[name].help_text = ""
            self.fields[name].widget.attrs |= {"lang": name[-2:], "size": "24"}

    @property
    def place_in_menu(self) -> int:
        order = self.cleaned_data.get("order")
        return LAST if order is None else order

    @property
    def is_beneath(self) -> bool:
        return str(self.cleaned_data.get("level")) == BENEATH

    @property
    def goes_away(self) -> bool:
        return bool(self.cleaned_data.get("goes"))


class NewEntryForm(EntryForm):
    """An entry that is added: where it leads is a section of the site, or something chosen or typed."""

    is_new = True

    class Meta(EntryForm.Meta):
        fields = ["section", "link", *LABELS]

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields.pop("version", None)
        for name in ["section", "link"]:
            self.fields[name].help_text = ""

    @property
    def is_empty(self) -> bool:
        return not any((self.data.get(self.add_prefix(name)) or "").strip() for name in self.Meta.fields)

    def clean(self) -> Any:
        cleaned = super().clean()
        link = cleaned.get("link") or ""
        thing = thing_named(link) if link else None
        if thing is not None and isinstance(thing.row, Page):
            self.instance.page, cleaned["link"] = thing.row, ""
        elif thing is not None:
            cleaned["link"] = thing.reference
            for name in LABELS:
                cleaned[name] = cleaned.get(name) or name_in(thing.row, name[-2:])[:80]
        elif link and not cleaned.get(LABELS[0]):
            self.add_error(LABELS[0], ValidationError(_("Write what the menu shows."), code="no_label"))
        return cleaned


class MenuEditor:
    """The form of one menu, as it is stored or as it was sent."""

    def __init__(self, place: str, data: QueryDict | None = None):
        self.place = place
        self.items = in_order(MenuItem.objects.filter(place=place).with_target())
        self.errors: list[Any] = []
        self.is_stale = data is not None and self.is_overtaken(data)
        if self.is_stale and data is not None:
            self.errors.append(CHANGED)
            data = self.with_present_versions(data)
        self.data = data
        self.forms = [*self.forms_of_entries(), *self.forms_of_new()]
        self.vanished = len(self.posted_keys(data) - {str(item.pk) for item in self.items}) if data else 0

    # What it shows

    def forms_of_entries(self) -> list[EntryForm]:
        found = described(self.items)
        entries = []
        for number, item in enumerate(self.items, start=1):
            initial = {"order": number, "level": BENEATH if item.parent_id else TOP}
            is_sent = self.data is not None and f"{item.pk}-order" in self.data
            form = EntryForm(self.data if is_sent else None, instance=item, prefix=str(item.pk), initial=initial)
            form.described = found[item.pk]
            for code in LANGUAGES:
                form.fields[f"label_{code}"].widget.attrs["placeholder"] = found[item.pk].names[code]
            entries.append(form)
        return entries

    def forms_of_new(self) -> list[EntryForm]:
        if self.data is None:
            return [self.blank(f"new-{number}") for number in range(BLANK)]
        sent = self.data.get("new", "")
        number = min(int(sent), MOST_NEW) if sent.isdecimal() and len(sent) < 4 else 0
        return [NewEntryForm(self.data, prefix=f"new-{each}", instance=self.fresh()) for each in range(number)]

    def fresh(self) -> MenuItem:
        return MenuItem(union=scope.union(), place=self.place)

    def blank(self, prefix: str) -> EntryForm:
        return NewEntryForm(prefix=prefix, instance=self.fresh(), initial={"level": TOP})

    @property
    def template(self) -> EntryForm:
        """The form that a script copies for one more entry."""
        return self.blank("new-__new__")

    @property
    def number_of_new(self) -> int:
        return sum(form.is_new for form in self.forms)

    # What was sent

    def posted_keys(self, data: QueryDict) -> set[str]:
        return set(data.getlist("entry"))

    def is_overtaken(self, data: QueryDict) -> bool:
        sent = {item.pk: data.get(f"{item.pk}-version") for item in self.items}
        return any(version is not None and version != str(item.version) for item, version in self.versions(sent))

    def versions(self, sent: dict[int, str | None]) -> Iterable[tuple[MenuItem, str | None]]:
        return [(item, sent[item.pk]) for item in self.items]

    def with_present_versions(self, data: QueryDict) -> QueryDict:
        data = data.copy()
        for item in self.items:
            if f"{item.pk}-version" in data:
                data[f"{item.pk}-version"] = str(item.version)
        return data

    def sent_forms(self) -> list[EntryForm]:
        """The forms that hold something, in the order that they ask for."""
        sent = [form for form in self.forms if form.is_bound and not (isinstance(form, NewEntryForm) and form.is_empty)]
        # An error in one does not hide that of another.
        valid = [form.is_valid() for form in sent]
        return sorted(sent, key=lambda form: form.place_in_menu) if all(valid) else []

    def save(self) -> bool:
        """Save the whole menu in one step, or nothing."""
        if self.is_stale:
            return False
        ordered = self.sent_forms()
        if self.has_errors() or not self.stand_on_something(ordered):
            return False
        try:
            with transaction.atomic():
                self.write(ordered)
        except StaleVersion:
            self.is_stale = True
            self.errors.append(CHANGED)
        except ValidationError as error:
            self.errors += error.messages
        return not self.errors

    def has_errors(self) -> bool:
        return any(form.is_bound and form.errors for form in self.forms if not (form.is_new and form.is_empty))  # type: ignore[attr-defined]  # of new ones

    def stand_on_something(self, ordered: list[EntryForm]) -> bool:
        """Whether each entry on the second level has one above it that stays; says at the field where not."""
        above: EntryForm | None = None
        for form in ordered:
            if not form.is_beneath:
                above = form
            elif above is None and not form.goes_away:
                form.add_error("level", _("No entry stands above it. Put it on the top level."))
            elif above is not None and above.goes_away and not form.goes_away:
                text = _("“%(entry)s” stands beneath it. Remove that as well, or move it.")
                above.add_error("goes", text % {"entry": form.instance.text})
        return not any(form.errors for form in ordered)

    def write(self, ordered: list[EntryForm]) -> None:
        parent: MenuItem | None = None
        places: dict[int | None, int] = {}
        for form in [form for form in ordered if not form.goes_away]:
            item = form.instance
            above = parent if form.is_beneath else None
            key = above.pk if above else None
            places[key] = places.get(key, 0) + 1
            wanted = (key, places[key])
            if form.is_new or {*form.changed_data} & {*LABELS} or (item.parent_id, item.position) != wanted:
                item.parent, item.position = above, places[key]
                item.full_clean()
                item.save()
            if not form.is_beneath:
                parent = item
        for form in ordered:
            if form.goes_away and not form.is_new:
                form.instance.delete()


def in_order(items: Iterable[MenuItem]) -> list[MenuItem]:
    """The entries as the site shows them: each with those beneath it."""
    beneath: dict[int | None, list[MenuItem]] = {}
    for item in items:
        beneath.setdefault(item.parent_id, []).append(item)
    return [each for top in beneath.get(None, []) for each in [top, *beneath.get(top.pk, [])]]
