from unions.admin import institution, organs, proceedings, redirects, staff, union

__all__ = ["institution", "organs", "proceedings", "redirects", "staff", "union"]
