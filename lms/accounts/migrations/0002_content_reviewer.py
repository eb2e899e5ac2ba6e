from django.db import migrations, models


def open_the_admin_to_administrators(apps, schema_editor):
    """Administrators of before come in as those of today do: by Wagtail's group of reviewers."""
    group, _created = apps.get_model("auth", "Group").objects.get_or_create(name="Moderators")
    grants = apps.get_model("accounts", "RoleGrant").objects.filter(role="administrator", revoked_at=None)
    for user in apps.get_model("accounts", "User").objects.filter(pk__in=grants.values("user_id")):
        user.groups.add(group)


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0001_initial'),
        # It makes the group, and gives it the right to enter.
        ('wagtailadmin', '0001_create_admin_access_permissions'),
    ]

    operations = [
        migrations.AlterField(
            model_name='rolegrant',
            name='role',
            field=models.CharField(choices=[('conciliator', 'Conciliator'), ('trainer', 'Trainer'), ('center_manager', 'Center manager'), ('program_officer', 'Program officer'), ('editor', 'Content editor'), ('reviewer', 'Content reviewer'), ('administrator', 'Administrator')], max_length=20, verbose_name='role'),
        ),
        migrations.RunPython(
            open_the_admin_to_administrators,
            migrations.RunPython.noop,
            hints={'fill': "membership of Wagtail's group for administrators"},
        ),
    ]
