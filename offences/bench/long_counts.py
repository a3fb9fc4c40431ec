"""Bench (a): 100,000 monthly counts in the long layout, looked at and loaded, revised by 2 %, undone; undone all."""

from datetime import UTC, date, datetime

from offences import uploads
from offences.bench import long_file, plain_resource, scratch
from offences.bench.children import ask
from offences.bench.lines import at_least, at_most
from offences.bench.measuring import same, seconds, shortest
from offences.bench.memory import growth_mb
from offences.extracts import diff, load
from offences.extracts import undo as undoing
from offences.models import Area, Extract, Measure, MonthlyCount

FASTER, MEMORY_MB = 40.0, 120.0
_SAID = load.Said(as_at=date(2020, 2, 17))
# What the package does in place of each: it has no undo, so the earlier file is imported again.
_AGAINST = {
    "first load": "plain first",
    "2 % revised": "plain again",
    "undo": "plain again",
    "undo of the first load": "plain again",
}
_MEMORY = {
    "first load": "long-first",
    "2 % revised": "long-revised",
    "undo": "long-undo",
    "undo of the first load": "long-undo",
}


def lines(job):
    _write_files(job)
    with scratch.database(job.folder) as database:
        taken = ask("long-times", job, database)
        for step, against in _AGAINST.items():
            ratio = taken[against] * taken["scale"] / taken[step]
            yield at_least(f"(a) long layout, {step}, times as fast as import-export", ratio, FASTER)
        for step, measurement in _MEMORY.items():
            grown = ask(measurement, job, database)["mb"]
            yield at_most(f"(a) long layout, {step}, MB more than idle", grown, MEMORY_MB)


def times(job):
    """The shortest time of each step and of each of the package's, in seconds; `scale`: how many samples are the
    whole file."""
    _check_sample(job)
    taken = [_our_times(job) | _plain_times(job) for _ in range(job.rounds)]
    return shortest(taken) | {"scale": _rows(job) / _sample_rows(job)}


def memory_of_first_load(job):
    _start()
    return {"mb": growth_mb(_load, _path(job, "first"))}


def memory_of_revision(job):
    """Goes on from the first load."""
    return {"mb": growth_mb(_load, _path(job, "revised"))}


def memory_of_undo(job):
    """Goes on from the revision, and the second time from its undo."""
    return {"mb": growth_mb(_undo)}


MEASUREMENTS = {
    "long-times": times,
    "long-first": memory_of_first_load,
    "long-revised": memory_of_revision,
    "long-undo": memory_of_undo,
}


def _rows(job):
    return min(job.rows or long_file.ROWS, long_file.ROWS)


def _sample_rows(job):
    return min(long_file.SAMPLE, _rows(job))


def _path(job, name):
    return job.folder / f"long-{name}.csv"


def _write_files(job):
    for rows, prefix in ((_rows(job), ""), (_sample_rows(job), "sample-")):
        counts = long_file.counts(rows)
        long_file.write(_path(job, f"{prefix}first"), counts)
        long_file.write(_path(job, f"{prefix}revised"), long_file.revised(counts))


def _start():
    """Nothing held: only the measures and areas that the files name."""
    scratch.empty()
    Area.objects.create(code="E23000099", name="Westshire", kind=Area.Kind.FORCE)
    Area.objects.bulk_create(Area(code=code, name=f"District {code}") for code in long_file.AREAS)
    Measure.objects.bulk_create(
        Measure(slug=slug, name=name, caption=name) for slug, name in long_file.names(long_file.MEASURES)
    )
    scratch.settle()


def _load(path):
    """What the pages do: the upload, the page of what would change, and the confirmation."""
    with path.open("rb") as file:
        upload = uploads.receive(file, path.name, None)
    diff.changes(upload)
    return load.apply(upload, _SAID)


def _undo():
    """The page that says what would be put back, and the undo, of the last load that stands."""
    extract = Extract.objects.standing().first()
    undoing.plan(extract)
    undoing.undo(extract, None)


def _held():
    found = MonthlyCount.objects.current().values_list("measure__slug", "area__code", "month", "count")
    return {tuple(key): count for *key, count in found}


def _our_times(job):
    _start()
    taken = {
        "first load": seconds(_load, _path(job, "first")),
        "2 % revised": seconds(_load, _path(job, "revised")),
        "undo": seconds(_undo),
    }
    same("the whole file", _held(), long_file.counts(_rows(job)))
    taken["undo of the first load"] = seconds(_undo)
    same("nothing", set(_held().values()), {None})
    return taken


def _plain_times(job):
    _start()
    extract = _plain_extract()
    return {
        "plain first": seconds(plain_resource.preview_and_confirm, _path(job, "sample-first"), extract),
        "plain again": seconds(plain_resource.preview_and_confirm, _path(job, "sample-revised"), extract),
    }


def _plain_extract():
    return Extract.objects.create(file_name="sample", as_at=_SAID.as_at, loaded_at=datetime(2020, 2, 17, tzinfo=UTC))


def _check_sample(job):
    """Both hold the same of the sample, at each step."""
    first, again = _path(job, "sample-first"), _path(job, "sample-revised")
    _start()
    ours = [(step(*said), _held())[1] for step, *said in ((_load, first), (_load, again), (_undo,))]
    _start()
    extract = _plain_extract()
    plain = [(plain_resource.preview_and_confirm(path, extract), _held())[1] for path in (first, again)]
    same("the sample", ours, [*plain, plain[0]])
