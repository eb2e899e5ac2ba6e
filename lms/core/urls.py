"""URLs of lms.core."""

from django.urls import path

from lms.core import views

urlpatterns = [
    path("csrf/", views.csrf, name="csrf"),
    path("help/", views.help_page, name="help"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("styleguide/", views.styleguide, name="styleguide"),
]
