import uuid

from django.db import migrations, models


def draw(apps, schema_editor):
    """Give each slip a lot of its own: a new column has the same one in every row."""
    slips = apps.get_model("assessments", "StorySlip")
    for one in slips.objects.order_by("key"):
        slips.objects.filter(pk=one.pk).update(lot=uuid.uuid4())


class Migration(migrations.Migration):
    dependencies = [("assessments", "0030_stories")]

    operations = [
        migrations.AddField(
            model_name="storyslip",
            name="lot",
            field=models.UUIDField(default=uuid.uuid4, editable=False),
        ),
        migrations.RunPython(
            draw, migrations.RunPython.noop, hints={"fill": "a lot of its own for each slip of a volunteer"}
        ),
    ]
