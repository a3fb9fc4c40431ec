from django.db import migrations
from django.utils import timezone


def publish(apps, schema_editor):
    """Papers marked OFFICIAL were everyone's from the moment of their issue; the others were the board's."""
    issues = apps.get_model("papers", "IssuedPaper").objects
    publications = apps.get_model("papers", "Publication").objects
    figures = apps.get_model("offences", "PrintedFigure").objects
    for issued in issues.filter(marking="OFFICIAL").select_related("paper").order_by("issued_at", "pk"):
        stamps = {"published_on": timezone.localdate(issued.issued_at), "decided_by": issued.issued_by}
        stamps |= {"decision": "publish", "decided_at": issued.issued_at}
        publications.get_or_create(paper=issued.paper, defaults=stamps)
    for issued in issues.exclude(marking="OFFICIAL").filter(audience="everyone").select_related("paper"):
        issued.audience = "board"
        issued.save(update_fields=["audience"])
        address = f"/papers/{issued.paper.slug}/{issued.version}/"
        figures.filter(url=address, board_only=True).update(url=f"{address}board/")


class Migration(migrations.Migration):
    dependencies = [("papers", "0005_files_of_an_issue"), ("offences", "0004_receipts_in_todays_words")]

    operations = [migrations.RunPython(publish, migrations.RunPython.noop)]
