"""A person's own file sent in and annotated, in tests."""

import csv
import io

import pytest

from offences import uploads
from offences.extracts import annotated
from offences.models import Area
from tests.factories import AreaFactory, MeasureFactory

HEADER = "measure,month,count"
NO_MEASURE = "There is no measure called “Knives”. Correct the name, or ask for it to be added."


@pytest.fixture
def names(db):
    force = AreaFactory()
    AreaFactory(code="E07000073", name="Harlow", kind=Area.Kind.DISTRICT, parent=force)
    MeasureFactory(slug="knife-crime", name="Knife crime")
    MeasureFactory(slug="fraud", name="Fraud")


def lines(*some, end="\n"):
    return end.join([*some, ""])


def received(content, file_name="counts.csv"):
    return uploads.receive(io.BytesIO(content), file_name, None)


def annotated_csv(content, file_name="counts.csv", delimiter=","):
    """The rows of the annotated file, blank ones too."""
    found, _, content_type = annotated.write(received(content, file_name))
    assert content_type == "text/csv; charset=utf-8"
    assert found.startswith(b"\xef\xbb\xbf")
    return list(csv.reader(io.StringIO(found.decode("utf-8-sig"), newline=""), delimiter=delimiter))


def read(upload):
    """All that a file was understood as."""
    counts = upload.staged.order_by("line", "month").values_list("line", "measure", "area", "month", "count", "missing")
    return list(counts), upload.found["rejected_lines"], upload.found["warning_lines"], upload.found["headings"]
