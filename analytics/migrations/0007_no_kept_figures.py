"""Figures of last night are read by nobody any more: releases took their place (ADR 0056)."""

from django.db import migrations


def forget_all(apps, schema_editor):
    """They were copies that could be dropped at any time, and are facts of people."""
    apps.get_model("analytics", "KeptFigures").objects.all().delete()


class Migration(migrations.Migration):

    dependencies = [
        ('analytics', '0006_release_participation'),
    ]

    operations = [
        migrations.RunPython(
            forget_all,
            migrations.RunPython.noop,
            hints={"fill": "nothing: it empties kept figures, which were copies"},
        ),
    ]
