"""Markup and formulas in all that a file or a person can say: text on every page, and run by no spreadsheet."""

import csv
import html
import io

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from offences.models import Area, Extract, Measure, MonthlyCount, Profile, Upload
from tests.factories import AreaFactory, PrintedFigureFactory
from tests.offences import import_pages
from tests.offences.loads import apply
from tests.offences.waiting import SAID, waiting
from tests.offences.written_files import as_workbook

EVIL = "<img src=x onerror=alert(1)>"
FORMULA = "=cmd|' /C calc'!A0"
DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
HEADING = f"measure,area,month,count,{EVIL}"
LINES = (
    f"{EVIL},Westshire,2020-01,117,x",
    f"Other {EVIL},Westshire,2020-01,5,{EVIL}",
    f"{EVIL},{EVIL}!,2020-01,5,x",
    f"{EVIL},Westshire,{EVIL},5,x",
    f"{EVIL},Westshire,2020-02,{EVIL},x",
    f"{EVIL},Westshire,2020-03,-5,x",
)


@pytest.fixture
def evil(db):
    """A measure and an area that are called so."""
    AreaFactory()
    AreaFactory(code="E07000001", name=f"{EVIL} district", kind=Area.Kind.DISTRICT)
    return Measure.objects.create(slug="evil", name=EVIL, caption=f"{EVIL} offences", source_system=EVIL)


@pytest.fixture
def as_analyst(client, analyst):
    client.force_login(analyst)
    return client


@pytest.fixture
def shown(as_analyst):
    """shown(url): the page, after a look that nothing on it is markup of theirs."""

    def look(url, *sent, says=True):
        response = as_analyst.post(url, *sent, follow=True) if sent else as_analyst.get(url, follow=True)
        content = response.content.decode()
        assert response.status_code == 200
        assert "<img src=x" not in content
        assert html.escape(EVIL) in content or not says
        return content

    return look


def url(name, *args):
    return reverse(f"offences:{name}", args=args)


@pytest.fixture
def upload(evil, analyst):
    Profile.objects.create(name=EVIL, header=["measure", EVIL], note=EVIL, source_system=EVIL)
    return waiting(analyst, *LINES, name=f"{EVIL}.csv", heading=HEADING)


@pytest.mark.parametrize("name", ["reading", "mapping", "preview", "remember"])
def test_the_pages_of_an_upload_show_it_as_text(shown, upload, name):
    shown(url(name, upload.pk))
    shown(url(name, upload.pk), {"name": EVIL, "profile": EVIL, "note": EVIL, "source_system": EVIL, "as_at_day": EVIL})


@pytest.mark.parametrize("name", ["extracts", "profiles", "upload"])
def test_the_lists_show_it_as_text(shown, upload, name):
    shown(url(name))
    shown(f"{url(name)}?by={EVIL}&q={EVIL}&profile={EVIL}&page={EVIL}&from_month={EVIL}", says=False)


@pytest.mark.parametrize("name", ["profile_rename", "profile_delete"])
def test_the_pages_of_a_profile_show_it_as_text(shown, upload, name):
    shown(url(name, Profile.objects.get().pk))


def test_a_load_and_its_undo_show_it_as_text(shown, evil, upload):
    PrintedFigureFactory(measure=evil, paper=EVIL, area=Area.objects.force())
    said = {"leave_out": "on", "reason": "error", "looked": "on", "profile": f"{EVIL} 2"}
    shown(upload.get_absolute_url(), SAID | said | {"note": EVIL, "source_system": EVIL})
    extract = Extract.objects.get()
    assert (extract.file_name, extract.note) == (f"{EVIL}.csv", EVIL)
    for page in ("extract", "undo"):
        shown(url(page, extract.pk))
    for page in (url("extracts"), url("measure", "evil"), url("revisions"), f"{url('revisions')}?month=2020-01"):
        shown(page)
    shown(url("undo", extract.pk), {"note": EVIL})
    shown(Extract.objects.get(undoes=extract).get_absolute_url())
    shown(url("extract", extract.pk))


def test_a_workbook_with_its_sheets_called_so_is_shown_as_text(shown, evil, analyst):
    table = [["measure", "month", "count"], [EVIL, "2020-01", 5], [f"{EVIL}?", "2020-01", 6]]
    upload = waiting(analyst, as_workbook({EVIL: table, "other": [[EVIL, EVIL]]}), name="book.xlsx")
    for name in ("reading", "mapping", "preview"):
        shown(url(name, upload.pk))


@pytest.mark.parametrize("accept", ["text/html", "application/x-ndjson"])
@pytest.mark.parametrize("content", [f"{EVIL},b\n{EVIL},1\n", f'"{EVIL}\n' * 3, EVIL])
def test_a_file_that_is_no_table_of_counts_is_shown_as_text(as_analyst, evil, accept, content):
    file = SimpleUploadedFile(f"{EVIL}.csv", content.encode())
    response = as_analyst.post(url("upload"), {"file": file}, follow=True, headers={"accept": accept})
    assert "<img src=x" not in b"".join(response).decode()
    if upload := Upload.objects.first():
        assert "<img src=x" not in as_analyst.get(url("reading", upload.pk)).content.decode()


def test_the_admins_preview_shows_it_as_text(admin, evil):
    said = {"as_at": "13/03/2020", "quality": "final", "source_system": EVIL, "note": EVIL}
    content = "\n".join([HEADING, *LINES]).encode()
    page = import_pages.look(admin, content, MonthlyCount, f"{EVIL}.csv", **said).content.decode()
    assert "<img src=x" not in page
    assert html.escape(EVIL) in page


# Formulas


def cells(content):
    return [cell for row in csv.reader(io.StringIO(content.decode("utf-8-sig"))) for cell in row]


def runs(found):
    return [cell for cell in found if cell.startswith(DANGEROUS) and not cell.lstrip("+-").replace(",", "").isdecimal()]


@pytest.fixture
def formulas(db):
    AreaFactory()
    Measure.objects.create(slug="formula", name=FORMULA, caption=FORMULA, source_system=FORMULA)
    lines = [f"{FORMULA},2020-01,5,-7", f"{FORMULA},2020-02,=1+1,@SUM(A1)"]
    return "\n".join([f"measure,month,count,{FORMULA}", *lines, ""])


def test_a_formula_in_a_text_file_is_text_and_the_annotated_file_does_not_run_it(as_analyst, analyst, formulas):
    upload = waiting(analyst, formulas.encode(), name="=1+1.csv")
    assert [row.count for row in upload.staged.all()] == [5]
    assert upload.found["rejected"] == 1
    found = cells(as_analyst.get(url("annotated", upload.pk)).content)
    assert f"'{FORMULA}" in found
    assert "“=1+1” is a formula without its result." in " ".join(found)
    assert runs(found) == []


def test_what_was_loaded_under_such_names_is_not_run_from_an_export(admin, formulas, client):
    apply(formulas, file_name="=1+1.csv", note="@x", source_system="=2")
    found = cells(import_pages.exported(admin, MonthlyCount)) + cells(import_pages.exported(admin, Measure))
    found += cells(client.get(url("series", "formula")).content)
    assert f"'{FORMULA}" in found
    assert runs(found) == []
    book = openpyxl.load_workbook(io.BytesIO(import_pages.exported(admin, Measure, import_pages.XLSX)))
    assert all(cell.data_type != "f" for row in book.active.iter_rows() for cell in row)
    assert html.escape(FORMULA) in client.get(url("measure", "formula")).content.decode()
