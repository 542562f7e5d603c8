from django.contrib import admin


class UnionAdminSite(admin.AdminSite):
    """The administration of one union, the one the host name names."""
