"""The classes through which every page of the admin goes.

They keep staff of one union away from everything of another, whatever is put into an address or a form, and keep two
people who edit the same row from overwriting each other. They hold no rule about content: those belong to the models.
"""

from unions.admin.kit.editable import EditableAdmin
from unions.admin.kit.guarded import GuardedAdmin
from unions.admin.kit.inlines import EditableInline
from unions.admin.kit.translated import InTwoLanguages, TranslatedAdmin, TranslatedInline
from unions.admin.kit.union_owned import UnionOwnedAdmin

__all__ = [
    "EditableAdmin",
    "EditableInline",
    "GuardedAdmin",
    "InTwoLanguages",
    "TranslatedAdmin",
    "TranslatedInline",
    "UnionOwnedAdmin",
]
