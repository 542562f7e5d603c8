from django.db import models
from wagtail.models import Page


class MenuPage(Page):
    template = "listing/list.html"


class MemberPage(Page):
    province = models.CharField(max_length=100)
    kind = models.CharField(max_length=100)
    mayor = models.CharField(max_length=100)
    phone = models.CharField(max_length=100)
    email = models.EmailField()
    website = models.URLField()
    address = models.TextField()
    population = models.PositiveIntegerField()


class ListPage(Page):
    template = "listing/list.html"

    def get_context(self, request, *arguments, **keywords):
        context = super().get_context(request, *arguments, **keywords)
        members = MemberPage.objects.child_of(self).live().order_by("path")
        # One query for the menu.
        menu = self.get_site().root_page.get_children().live().in_menu()
        return {**context, "members": members, "menu": menu}
