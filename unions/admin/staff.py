"""Pages on which a manager gives colleagues their roles, and the installation's administrator keeps accounts."""

from django import forms
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin as StockUserAdmin
from django.contrib.auth.models import Group
from django.contrib.auth.tokens import default_token_generator
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.utils import timezone
from django.utils.encoding import force_bytes
from django.utils.formats import date_format
from django.utils.http import urlsafe_base64_encode
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from unions.admin.kit.base import GuardedAdmin, UnionOwnedAdmin
from unions.admin.kit.fieldsets import NOTE_FIELDSET
from unions.admin.kit.forms import UnionOwnedForm
from unions.models import StaffRole, User
from unions.tenancy.roles import roles
from unions.values.fields import EmailFormField


class StaffRoleForm(UnionOwnedForm):
    """A role for a person named by e-mail: an existing account gets the role, otherwise a new one is created."""

    first_name = forms.CharField(label=gettext_lazy("First name"), max_length=150)
    last_name = forms.CharField(label=gettext_lazy("Last name"), max_length=150)
    email = EmailFormField(
        label=gettext_lazy("E-mail"),
        max_length=150,
        help_text=gettext_lazy("If an account with this address already exists, it gets the role."),
    )

    class Meta:
        model = StaffRole
        fields = ["role", "staff_note"]

    def clean_email(self):
        email = self.cleaned_data["email"].strip()
        accounts = list(User.objects.with_email(email)[:2])
        if len(accounts) > 1 or User.objects.with_username_only(email).exists():
            raise ValidationError(
                _("More than one account uses this address. Please ask the administrator."), code="ambiguous"
            )
        account = accounts[0] if accounts else User(username=email.lower(), email=email)
        if accounts and not account.is_active:
            raise ValidationError(_("This account is disabled. Please ask the administrator."), code="closed")
        if accounts and StaffRole.objects.of(account).exists():
            raise ValidationError(_("This person already has a role here."), code="role_taken")
        self.account = account
        return email

    def _post_clean(self):
        account = getattr(self, "account", None)
        if account is not None and account.pk:
            self.instance.user = account
        super()._post_clean()

    def validate_constraints(self):
        # A new account cannot hold a role yet.
        if self.instance.user_id is not None:
            super().validate_constraints()


@admin.register(StaffRole)
class StaffRoleAdmin(UnionOwnedAdmin):
    about = gettext_lazy("Who can work on this union's site, and what each person can do.")
    list_display = ["user", "email", "role", "last_login"]
    list_filter = ["role"]
    list_select_related = ["user"]
    search_fields = ["user__first_name", "user__last_name", "user__email", "user__username"]
    ordering = ["user__last_name", "user__first_name", "pk"]
    change_form_template = "admin/staff_role_form.html"

    def get_urls(self):
        view = self.admin_site.admin_view(self.new_link_view)
        return [path("<int:object_id>/link/", view, name="unions_staffrole_link"), *super().get_urls()]

    def get_form(self, request, obj=None, change=False, **kwargs):
        return super().get_form(request, obj, change=change, **({} if obj else {"form": StaffRoleForm}), **kwargs)

    fieldsets = [(None, {"fields": ["user", "email", "last_login", "role"]}), NOTE_FIELDSET]
    add_fieldsets = [(None, {"fields": ["first_name", "last_name", "email", "role"]}), NOTE_FIELDSET]

    def get_fieldsets(self, request, obj=None):
        return super().get_fieldsets(request, obj) if obj else self.add_fieldsets

    def get_readonly_fields(self, request, obj=None):
        return ["user", "email", "last_login"] if obj else []

    @admin.display(description=gettext_lazy("e-mail"), ordering="user__email")
    def email(self, staff_role):
        return staff_role.user.email or "—"

    @admin.display(description=gettext_lazy("last signed in"), ordering="user__last_login")
    def last_login(self, staff_role):
        moment = staff_role.user.last_login
        return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT") if moment else "—"

    # Nobody changes or removes their own role: the last manager could lock everyone out.

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not is_own(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not is_own(request, obj)

    def restore(self, request, record, row):
        # A role is never restored: the account may belong to somebody else by now.
        raise PermissionDenied

    def may_restore(self, request, row):
        return False

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
            return
        account = form.account
        if account.pk is None:
            account.first_name, account.last_name = form.cleaned_data["first_name"], form.cleaned_data["last_name"]
            account.set_unusable_password()
            account.save()
            request.new_account = account
        obj.user = account
        super().save_model(request, obj, form, change)

    def response_add(self, request, obj, post_url_continue=None):
        if getattr(request, "new_account", None):
            return self.show_link(request, obj)
        return super().response_add(request, obj, post_url_continue)

    def new_link_view(self, request, object_id):
        """Show a new link for a person who has never set a password and works only for this union."""
        role = self.get_object(request, str(object_id))
        if role is None:
            raise Http404
        if request.method != "POST" or not self.has_change_permission(request, role) or not role.awaits_password:
            raise PermissionDenied
        return self.show_link(request, role)

    def show_link(self, request, role):
        user = role.user
        arguments = [urlsafe_base64_encode(force_bytes(user.pk)), default_token_generator.make_token(user)]
        context = {
            **self.admin_site.each_context(request),
            "title": _("Password link for %(name)s") % {"name": user},
            "link": request.build_absolute_uri(reverse("admin:set_password", args=arguments)),
            "role": role,
            "opts": self.opts,
        }
        return TemplateResponse(request, "admin/set_password_link.html", context)

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        language = get_language()
        context["roles"] = [(role[f"label_{language}"], role[f"purpose_{language}"]) for role in roles().values()]
        context["may_make_link"] = change and self.has_change_permission(request, obj) and obj.awaits_password
        return super().render_change_form(request, context, add, change, form_url, obj)


def is_own(request, role) -> bool:
    return role is not None and role.user_id == request.user.pk


# The rights of a role are in a file; a form could not change them.
admin.site.unregister(Group)


@admin.register(User)
class UserAdmin(GuardedAdmin, StockUserAdmin):
    about = gettext_lazy("Accounts of the whole installation. A person's rights are given by roles, union by union.")
    list_display = ["username", "first_name", "last_name", "email", "is_active", "is_superuser", "last_login"]
    list_filter = ["is_active", "is_superuser"]
    search_fields = ["username", "first_name", "last_name", "email"]
    filter_horizontal = []
    fieldsets = [
        (None, {"fields": ["username", "password"]}),
        (gettext_lazy("Person"), {"fields": ["first_name", "last_name", "email", "language"]}),
        (gettext_lazy("Rights"), {"fields": ["is_active", "is_superuser"]}),
        (gettext_lazy("Dates"), {"fields": ["last_login", "date_joined"]}),
    ]
    readonly_fields = ["last_login", "date_joined"]
