from unions.admin import budget, institution, mail, organs, papers, redirects, staff, union

__all__ = ["budget", "institution", "mail", "organs", "papers", "redirects", "staff", "union"]
