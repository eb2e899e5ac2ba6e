"""Credentials say what they were issued for: sessions a version, invitations an address."""

from django.db import migrations, models

# The address that the letter went to, else the one that the person has today.
_FILL = """
UPDATE accounts_invitation SET address = COALESCE(
    (SELECT MAX(letter.address) FROM accounts_letter letter
     WHERE letter.kind = 'invitation'
     AND replace(letter.cause, '-', '') = replace(CAST(accounts_invitation.uuid AS text), '-', '')),
    (SELECT person.email FROM accounts_user person WHERE person.id = accounts_invitation.user_id)
)
"""


class Migration(migrations.Migration):

    dependencies = [
        ('accounts', '0002_content_reviewer'),
    ]

    operations = [
        migrations.AddField(
            model_name='user',
            name='access_version',
            field=models.PositiveIntegerField(default=0, editable=False),
        ),
        migrations.AddField(
            model_name='invitation',
            name='address',
            field=models.EmailField(blank=True, default='', max_length=254, verbose_name='e-mail'),
            preserve_default=False,
        ),
        migrations.RunSQL(_FILL, migrations.RunSQL.noop, hints={"fill": "addresses of invitations"}),
    ]
