"""Long lists in pages, each with an address of its own."""

from django.core.paginator import EmptyPage, InvalidPage, Page, Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils.translation import gettext as _

from unions import parameters

# From this row on, a page is found by its keys first.
DEEP = 100


class CountedPaginator(Paginator):
    """A paginator that is told how many rows there are, where that is known without asking."""

    def __init__(self, rows, size: int, count: int | None):
        super().__init__(rows, size)
        if count is not None:
            self.count = count

    def _get_page(self, rows, number, paginator):
        first = (number - 1) * self.per_page
        if first >= DEEP and isinstance(self.object_list, QuerySet):
            # The keys of the rows before it stand in an index; the rows themselves are never read.
            rows = self.object_list.filter(pk__in=keys_of(self.object_list, first, self.per_page, self.count))
        return super()._get_page(rows, number, paginator)


def keys_of(rows: QuerySet, first: int, size: int, count: int) -> list[int]:
    """The keys of one page of the rows, counted from the nearer end."""
    keys = rows.select_related(None).prefetch_related(None).values_list("pk", flat=True)
    if first > count / 2:
        keys, first, size = keys.reverse(), max(count - first - size, 0), min(size, count - first)
    return list(keys[first : first + size])


def page_of(request: HttpRequest, rows, size: int = 20, count: int | None = None) -> Page:
    """The page of a list that the address asks for; a number that the list has not is not found."""
    paginator = CountedPaginator(rows, size, count)
    try:
        return paginator.page(parameters.read(request.GET, "page") or 1)
    except (EmptyPage, InvalidPage) as error:
        raise Http404("The list has no such page.") from error


def pager(request: HttpRequest, page: Page) -> dict:
    """The links between the pages of a list, which keep its filters."""
    filters = parameters.known(request.GET)

    def address(number: int) -> str:
        return request.path + parameters.written({**filters, "page": number if number > 1 else ""})

    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "previous_url": address(page.number - 1) if page.has_previous() else "",
        "next_url": address(page.number + 1) if page.has_next() else "",
        "links": [
            {
                "number": number,
                "url": address(number) if isinstance(number, int) else "",
                "is_current": number == page.number,
            }
            for number in numbers
        ],
        "text": _("Page %(number)s of %(count)s") % {"number": page.number, "count": page.paginator.num_pages},
    }
