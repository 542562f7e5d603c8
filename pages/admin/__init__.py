from pages.admin import publications, tree

__all__ = ["publications", "tree"]
