import django.db.models.deletion
from django.db import migrations, models

import papers.models.outlines


class Migration(migrations.Migration):
    dependencies = [("papers", "0003_the_two_outlines")]

    operations = [
        migrations.AlterField(
            model_name="paper",
            name="outline",
            field=models.ForeignKey(
                default=papers.models.outlines.default_outline,
                on_delete=django.db.models.deletion.PROTECT,
                related_name="papers",
                to="papers.outline",
            ),
        ),
        migrations.AlterField(
            model_name="historicalpaper",
            name="outline",
            field=models.ForeignKey(
                blank=True,
                db_constraint=False,
                default=papers.models.outlines.default_outline,
                null=True,
                on_delete=django.db.models.deletion.DO_NOTHING,
                related_name="+",
                to="papers.outline",
            ),
        ),
    ]
