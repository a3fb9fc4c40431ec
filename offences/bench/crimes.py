"""Benches (b) and (c): 500,000 crimes counted from one CSV file, and from a ZIP file of twelve.

They know no database: the reading does not, either.
"""

import csv
import io
import shutil
import subprocess
import zipfile
from collections import Counter

from offences.bench import crime_file
from offences.bench.children import ask
from offences.bench.lines import at_most
from offences.bench.measuring import best_of, same
from offences.bench.memory import growth_mb
from offences.extracts import layouts, readers
from offences.extracts.crime_rules import WITHOUT_NUMBER, Condition, Counted, CrimeRules
from offences.extracts.how import How
from offences.extracts.names import FORCE, Entry, Known, Names

AGAINST_CSV, AGAINST_INFLATE, MEMORY_MB = 1.3, 1.8, 60.0
_AT_ONCE = 1024 * 1024
UNZIP = shutil.which("unzip")
_MEASURES = {name: name.lower().replace(" ", "-") for name in crime_file.CATEGORIES}
HOW = How(
    layout="crimes",
    rules=CrimeRules(
        month="Month",
        category="Crime type",
        record="Crime ID",
        place="LSOA name",
        place_rule=WITHOUT_NUMBER,
        counted=tuple(Counted(slug, (Condition("Crime type", (name,)),)) for name, slug in _MEASURES.items()),
    ),
)


def csv_lines(job):
    _write_files(job)
    taken = ask("crimes-csv", job)
    yield at_most("(b) crimes, time beside a bare csv.reader", taken["counted"] / taken["bare"], AGAINST_CSV)
    yield at_most("(b) crimes, MB more than idle", ask("crimes-memory", job)["mb"], MEMORY_MB)
    yield at_most("(b) crimes, bad lines not named by their number", taken["unnamed"], 0)


def zip_lines(job):
    _write_files(job)
    taken = ask("crimes-zip", job)
    ratio = taken["counted"] / taken["inflated"]
    yield at_most(
        f"(c) crimes in a ZIP file of 12, time beside bare {'unzip' if UNZIP else 'inflate'}", ratio, AGAINST_INFLATE
    )


def of_csv(job):
    path, held = job.folder / "crimes.csv", _held(job)
    found = _counted(path)
    same("the crimes", _counts(found), _expected(held))
    same("the lines", _bare(path), held.lines)
    unnamed = Counter(held.bad) - Counter(remark.line for remark in found.rejected)
    taken = best_of(job.rounds, {"bare": lambda: _bare(path), "counted": lambda: _counted(path)})
    return taken | {"unnamed": sum(unnamed.values())}


def memory(job):
    return {"mb": growth_mb(_counted, job.folder / "crimes.csv")}


def of_zip(job):
    path, held = job.folder / "crimes.zip", _held(job)
    found = _counted(path)
    same("the crimes", _counts(found), _expected(held))
    bad = sorted(line for lines in held.bad_of_month.values() for line in lines)
    same("the bad lines", sorted(remark.line for remark in found.rejected), bad)
    return best_of(job.rounds, {"inflated": lambda: _inflate(path), "counted": lambda: _counted(path)})


MEASUREMENTS = {"crimes-csv": of_csv, "crimes-memory": memory, "crimes-zip": of_zip}


def _write_files(job):
    if not (job.folder / "crimes.json").exists():
        crime_file.write(job.folder, min(job.rows or crime_file.ROWS, crime_file.ROWS))


def _held(job):
    return crime_file.Held.load(job.folder / "crimes.json")


def _counted(path):
    """What the engine does with a file until there are counts."""
    with path.open("rb") as file:
        return layouts.find(readers.read(file, HOW), _known(), HOW)


def _known():
    measures = (Entry(at, name, (slug, name), slug=slug) for at, (name, slug) in enumerate(_MEASURES.items(), 1))
    districts = (Entry(at, name, (name,), "district", slug=name) for at, name in enumerate(crime_file.DISTRICTS, 2))
    force = Entry(1, "Westshire", ("Westshire",), FORCE, slug="Westshire")
    return Known(Names("measure", measures), Names("area", (force, *districts)))


def _counts(found):
    """Without the zeros that the engine adds where there is none of a kind."""
    return {(row.measure.name, row.area.name, f"{row.month:%Y-%m}"): row.count for row in found.rows if row.count}


def _expected(held):
    """Each district's, and all of them as the force's."""
    expected = Counter()
    for (category, district, month), count in held.counts.items():
        expected[category, "Westshire", month] += count
        if district:
            expected[category, district, month] += count
    return dict(expected)


def _bare(path):
    """Every record read, and nothing done with it."""
    with path.open(encoding="utf-8", newline="") as file:
        records = csv.reader(file)
        for _ in records:
            pass
        return records.line_num


def _inflate(path):
    """Every member unpacked and nothing done with it: by unzip, as a person would, or by Python where there is none."""
    if UNZIP:
        subprocess.run([UNZIP, "-p", path], stdout=subprocess.DEVNULL, check=True)  # noqa: S603 the bench's own file
        return
    with zipfile.ZipFile(path) as archive:
        for info in archive.infolist():
            with archive.open(info) as member:
                _drain(member)


def _drain(member: io.BufferedIOBase):
    while member.read(_AT_ONCE):
        pass
