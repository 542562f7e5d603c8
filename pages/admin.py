"""The admin pages of the tree, of the menus and of every page type, for Django to find."""

from importlib import import_module

from pages.kinds import KINDS

for folder in dict.fromkeys(["tree", "frame", "obligations", "requests", *(kind.slice for kind in KINDS)]):
    import_module(f"pages.{folder}.admin")
