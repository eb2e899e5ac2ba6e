"""A module may have a short title, for where there is little room."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("courses", "0001_initial")]

    operations = [
        migrations.AddField(
            model_name="modulepage",
            name="short_title",
            field=models.CharField(
                blank=True,
                default="",
                help_text=(
                    "Where there is little room: tables, charts, phones. Without it the title stands there."
                ),
                max_length=60,
                verbose_name="short title",
            ),
        ),
    ]
