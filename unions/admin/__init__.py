from unions.admin import institution, mail, organs, papers, redirects, staff, union

__all__ = ["institution", "mail", "organs", "papers", "redirects", "staff", "union"]
