from allauth.mfa.admin import Authenticator
from allauth.socialaccount.admin import SocialApp, SocialToken
from allauth.usersessions.admin import UserSession
from django.contrib import admin
from django.contrib.auth.admin import UserAdmin
from django.contrib.auth.forms import AdminUserCreationForm
from django.contrib.auth.models import Group

from accounts.history_admin import HistoryAdmin
from accounts.models import User

admin.site.unregister(Group)  # the roles are part of the service: accounts.roles
# Whoever reads these can be somebody else: keys of sessions, of second factors and of single sign-on.
admin.site.unregister([UserSession, Authenticator, SocialApp, SocialToken])


@admin.register(Authenticator)
class SecondFactorAdmin(admin.ModelAdmin):
    """For the person who lost theirs: it can be taken away, never read or made."""

    fields = list_display = ["user", "type", "created_at", "last_used_at"]
    list_filter = ["type"]
    list_select_related = ["user"]
    search_fields = ["user__email"]

    def has_add_permission(self, request):
        return False

    def has_change_permission(self, request, obj=None):
        return False


class UserAddForm(AdminUserCreationForm):
    class Meta:
        model = User
        fields = ["email"]


@admin.register(User)
class PersonAdmin(HistoryAdmin, UserAdmin):
    add_form = UserAddForm
    ordering = ["email"]
    list_display = ["email", "first_name", "last_name", "role_names", "is_staff", "is_active", "last_login"]
    list_filter = ["groups", "is_staff", "is_active"]
    search_fields = ["email", "first_name", "last_name"]
    filter_horizontal = ["groups"]
    readonly_fields = ["last_login", "date_joined"]
    history_list_display = ["roles_then"]
    add_fieldsets = [
        (None, {"fields": ["email", "first_name", "last_name", "groups", "is_staff"]}),
        ("Password", {"fields": ["usable_password", "password1", "password2"]}),
    ]
    fieldsets = [
        (None, {"fields": ["email", "password", "first_name", "last_name"]}),
        ("Roles", {"fields": ["groups", "is_active", "is_staff", "is_superuser"]}),
        ("Dates", {"fields": ["last_login", "date_joined"]}),
    ]

    def get_queryset(self, request):
        return super().get_queryset(request).prefetch_related("groups")

    @admin.display(description="roles")
    def role_names(self, user):
        return ", ".join(sorted(group.name for group in user.groups.all())) or "-"

    @admin.display(description="roles")
    def roles_then(self, record):
        return ", ".join(sorted(row.group.name for row in record.groups.select_related("group"))) or "-"

    def save_model(self, request, obj, form, change):
        super().save_model(request, obj, form, change)
        obj.verify_email()
