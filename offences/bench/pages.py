"""Bench (d): the dashboard and a measure's page, now and as at a day, with counts of 1, 30 and 330 areas."""

from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import islice, product

from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext, override_settings
from django.urls import reverse

from offences.bench import scratch
from offences.bench.children import ask
from offences.bench.lines import at_most
from offences.bench.measuring import best_of
from offences.models import Area, Extract, Measure, MonthlyCount
from offences.months import months_to

SIZES, AS_AT_WITHIN = (1, 30, 330), 2.0
END, MONTHS = date(2020, 1, 1), 60
# Loaded on the first of these days; each of the others revises 2 %. The pages are asked for as at the second.
DAYS = (date(2020, 4, 1), date(2020, 5, 1), date(2020, 6, 1))
WHEN = {"now": "", "as at": f"?as_at={DAYS[1]}"}
_TIMES = 5  # a page is quick: one round asks for it so often
_AT_ONCE, _A_MONTH = 5_000, 4_000


def lines(job):
    with scratch.database(job.folder) as database:
        taken = ask("pages", job, database)
    for page, sizes in taken.items():
        for when in WHEN:
            queries = [one["queries"][when] for one in sizes.values()]
            name = f"(d) {page} {when}, queries that the number of areas adds ({max(queries)} in all)"
            yield at_most(name, max(queries) - min(queries), 0)
        for size, one in sizes.items():
            slower = max(one["seconds"].values()) / min(one["seconds"].values())
            yield at_most(f"(d) {page}, areas {size}, now and as at, the slower beside the other", slower, AS_AT_WITHIN)


def measure(job):
    """{page: {number of areas: for now and as at the shortest time, and how many queries were asked}}"""
    call_command("load_demo", allow_production=True, verbosity=0, stdout=Silent())
    taken = {"dashboard": {}, "measure page": {}}
    for size in SIZES:
        _fill(size, months_to(END, min(MONTHS, job.rows // _A_MONTH + 1) if job.rows else MONTHS))
        with override_settings(ALLOWED_HOSTS=["*"], DEBUG=False):
            for page, address in _addresses().items():
                taken[page][size] = _page(address, job.rounds)
    return taken


MEASUREMENTS = {"pages": measure}


class Silent:
    """What the demo says of itself is not for the bench's reader."""

    def write(self, text):
        return len(text)


def _addresses():
    slug = Measure.objects.filter(sensitive=False).first().slug
    return {"dashboard": reverse("strands:dashboard"), "measure page": reverse("offences:measure", args=[slug])}


def _page(address, rounds):
    gets = {when: partial(_get, f"{address}{query}") for when, query in WHEN.items()}
    return {
        "queries": {when: _queries(get) for when, get in gets.items()},
        "seconds": best_of(rounds * _TIMES, gets),
    }


def _get(address):
    response = Client().get(address, secure=True)
    if response.status_code != 200:
        raise ValueError(f"{address} answers {response.status_code}.")


def _queries(get):
    get()  # the first time, a process reads templates and the like
    with CaptureQueriesContext(connection) as captured:
        get()
    return len(captured)


def _fill(size, months):
    """The demo, with other counts: of its force, and of so many areas in all."""
    MonthlyCount.objects.all().delete()
    force = Area.objects.force()
    for number in range(size - 1):
        Area.objects.get_or_create(code=f"E0799{number:04}", name=f"District {number}", parent=force)
    areas = [force, *Area.objects.filter(code__startswith="E0799")]
    extracts = [_extract(day) for day in DAYS]
    keys = list(product(Measure.objects.values_list("pk", flat=True), [area.pk for area in areas], months))
    counts = _counts(keys, extracts)
    while some := list(islice(counts, _AT_ONCE)):
        MonthlyCount.objects.bulk_create(some)
    scratch.settle()


def _extract(day):
    loaded_at = datetime(day.year, day.month, day.day, 9, tzinfo=UTC) - timedelta(minutes=1)
    return Extract.objects.create(file_name=f"{day}.csv", as_at=day, loaded_at=loaded_at)


def _counts(keys, extracts):
    """Every count; and of every 50th, one more from each later extract, which supersedes the one before."""
    for number, (measure, area, month) in enumerate(keys):
        chain = extracts if number % 50 == 0 else extracts[:1]
        for extract, after in zip(chain, [*chain[1:], None], strict=True):
            count = 100 + number % 37 + chain.index(extract)
            yield MonthlyCount(
                measure_id=measure, area_id=area, month=month, count=count, extract=extract, superseded_by=after
            )
