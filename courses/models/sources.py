"""What the files of a course said that no other row keeps."""

from django.db import models


class LoadedCourse(models.Model):
    """The files that a course was last loaded from, so that it can be written as files again.

    `source` is the whole course as JSON, in the order of the files: notes for reviewers, sources of
    items, names of files and whatever else no page and no version holds. `newest` maps each question,
    form, rubric and scenario to its newest version at that moment: a newer one was made in the site.
    PII: none.
    """

    key = models.CharField(max_length=60, unique=True)
    # Text, because PostgreSQL's JSON forgets the order of names.
    source = models.TextField()
    newest = models.JSONField(default=dict)

    class Meta:
        ordering = ["key"]

    def __str__(self) -> str:
        return self.key
