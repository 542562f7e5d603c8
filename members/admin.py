"""The administration pages of all slices, where Django looks for them."""

from members.checks import admin as checks
from members.directory import admin as directory
from members.elections import admin as elections
from members.exchange import admin as exchange
from members.meetings import admin as meetings
from members.membership import admin as membership
from members.municipalities import admin as municipalities
from members.people import admin as people

__all__ = ["checks", "directory", "elections", "exchange", "meetings", "membership", "municipalities", "people"]
