"""Deliveries whose forms are taken crosswise, and who begins with which form."""

import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0005_instrument_drafts'),
        ('assessments', '0006_item_cards'),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name='delivery',
            name='crossed_place',
            field=models.PositiveSmallIntegerField(default=0),
        ),
        migrations.AddField(
            model_name='delivery',
            name='crossed_with',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='crossed', to='assessments.delivery'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('crossed_place', 0), ('crossed_with__isnull', True)), models.Q(('crossed_place__gte', 1), ('crossed_with__isnull', False)), _connector='OR'), name='crossed_delivery_has_a_place'),
        ),
        migrations.AddConstraint(
            model_name='delivery',
            constraint=models.UniqueConstraint(fields=('crossed_with', 'crossed_place'), name='one_delivery_per_crossed_place'),
        ),
        migrations.CreateModel(
            name='FormTurn',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('label', models.CharField(max_length=10, verbose_name='form')),
                ('delivery', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='form_turns', to='assessments.delivery')),
                ('person', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL)),
            ],
            options={
                'verbose_name': 'turn of a form',
                'verbose_name_plural': 'turns of forms',
                'ordering': ['delivery_id', 'person_id'],
            },
        ),
        migrations.AddConstraint(
            model_name='formturn',
            constraint=models.UniqueConstraint(fields=('delivery', 'person'), name='one_form_turn_per_person'),
        ),
        migrations.AddConstraint(
            model_name='formturn',
            constraint=models.CheckConstraint(condition=models.Q(('label', ''), _negated=True), name='form_turn_has_a_label'),
        ),
    ]
