"""The page on which a whole menu is edited as readers see it."""

from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import path
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from pages.frame.menu_editor import MenuEditor
from pages.frame.models import MenuItem
from pages.links.where_linked import STATES
from unions.admin.kit.screens import Screens
from unions.tenancy.requests import UnionRequest


class MenuScreens(Screens):
    """Adds the editor of menus to the admin of their entries."""

    def get_urls(self) -> list:
        view = self.admin_site.admin_view(self.edit_menu)
        return [path("duzenle/", view, name="pages_menuitem_edit"), *super().get_urls()]

    def edit_menu(self, request: UnionRequest) -> HttpResponse:
        """One menu with all its entries; what is refused keeps what was typed."""
        rights = [self.has_add_permission, self.has_change_permission, self.has_delete_permission]
        if not all(right(request) for right in rights):
            raise PermissionDenied
        named = request.GET.get("menu", "")
        place = named if named in MenuItem.Place.values else MenuItem.Place.MAIN
        is_post = request.method == "POST"
        editor = MenuEditor(place, request.POST if is_post else None)
        if is_post and editor.save():
            self.say_saved(request, editor)
            return HttpResponseRedirect(request.get_full_path())
        places = [(value, label, value == place) for value, label in MenuItem.Place.choices]
        status = 409 if editor.is_stale else 422 if is_post else 200
        context = {"editor": editor, "places": places, "states": STATES, "has_errors": is_post}
        return self.screen(request, "admin/menu/edit.html", _("Edit the menu"), status=status, **context)

    def say_saved(self, request: Any, editor: MenuEditor) -> None:
        messages.success(request, _("The menu is saved. Readers see it now."))
        if editor.vanished:
            text = ngettext(
                "One entry had been removed by someone else in the meantime.",
                "%(number)s entries had been removed by someone else in the meantime.",
                editor.vanished,
            )
            messages.warning(request, text % {"number": editor.vanished})
