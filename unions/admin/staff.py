"""Pages on which a manager invites colleagues and gives them their roles, and the administrator keeps accounts."""

import allauth.account.admin
import allauth.mfa.admin
import allauth.usersessions.admin  # noqa: F401 - registers its model, which is unregistered below
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession
from django.contrib import admin, messages
from django.contrib.auth.admin import UserAdmin as StockUserAdmin
from django.contrib.auth.forms import AdminPasswordChangeForm
from django.contrib.auth.models import Group
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import HttpResponseRedirect
from django.urls import path, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.text import format_lazy
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from unions.accounts import invitations, sessions
from unions.accounts.by_link import send_password_link
from unions.accounts.pages import origin_of
from unions.admin.kit.base import GuardedAdmin, UnionOwnedAdmin
from unions.admin.kit.fieldsets import NOTE_FIELDSET
from unions.admin.kit.forms import UnionOwnedForm
from unions.admin.kit.rights import AskedAgain
from unions.models import Invitation, StaffRole, User
from unions.tenancy.roles import roles


def roles_in_words() -> list[tuple[str, str]]:
    """Each role with what it is for, in the language of the page."""
    language = get_language()
    return [(role[f"label_{language}"], role[f"purpose_{language}"]) for role in roles().values()]


class InvitationForm(UnionOwnedForm):
    """An address and a role; whether anybody has an account at the address makes no difference."""

    class Meta:
        model = Invitation
        fields = ["email", "role", "staff_note"]

    def clean_email(self):
        email = invitations.usable_address(self.cleaned_data["email"])
        if invitations.works_here(email):
            raise ValidationError(_("This person already has a role here."), code="role_taken")
        return email

    def clean(self):
        cleaned = super().clean()
        if not self.errors:
            invitations.count(cleaned["email"])
        return cleaned


@admin.register(Invitation)
class InvitationAdmin(AskedAgain, UnionOwnedAdmin):
    about = gettext_lazy(
        "Who was asked by e-mail to work on this union's site. A role begins when the person accepts; "
        "the link goes to that address only."
    )
    list_display = ["email", "role", "state_label", "issued_at", "expires_at"]
    list_filter = ["role"]
    search_fields = ["email"]
    ordering = ["-issued_at", "-pk"]
    actions = None
    change_form_template = "admin/invitation_form.html"
    add_fieldsets = [(None, {"fields": ["email", "role"]}), NOTE_FIELDSET]
    fieldsets = [
        (None, {"fields": ["email", "role", "state_label", "issued_at", "expires_at", "mail_state"]}),
        NOTE_FIELDSET,
    ]

    def get_urls(self):
        views = {"resend": self.resend_view, "withdraw": self.withdraw_view}
        return [
            *(
                path(f"<int:object_id>/{word}/", self.admin_site.admin_view(view), name=f"unions_invitation_{word}")
                for word, view in views.items()
            ),
            *super().get_urls(),
        ]

    def get_fieldsets(self, request, obj=None):
        return super().get_fieldsets(request, obj) if obj else self.add_fieldsets

    def get_form(self, request, obj=None, change=False, **kwargs):
        return super().get_form(request, obj, change=change, **({} if obj else {"form": InvitationForm}), **kwargs)

    def get_readonly_fields(self, request, obj=None):
        # What was sent is not rewritten: it is sent again, or withdrawn.
        return ["email", "role", "state_label", "issued_at", "expires_at", "mail_state"] if obj else []

    @admin.display(description=gettext_lazy("state"))
    def state_label(self, invitation):
        return invitation.state_label

    @admin.display(description=gettext_lazy("e-mail of the invitation"))
    def mail_state(self, invitation):
        return invitation.mail.get_state_display() if invitation.mail else "—"

    def has_delete_permission(self, request, obj=None):
        return False

    def may_restore(self, request, row):
        return False

    def save_model(self, request, obj, form, change):
        if change:
            super().save_model(request, obj, form, change)
        else:
            invitations.send(obj, origin_of(request))

    def response_add(self, request, obj, post_url_continue=None):
        messages.success(request, _("An invitation is on its way to %(address)s.") % {"address": obj.email})
        return HttpResponseRedirect(reverse("admin:unions_invitation_changelist"))

    def resend_view(self, request, object_id):
        """Mail a new link; the one that was sent before opens nothing any more."""
        invitation = self.row_to_act_on(request, object_id)
        try:
            if not invitation.is_open:
                raise ValidationError(_("This invitation has been accepted or withdrawn."))
            invitations.count(invitation.email)
            invitations.send(invitation, origin_of(request))
            messages.success(request, _("An invitation is on its way to %(address)s.") % {"address": invitation.email})
        except ValidationError as error:
            messages.error(request, error.messages[0])
        return HttpResponseRedirect(reverse("admin:unions_invitation_change", args=[object_id]))

    def withdraw_view(self, request, object_id):
        """Let the link open nothing any more."""
        invitation = self.row_to_act_on(request, object_id)
        if invitations.withdraw(invitation):
            messages.success(request, _("The invitation has been withdrawn."))
        else:
            messages.error(request, _("This invitation has been accepted or withdrawn."))
        return HttpResponseRedirect(reverse("admin:unions_invitation_change", args=[object_id]))

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["roles"] = roles_in_words()
        context["may_act"] = change and obj is not None and obj.is_open and self.has_change_permission(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)


@admin.register(StaffRole)
class StaffRoleAdmin(AskedAgain, UnionOwnedAdmin):
    about = gettext_lazy("Who can work on this union's site, and what each person can do.")
    list_display = ["user", "email", "role", "has_second_factor", "signed_in"]
    list_filter = ["role"]
    list_select_related = ["user"]
    search_fields = ["user__first_name", "user__last_name", "user__email", "user__username"]
    ordering = ["user__last_name", "user__first_name", "pk"]
    change_form_template = "admin/staff_role_form.html"
    change_list_template = "admin/staff_role_list.html"
    fieldsets = [
        (None, {"fields": ["user", "email", "has_second_factor", "signed_in", "role"]}),
        NOTE_FIELDSET,
    ]

    def get_urls(self):
        view = self.admin_site.admin_view(self.password_link_view)
        return [path("<int:object_id>/link/", view, name="unions_staffrole_link"), *super().get_urls()]

    def get_readonly_fields(self, request, obj=None):
        return ["user", "email", "has_second_factor", "signed_in"]

    @admin.display(description=gettext_lazy("e-mail"), ordering="user__email")
    def email(self, staff_role):
        return staff_role.user.email or "—"

    @admin.display(description=gettext_lazy("last signed in"), ordering="signed_in_at")
    def signed_in(self, staff_role):
        moment = staff_role.signed_in_at
        return date_format(timezone.localtime(moment), "SHORT_DATETIME_FORMAT") if moment else "—"

    @admin.display(description=gettext_lazy("sign-in with a second factor"), boolean=True)
    def has_second_factor(self, staff_role):
        return staff_role.has_second_factor

    def get_queryset(self, request):
        return super().get_queryset(request).with_second_factor_known()

    # People come by invitation.

    def has_add_permission(self, request):
        return False

    # Nobody changes or removes their own role: the last manager could lock everyone out.

    def has_change_permission(self, request, obj=None):
        return super().has_change_permission(request, obj) and not is_own(request, obj)

    def has_delete_permission(self, request, obj=None):
        return super().has_delete_permission(request, obj) and not is_own(request, obj)

    def restore(self, request, state, row):
        # A role is never restored: the account may belong to somebody else by now.
        raise PermissionDenied

    def may_restore(self, request, row):
        return False

    def password_link_view(self, request, object_id):
        """Mail a colleague a link for a new password, to the address that they have proved."""
        role = self.row_to_act_on(request, object_id)
        if send_password_link(role.user, origin_of(request)):
            messages.success(request, _("A link for a new password is on its way to %(name)s.") % {"name": role.user})
        else:
            messages.error(
                request,
                _("No link was sent: the address is not proved, or several were sent a short while ago."),
            )
        return HttpResponseRedirect(reverse("admin:unions_staffrole_change", args=[object_id]))

    def changelist_view(self, request, extra_context=None):
        may_invite = request.user.has_perm("unions.add_invitation") or request.user.is_superuser
        return super().changelist_view(request, {"may_invite": may_invite, **(extra_context or {})})

    def render_change_form(self, request, context, add=False, change=False, form_url="", obj=None):
        context["roles"] = roles_in_words()
        context["may_send_link"] = change and self.has_change_permission(request, obj)
        return super().render_change_form(request, context, add, change, form_url, obj)


def is_own(request, role) -> bool:
    return role is not None and role.user_id == request.user.pk


# The rights of a role are in a file; a form could not change them. Addresses, second factors and sessions are their
# owner's, who has pages for them.
for model in [Group, EmailAddress, Authenticator, UserSession]:
    admin.site.unregister(model)


class PasswordForm(AdminPasswordChangeForm):
    """The password of somebody else. Django would join its help text once, in whatever language it starts."""

    usable_password_help_text = format_lazy(  # type: ignore[assignment]  # Django's own is lazy as well
        '<ul id="id_unusable_warning" class="messagelist"><li class="warning">{}</li></ul>',
        gettext_lazy("If you switch this off, the password is lost; the person has to ask for a new one to sign in."),
    )


@admin.register(User)
class UserAdmin(AskedAgain, GuardedAdmin, StockUserAdmin):
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
    change_password_form = PasswordForm
    # An address is proved by the person alone.
    readonly_fields = ["email", "last_login", "date_joined"]

    def history_view(self, request, object_id, extra_context=None):
        # Before the row is looked for: the answer must not tell which numbers are those of an account.
        if not self.has_view_or_change_permission(request):
            raise PermissionDenied
        return super().history_view(request, object_id, extra_context)

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        if change and {"is_active", "is_superuser"} & set(form.changed_data):
            sessions.end_all(obj)
