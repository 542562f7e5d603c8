"""Long lists in pages, each with its own address.

Pages are found by number. The deep pages of a very long list are found by the key of the row beside them, which the
links between pages carry, so that they cost no more than the second page.
"""

from datetime import UTC

from django.core.exceptions import ValidationError
from django.core.paginator import EmptyPage, InvalidPage, Page, PageNotAnInteger, Paginator
from django.db.models import DateTimeField, Field, Model, Q, QuerySet
from django.http import Http404, HttpRequest
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from unions.caching.per_generation import cached_large_value, cached_per_generation
from unions.lists import parameters
from unions.lists.index_steps import COUNT_LIMIT, count_up_to_limit
from unions.text.turkish import format_number

# From this row on, the rows before a page are counted along an index first.
DEEP = 100
# More digits than the number of any page has.
LONGEST_NUMBER = 9


class ArchivePage(Page):
    """A page of a list that may be longer than what is counted of it."""

    paginator: "ArchivePaginator"

    def __init__(
        self, rows: QuerySet | list, number: int, paginator: "ArchivePaginator", *, has_previous: bool, has_next: bool
    ) -> None:
        super().__init__(rows, number, paginator)
        self._has_previous, self._has_next = has_previous, has_next

    def has_previous(self) -> bool:
        return self._has_previous

    def has_next(self) -> bool:
        return self._has_next

    @property
    def count_in_words(self) -> str:
        """How many rows the list has; for a very long one, that it has more than are counted."""
        number = format_number(self.paginator.count)
        return _("More than %(number)s") % {"number": number} if self.paginator.is_long else number


class BoundedPaginator(Paginator):
    """A list in pages whose rows are counted only up to a limit that nobody pages beyond."""

    object_list: QuerySet | list

    @cached_property
    def bounded_count(self) -> int:
        rows = self.object_list
        return count_up_to_limit(rows) if isinstance(rows, QuerySet) else len(rows)

    @cached_property
    def is_long(self) -> bool:
        """Whether the list has more rows than are counted."""
        return isinstance(self.object_list, QuerySet) and self.bounded_count > COUNT_LIMIT

    @cached_property
    def count(self) -> int:
        return COUNT_LIMIT if self.is_long else self.bounded_count


class ArchivePaginator(BoundedPaginator):
    """A list whose deep pages are found by key. `count` is the number of rows, where the caller has it.

    `ahead` are rows that come before the others, in their own order.
    """

    def __init__(self, rows: QuerySet | list, size: int, count: int | None = None, ahead: list | None = None) -> None:
        super().__init__(rows, size)
        self.known_count = count
        self.ahead = ahead or []

    @cached_property
    def bounded_count(self) -> int:
        return len(self.ahead) + (super().bounded_count if self.known_count is None else self.known_count)

    @property
    def keyed_rows(self) -> QuerySet:
        """The rows of a list that is paged by key, which must be a queryset."""
        if not isinstance(self.object_list, QuerySet):
            raise TypeError("Only a queryset can be paged by key.")
        return self.object_list

    def has_number(self, number: int) -> bool:
        """Whether the page is found by its number."""
        return not self.is_long or (number - 1) * self.per_page < COUNT_LIMIT

    def validate_number(self, number: int | float | str) -> int:
        if not self.is_long:
            return int(super().validate_number(number))
        if not (str(number).isascii() and str(number).isdigit() and len(str(number)) <= LONGEST_NUMBER):
            raise PageNotAnInteger("The number of a page is a whole number.")
        if int(number) < 1:
            raise EmptyPage("Pages are counted from one.")
        return int(number)

    def page(self, number: int | str) -> ArchivePage:
        number = self.validate_number(number)
        rows, begins = self.object_list, (number - 1) * self.per_page
        ahead = self.ahead[begins : begins + self.per_page]
        first = max(begins - len(self.ahead), 0)
        last = first + self.per_page - len(ahead)
        if first >= DEEP and isinstance(rows, QuerySet):
            return self.page_after(number, place_before(rows, first))
        rows, has_next = rows[first:last], begins + self.per_page < self.count
        return ArchivePage([*ahead, *rows] if ahead else rows, number, self, has_previous=number > 1, has_next=has_next)

    def page_after(self, number: int, place: list) -> ArchivePage:
        """The page of the rows that follow a place in the list."""
        rows, has_more = self.beyond(self.keyed_rows, place, number)
        return ArchivePage(rows, number, self, has_previous=True, has_next=has_more)

    def page_before(self, number: int, place: list) -> ArchivePage:
        """The page of the rows that end before a place in the list."""
        rows, has_more = self.beyond(self.keyed_rows.reverse(), place, number)
        return ArchivePage(rows[::-1], number, self, has_previous=has_more, has_next=True)

    def beyond(self, rows: QuerySet, place: list, number: int) -> tuple[list, bool]:
        """A page of the rows beyond the place, and whether there are more."""
        beyond = list(following(rows, place)[: self.per_page + 1])
        if not beyond or number < 2:
            raise EmptyPage("There are no rows beyond this place.")
        return beyond[: self.per_page], len(beyond) > self.per_page


def page_of(
    request: HttpRequest, rows: QuerySet | list, size: int = 20, count: int | None = None, ahead: list | None = None
) -> ArchivePage:
    """The page of a list that the address names; a page beyond the end answers 404.

    `count` is the result of `count_up_to_limit`, where the caller has it.
    """
    paginator = ArchivePaginator(rows, size, count, ahead)
    try:
        number = paginator.validate_number(parameters.read(request.GET, "page") or 1)
        for name, page in [("after", paginator.page_after), ("before", paginator.page_before)]:
            if (key := parameters.read(request.GET, name)) and paginator.is_long:
                return page(number, place_of(paginator.keyed_rows, key))
        return with_remembered_rows(request, paginator.page(number))
    except (EmptyPage, InvalidPage, ValidationError) as error:
        raise Http404("The list has no such page.") from error


def with_remembered_rows(request: HttpRequest, page: ArchivePage) -> ArchivePage:
    """The page; what is asked for without a choice of the reader's is read once for each generation.

    The pages of a choice are countless, and nobody asks for most of them twice.
    """
    if isinstance(page.object_list, QuerySet) and not request.GET:
        page.object_list = cached_large_value(request, list, page.object_list)
    return page


def count_of(request: HttpRequest, rows: QuerySet) -> int:
    """How many rows a list has, counted once for each generation."""
    number: int = cached_per_generation(request, count_up_to_limit, rows)
    return number


# The place of a row in its list, as written in an address


def order_of(rows: QuerySet) -> list[tuple[Field, bool]]:
    """The fields by which the rows are ordered, and whether each is descending; no two rows share all values."""
    options = rows.model._meta
    names = [str(name) for name in rows.query.order_by or options.ordering]
    falls = [(name.removeprefix("-"), name.startswith("-")) for name in names]
    order = [(options.pk if name == "pk" else options.get_field(name), is_falling) for name, is_falling in falls]
    return [(field, is_falling == rows.query.standard_ordering) for field, is_falling in order]


def key_of(rows: QuerySet, row: Model) -> str:
    """The row's place in the order of the rows."""
    values = [getattr(row, field.attname) for field, _falls in order_of(rows)]
    # Moments are written in UTC: with other time zones, one place would have two keys.
    return "_".join(
        value.astimezone(UTC).replace(tzinfo=None).isoformat() if hasattr(value, "tzinfo") else str(value)
        for value in values
    )


def place_of(rows: QuerySet, key: str) -> list:
    """The values that a key is made of.

    Raises ValidationError for a text that is no key of such rows.
    """
    fields, texts = [field for field, _falls in order_of(rows)], key.split("_")
    if len(fields) != len(texts):
        raise ValidationError("This is no place in the list.")
    values = [
        field.to_python(f"{text}+00:00" if isinstance(field, DateTimeField) else text)
        for field, text in zip(fields, texts, strict=True)
    ]
    if None in values:
        raise ValidationError("This is no place in the list.")
    return values


def place_before(rows: QuerySet, number: int) -> list:
    """The place of the row with this number, counted from one; reads an index only, never the rows."""
    names = [field.name for field, _falls in order_of(rows)]
    places = rows.select_related(None).prefetch_related(None).values_list(*names)[number - 1 : number]
    if not places:
        raise EmptyPage("The list has fewer pages.")
    return list(places[0])


def following(rows: QuerySet, place: list) -> QuerySet:
    """The rows that follow a place in their order."""
    return _beyond(rows, place, Q())


def from_place(rows: QuerySet, place: list) -> QuerySet:
    """The row at a place, if it is still there, and those that follow it."""
    names = [field.name for field, _falls in order_of(rows)]
    return _beyond(rows, place, Q(**dict(zip(names, place, strict=True))))


def _beyond(rows: QuerySet, place: list, condition: Q) -> QuerySet:
    order = list(zip(order_of(rows), place, strict=True))
    for number, ((field, is_falling), value) in enumerate(order):
        equal = {other.name: other_value for (other, _falls), other_value in order[:number]}
        condition |= Q(**{**equal, f"{field.name}__{'lt' if is_falling else 'gt'}": value})
    (field, is_falling), value = order[0]
    # A condition of its own, so that the database starts in the index at the place.
    return rows.filter(**{f"{field.name}__{'lte' if is_falling else 'gte'}": value}).filter(condition)


# The links


def pager(request: HttpRequest, page: ArchivePage) -> dict:
    """The links between the pages of a list, which keep its filters."""

    def address(number: int) -> str:
        return page_address(request, page, number)

    links = [
        {
            "number": number,
            "url": address(number) if isinstance(number, int) else "",
            "is_current": number == page.number,
        }
        for number in numbers_around(page)
    ]
    return {
        "previous_url": address(page.number - 1) if page.has_previous() else "",
        "next_url": address(page.number + 1) if page.has_next() else "",
        "links": links,
        "text": page_in_words(page),
    }


def page_address(request: HttpRequest, page: ArchivePage, number: int) -> str:
    """Where a reader of one page finds another: by its number, or in the depth by the key of the row beside it."""
    values, paginator = parameters.values_in(request.GET), page.paginator
    if number == page.number and not paginator.has_number(number):
        return request.path + parameters.query_string(values)
    filters = {name: value for name, value in values.items() if name not in ("after", "before")}
    key = {}
    if not paginator.has_number(number):
        name, row = ("after", page[-1]) if number > page.number else ("before", page[0])
        key = {name: key_of(paginator.keyed_rows, row)}
    return request.path + parameters.query_string({**filters, "page": number if number > 1 else "", **key})


def page_in_words(page: ArchivePage) -> str:
    if page.paginator.is_long:
        return _("Page %(number)s") % {"number": page.number}
    return _("Page %(number)s of %(count)s") % {"number": page.number, "count": page.paginator.num_pages}


def numbers_around(page: ArchivePage) -> list[int | str]:
    """The numbers that the pager shows, with gaps between them; a very long list ends in a gap."""
    if not page.paginator.is_long:
        return list(page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1))
    gap = str(page.paginator.ELLIPSIS)
    near = [page.number + step for step in (-1, 0, 1)]
    shown = [number for number in near if number > 1 and (number <= page.number or page.has_next())]
    beginning: list[int | str] = [1] if shown[:1] in ([2], []) else [1, gap]
    return [*beginning, *shown, *([gap] if page.has_next() else [])]
