from django.db import migrations, models

from lms.core.frozen import NeverChanged


class Migration(migrations.Migration):
    dependencies = [("assessments", "0031_slips_by_lot")]

    operations = [
        migrations.AddField(
            model_name="deliverychange",
            name="sheets",
            field=models.PositiveIntegerField(editable=False, null=True),
        ),
        # SQLite holds a new column only by triggers made after it.
        migrations.RemoveConstraint(model_name="deliverychange", name="delivery_change_frozen"),
        migrations.AddConstraint(
            model_name="deliverychange",
            constraint=NeverChanged(name="delivery_change_frozen", may_change=("actor",)),
        ),
    ]
