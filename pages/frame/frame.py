"""The parts of a page that are the same on every page of a union.

Each part is fetched when a template first asks for it, in three queries at most, however much there is, and cached
until something of the union changes.
"""

from functools import cached_property

from django.conf import settings
from django.utils import timezone

from pages.frame.headquarters import Contact, contact_of_union
from pages.frame.menus import MenuEntry, Menus, leads_to, menus_of_union, seen_from
from pages.frame.names import (
    budget_of,
    current_of,
    emblem_of,
    executive_of,
    former_of,
    founding_act_of,
    names_of_union,
)
from unions.caching.per_generation import cached_per_generation
from unions.institution.emblem import emblem_url
from unions.models import LegalBasis, Organ, UnionName
from unions.papers.budget import BudgetYear
from unions.publishing import alternates
from unions.publishing.alternates import home_path
from unions.tenancy.requests import UnionRequest
from unions.text.languages import active_language


class Frame:
    """The names, menus, headquarters and addresses around the content of one page."""

    def __init__(self, request: UnionRequest):
        self.request = request
        self.union = request.union

    @cached_property
    def is_of_home(self) -> bool:
        return self.request.path in [home_path(language) for language, _name in settings.LANGUAGES]

    @cached_property
    def names(self) -> list[UnionName]:
        # Of all pages, home alone shows the budget.
        return self.names_with_budget if self.is_of_home else self.names_alone

    @property
    def names_alone(self) -> list[UnionName]:
        return cached_per_generation(self.request, names_of_union, None)

    @cached_property
    def names_with_budget(self) -> list[UnionName]:
        return cached_per_generation(self.request, names_of_union, timezone.localdate().year)

    def rest(self) -> None:
        """Asks for all rows that the frame is made of: whoever makes a part of it rests on them."""
        year = timezone.localdate().year if self.is_of_home else None
        cached_per_generation(self.request, names_of_union, year)
        cached_per_generation(self.request, menus_of_union)
        cached_per_generation(self.request, contact_of_union)

    @cached_property
    def current_name(self) -> UnionName:
        # A union without a recorded name still has a site.
        return current_of(self.names) or UnionName(name_tr=self.union.code)

    @cached_property
    def former_name(self) -> UnionName | None:
        return former_of(self.names)

    @cached_property
    def founding_act(self) -> LegalBasis | None:
        return founding_act_of(self.names)

    @cached_property
    def executive(self) -> Organ | None:
        return executive_of(self.names)

    @cached_property
    def budget(self) -> BudgetYear | None:
        return budget_of(self.names_with_budget, timezone.localdate())

    @cached_property
    def emblem_url(self) -> str:
        return emblem_url(self.union, current_of(self.names), emblem_of(self.names))

    @cached_property
    def addresses(self) -> alternates.Alternates:
        """This page in each language, under the main host name, which search engines are given."""
        return alternates.of(self.request, getattr(self.request, "subject", None))

    @cached_property
    def menus(self) -> Menus:
        return cached_per_generation(self.request, menus_of_union)[active_language()]

    @cached_property
    def menu_place(self) -> tuple:
        """All that makes a menu differ between two pages: which of its entries lead to the page."""
        path = self.request.path
        return path in self.menus.urls, *sorted(url for url in self.menus.urls if leads_to(url, path))

    @cached_property
    def main_menu(self) -> list[MenuEntry]:
        return [seen_from(self.request.path, entry) for entry in self.menus.main]

    @cached_property
    def footer_menu(self) -> list[MenuEntry]:
        return self.menus.footer

    @cached_property
    def contact(self) -> Contact:
        return cached_per_generation(self.request, contact_of_union)
