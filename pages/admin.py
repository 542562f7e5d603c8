"""The admin pages of the tree, of the menus and of every page type, for Django to find."""

from importlib import import_module

from pages.kinds import KINDS

SLICES = ["tree", "library", "frame", "obligations", "accessibility", "requests", *(kind.slice for kind in KINDS)]
for folder in dict.fromkeys(SLICES):
    import_module(f"pages.{folder}.admin")
