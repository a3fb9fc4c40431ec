from django.db import migrations

from papers import standard_outlines


def add_outlines(apps, schema_editor):
    """The board paper and the performance summary; every paper so far is a board paper."""
    outlines = apps.get_model("papers", "Outline").objects
    standard_outlines.add(outlines, apps.get_model("papers", "OutlinePart").objects)
    default = outlines.get(default=True)
    for name in ("Paper", "HistoricalPaper"):
        apps.get_model("papers", name).objects.filter(outline=None).update(outline=default)


class Migration(migrations.Migration):
    dependencies = [("papers", "0002_outlines_publishing_and_audiences")]

    operations = [migrations.RunPython(add_outlines, migrations.RunPython.noop)]
