"""URLs that stand before Wagtail's admin and close its own sign-in, sign-out, password and user pages."""

from django.urls import path, re_path

from lms.accounts.views import start

urlpatterns = [
    path("login/", start.closed_login, name="closed_admin_login"),
    path("logout/", start.leave_admin, name="closed_admin_logout"),
    re_path(r"^password_reset/", start.closed_login, name="closed_admin_password_reset"),
    re_path(r"^users/", start.closed_users, name="closed_admin_users"),
]
