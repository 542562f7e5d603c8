"""The pages, menus and organs that a union has from its first day."""

from pages.facts import factbook
from unions.institution.founding import equips_unions
from unions.models import Union


@equips_unions
def write_standard_rows(union: Union) -> None:
    """Write what is missing of `standard.toml`."""
    factbook.write_standard(union)
