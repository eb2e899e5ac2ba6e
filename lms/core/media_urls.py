"""What of the media folder has an address, below `MEDIA_URL`; in no language."""

from django.urls import path

from lms.core import pictures

urlpatterns = [path(f"{pictures.FOLDER}/<str:name>", pictures.picture, name="picture")]
