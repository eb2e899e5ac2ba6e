"""The cards of questions that stood before there were any."""

from django.db import migrations

from assessments.rules.likeness import LANGUAGES, bands, words_of


def file_all(apps, schema_editor):
    """As `services.item_cards.refile` does it."""
    said = {}
    for model in ("ItemVersion", "ItemDraft"):
        rows = apps.get_model("assessments", model).objects.order_by("pk")
        for row in rows.values("item_id", "type", "content").iterator(chunk_size=500):
            said[row["item_id"]] = (row["type"], row["content"])
    card, printed = (apps.get_model("assessments", name).objects for name in ("ItemCard", "ItemPrint"))
    for item_id, (type, content) in said.items():
        words = {code: words_of(content, code) for code in LANGUAGES}
        card.create(item_id=item_id, type=type, words_es=words["es"], words_en=words["en"])
        printed.bulk_create(
            [
                printed.model(item_id=item_id, language=code, value=value)
                for code in LANGUAGES
                for value in bands(words[code])
            ]
        )


class Migration(migrations.Migration):

    dependencies = [
        ('assessments', '0005_item_bank'),
    ]

    operations = [
        migrations.RunPython(
            file_all,
            migrations.RunPython.noop,
            hints={"fill": "cards and prints of questions, from their newest words"},
        ),
    ]
