from django.db import migrations

RENAMED = {"changed": "revised", "layout": "words"}


def renamed(receipt, names):
    """A receipt with some of its keys called otherwise."""
    return {names.get(key, key): value for key, value in receipt.items()}


def in_todays_words(receipt):
    """What a receipt of before says, as one of today says it."""
    totals = [renamed(total, {"missing": "no_count"}) for total in receipt.get("totals", ())]
    return renamed(receipt, RENAMED) | ({"totals": totals} if totals else {})


def in_yesterdays_words(receipt):
    totals = [renamed(total, {"no_count": "missing"}) for total in receipt.get("totals", ())]
    before = {after: before for before, after in RENAMED.items()}
    return renamed(receipt, before) | ({"totals": totals} if totals else {})


def rewrite(apps, schema_editor, write=in_todays_words):
    """What waits to be loaded was understood otherwise: it is to be uploaded again."""
    apps.get_model("offences", "Upload").objects.all().delete()
    for extract in apps.get_model("offences", "Extract").objects.only("receipt").iterator(100):
        extract.receipt = write(extract.receipt)
        extract.save(update_fields=["receipt"])


def rewrite_back(apps, schema_editor):
    rewrite(apps, schema_editor, in_yesterdays_words)


class Migration(migrations.Migration):
    dependencies = [("offences", "0003_any_real_file")]

    operations = [migrations.RunPython(rewrite, rewrite_back)]
