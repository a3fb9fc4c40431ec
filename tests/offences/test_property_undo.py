"""Whatever is loaded, what is stored is what the files said; whatever is undone, everything is as it was before."""

from contextlib import contextmanager
from datetime import date

import pytest
from django.db import transaction
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from offences.extracts.undo import undo
from offences.models import Area
from offences.months import months_to
from tests.factories import AreaFactory, MeasureFactory
from tests.offences.loads import apply, as_of, current, rows

pytestmark = pytest.mark.django_db

MEASURES, AREAS = ("knife-crime", "fraud"), ("Westshire", "Basildon")
MONTHS = [f"{month:%Y-%m}" for month in months_to(date(2020, 1, 1), 6)]
WRITTEN = {"..": "not known", "[c]": "suppressed", "[z]": "not applicable"}
COUNTS = st.one_of(st.integers(-50, 2_147_483_647), st.sampled_from(sorted(WRITTEN)))
FILES = st.dictionaries(
    st.tuples(st.sampled_from(MEASURES), st.sampled_from(AREAS), st.sampled_from(MONTHS)), COUNTS, min_size=1
)
# A file to load, or None: undo the latest load that stands.
STEPS = st.lists(st.one_of(FILES, st.none()), min_size=2, max_size=8)


@pytest.fixture
def places(knife):
    MeasureFactory(slug="fraud", name="Fraud")
    AreaFactory(code="E07000066", name="Basildon", kind=Area.Kind.DISTRICT)


@contextmanager
def rolled_back():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def load(step, file):
    """No two files are the same, byte for byte."""
    lines = [f"{','.join(key)},{count}" for key, count in file.items()]
    return apply(rows(*lines, "", f"Step {step}", heading="measure,area,month,count"), f"{step}.csv")


def said(file):
    return {key: WRITTEN.get(count, count) for key, count in file.items()}


def of_real_months(counts):
    """What is held, less what an undo withdrew: there is nothing."""
    return {key: count for key, count in counts.items() if count != "withdrawn"}


@settings(max_examples=25, deadline=None, derandomize=True, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(steps=STEPS)
def test_what_is_held_is_what_the_files_said_and_an_undo_brings_back_what_was(places, steps):
    with rolled_back():
        standing, answers, expected = [], {}, {}
        for step, file in enumerate(steps):
            if file:
                standing.append((load(step, file), expected))
                last, expected = standing[-1][0], expected | said(file)
            elif standing:
                loaded, expected = standing.pop()
                last = undo(loaded, None)
            else:
                continue
            assert of_real_months(current()) == expected
            answers[last.pk] = current()
            assert {pk: as_of(pk) for pk in answers} == answers
