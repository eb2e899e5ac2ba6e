"""The site's addresses and the two that everything is measured beside."""

from django.urls import path

from benchmarks.pages import bare
from lms.urls import urlpatterns as site

urlpatterns = [path("bare/", bare.page), path("bare/save/", bare.save), *site]
