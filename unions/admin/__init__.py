from unions.admin import institution, mail, organs, proceedings, redirects, staff, union

__all__ = ["institution", "mail", "organs", "proceedings", "redirects", "staff", "union"]
