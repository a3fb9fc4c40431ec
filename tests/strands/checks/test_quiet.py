"""Good text is left alone: one false alarm costs more than the fault it guards against."""

from datetime import date

import pytest

from strands.checks.facts import MeasureFact
from strands.checks.findings import Place
from tests.strands.checks.sections import (
    FEBRUARY,
    breakdown,
    changed_in_june_2019,
    codes,
    counter,
    lead,
    measure,
    percentage,
    promise,
)

KNIFE, ROBBERY = measure(), measure("Personal robbery", 1506, 1541)
BURGLARY = measure("Dwelling burglary", 6244, 5452)
NTE = measure("Night time economy", 948, 971, FEBRUARY)
CHANNEL = breakdown(("Heard", 17), title="Channel", end=date(2020, 2, 27))
QUIET = {
    "a bound figure": ("Knife crime {{ knife-crime.change }} in the {{ knife-crime.period }}.", [KNIFE], {}),
    "a direction that agrees": ("Burglary fell by {{ dwelling-burglary.percentage }}.", [BURGLARY], {}),
    "another clause's direction": ("Burglary fell, and knife crime stands at {{ knife-crime.current }}.", [KNIFE], {}),
    "a denied direction": ("Personal robbery has not fallen.", [ROBBERY], {}),
    "an aim": ("The plan aims to reduce personal robbery.", [ROBBERY], {}),
    "a modest claim": ("It may have had a positive impact, although robbery has not fallen.", [ROBBERY], {}),
    "a rate that follows": ("There were 207 deployments since June 2019, about 23 a month.", [], {}),
    "a rate with a peak": ("There were 207 deployments since June 2019, up to 40 a month at the peak.", [], {}),
    "a small number": ("Two sergeants joined, and 11 constables.", [KNIFE], {}),
    "a patrol that is led": ("Officers lead weekly patrols with Sergeant Brown of the town team.", [], {}),
    "a slower process": ("The new process is slower but more accurate.", [], {}),
    "an aim in per cent": ("The team aims to visit 95% of victims within 24 hours.", [], {}),
    "a rate of something else": (
        "There were {{ deployments.value }} deployments and 40 arrests a month.",
        [],
        {"counters": (counter(), counter(360, "Arrests"))},
    ),
    "years and dates": ("Since 2018, on 21 February 2020 and in 2020/21, schools were met.", [], {}),
    "a percentage with all": ("It fell from 57 in 2018 to 23 in 2019 (-59.6%).", [], {}),
    "counts that were not supplied": (
        "Encampments fell ({{ encampments.value }}). The counts behind it were not supplied.",
        [],
        {"figures": [percentage()]},
    ),
    "a change of recording that is said": (
        "Knife crime {{ knife-crime.change }}; a new recording process explains some of it.",
        [changed_in_june_2019()],
        {},
    ),
    "another month with its reason": ("Pubs were visited.", [NTE], {"figures_end": FEBRUARY, "period_reason": "Late."}),
    "a list after a colon": ("The team visited:\n\n- schools\n- youth clubs", [], {}),
    "an acronym written out": ("A Criminal Behaviour Order (CBO) was made. The CBO holds.", [], {}),
    "an acronym with other letters first": ("Extreme Right Wing (XRW) themes. XRW cases were heard.", [], {}),
    "a name in capitals": ("STORM records and COVID-19 plans were read in the UK.", [], {}),
    "a lead who leads": ("Superintendent Hallworth leads this.", [], {"leads": (lead(),)}),
    "a new lead by name": ("Superintendent John Hallworth is the new lead.", [], {"leads": (lead(),)}),
    "someone who led before": (
        "The former lead, Superintendent Brook, retired.",
        [],
        {"leads": (lead(), lead("Brook", end=date(2019, 12, 31)))},
    ),
    "few people for the board only": (
        "Cases were heard.",
        [],
        {"breakdowns": (breakdown(("Heard", 2), board_only=True),)},
    ),
    "few officers": ("Two cyber volunteers and three Fraud Co-ordinators were recruited.", [], {}),
    "two last days, both said": (
        "Referrals are to 25 February 2020, cases to 27 February 2020.",
        [],
        {"breakdowns": (breakdown(("All", 32)), CHANNEL)},
    ),
    "a promise that is recorded": (
        "The interim report is due in April 2020.",
        [],
        {"promises": (promise(due=date(2020, 4, 30), due_words="April 2020"),)},
    ),
    "a past promise that is told of": (
        "The interim report on property marking has come.",
        [],
        {"promises": (promise(),)},
    ),
    "a promise that is kept": ("Patrols went out.", [], {"promises": (promise(open=False),)}),
    "a belief about size": ("The force believes that no rural team in the country will be larger.", [], {}),
    "best practice": ("Other forces adopt it as best practice. The first order was granted.", [], {}),
    "a measure with a reason": (
        "Schools were met.",
        [MeasureFact("BWV", "BWV", Place("figures", "BWV"), reason="Not supplied.")],
        {},
    ),
    "a target reached": ("It is completed: 4000 kits.", [], {"counters": (counter(4000, "Kits", target=4000),)}),
    "the measure's own name": (
        "Dwelling burglary and house burglary are followed.",
        [BURGLARY],
        {"heading": "House Burglary"},
    ),
}
# Rules that a case above is not about, because it speaks of something they ask about as well.
BESIDE = {"typed-figure"}


@pytest.mark.parametrize(("text", "measures", "section"), QUIET.values(), ids=QUIET)
def test_good_text_is_left_alone(text, measures, section):
    assert set(codes(text, *measures, **section)) - BESIDE == set()
