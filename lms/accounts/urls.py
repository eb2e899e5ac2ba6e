"""URLs of lms.accounts."""

from django.urls import path

from lms.accounts import views

urlpatterns = [
    path("", views.home, name="home"),
    path("privacy/", views.privacy_notice, name="privacy_notice"),
]
