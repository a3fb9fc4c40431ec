"""What the paper of 2020 got wrong in its sections, in words of our own: each fault is found, and found by its rule.

D1 to D16 and C1 to C16 are the numbers that the research gave them. Those missing here lie outside a section: C2, C3
and D10's numbering, D15's summary and D16's return are the paper's; D9 is said by the measure; C5 prints by itself.
"""

import sys
from datetime import date

import pytest

from strands.checks import engine
from strands.checks.facts import MeasureFact, OperationFact
from strands.checks.findings import Place, Rule
from tests.strands.checks.sections import (
    BOX,
    FEBRUARY,
    SHAPE,
    breakdown,
    changed_in_june_2019,
    codes,
    counter,
    lead,
    measure,
    percentage,
    promise,
)

ROBBERY = measure("Personal robbery", 1506, 1541)
ABUSE = measure("Domestic abuse", 24675, 29981, counts=[2000] * 36, vintage=SHAPE)
NO_FIGURES = MeasureFact("Interviews with body worn video", "BWV in interview", Place("figures", "BWV in interview"))
GONE = lead("Anslow", "Chief Superintendent", end=date(2020, 1, 31))
KITS = counter(3098, "Property marking kits", target=4000, operation="Operation Meteor", start=None, end=None)

FAULTS = {
    "D1 a rate that does not follow": (
        "rate-disagrees",
        "There have been 207 deployments since June 2019, on average 40 each month.",
        {},
    ),
    "C4 the same with its counter": (
        "rate-disagrees",
        "Teams average 40 deployments a month.",
        {"counters": (counter(),)},
    ),
    "D2 another month without a reason": (
        "other-window",
        "Night time offences were counted.",
        {"measures": [measure("Night time economy", 948, 971, FEBRUARY)], "figures_end": FEBRUARY},
    ),
    "C1 another window in the text": (
        "other-window-in-text",
        "This is for the 12 months to the end of February 2020.",
        {"measures": [ROBBERY]},
    ),
    "D3 crime is said to slow": ("trend-without-series", "The growth of crime continues to slow.", {}),
    "C16 an increase is said to have slowed": (
        "trend-without-series",
        "Over the last five months the increase seems to have slowed.",
        {"measures": [ABUSE]},
    ),
    "D4 success where the table says otherwise": (
        "claim-against-figure",
        "Patrols against knives probably had a positive impact here as well.",
        {"measures": [ROBBERY]},
    ),
    "D5 a change printed bare": (
        "recording-change-unsaid",
        "Knife crime {{ knife-crime.change }}.",
        {"measures": [changed_in_june_2019()]},
    ),
    "C8 the same, typed": (
        "typed-figure",
        "Knife crime rose by 422 (+42.9%).",
        {"measures": [changed_in_june_2019()]},
    ),
    "D6 a measure without values": (
        "measure-without-data",
        "Interviews with video are followed every month.",
        {"measures": [NO_FIGURES]},
    ),
    "D7 another name for a measure": (
        "other-name",
        "Patrols aim to prevent residential burglary.",
        {"measures": [measure("Dwelling burglary", 6244, 5452)]},
    ),
    "C7 another name than the strand's": ("other-name", "Each mugging robbery is reviewed.", {"measures": [ROBBERY]}),
    "D8 a percentage alone": (
        "percentage-without-counts",
        "Encampments are down by 59.6% from when the team began.",
        {},
    ),
    "C9 the same from a figure": (
        "percentage-without-counts",
        "Encampments changed by {{ encampments.value }}.",
        {"figures": [percentage()]},
    ),
    "D10 a sentence that breaks off": ("unfinished-sentence", "What must improve is the data for the strands,", {}),
    "C6 a word that leads nowhere": ("unfinished-sentence", "The benefits of the new teams are", {}),
    "D11 a promise in prose alone": (
        "promise-not-recorded",
        "The evaluation will give its interim findings in April 2020.",
        {},
    ),
    "D11 a promise that came due": ("commitment-overdue", "Patrols went out.", {"promises": (promise(),)}),
    "D12 two last days": (
        "dates-differ",
        "Referrals and cases were counted.",
        {"breakdowns": (breakdown(("All", 32)), breakdown(("Heard", 17), title="Channel", end=date(2020, 2, 27)))},
    ),
    "C10 two last days, one of them said": (
        "dates-differ",
        "Referrals are counted to 25 February 2020.",
        {"breakdowns": (breakdown(("All", 32)), breakdown(("Heard", 17), title="Channel", end=date(2020, 2, 27)))},
    ),
    "D13 very few people": (
        "small-number",
        "Referrals came in.",
        {"breakdowns": (breakdown(("One theme", 11), ("Another", 3), ("A third", 2)),)},
    ),
    "D14 someone who no longer leads": (
        "lead-no-longer",
        "Chief Superintendent Anslow leads this work.",
        {"leads": (GONE, lead("Brook", start=date(2020, 2, 1)))},
    ),
    "C13 a new lead without a name": ("lead-unnamed", "The new lead looks at the plans this year.", {}),
    "C11 one acronym for two things": (
        "acronym-expanded-twice",
        "The Eastern Region Special Operations Unit (ERSOU) met the East Regional Serious Operations Unit (ERSOU).",
        {},
    ),
    "C11 an acronym never written out": ("acronym-not-expanded", "Cases go to the ASAIT hubs.", {}),
    "C12 a date in another style": ("date-style", "The board met on 26th March 2020.", {}),
    "C14 finished below its target": (
        "finished-below-target",
        "Operation Meteor has been completed for 3,098 homes.",
        {"counters": (KITS,)},
    ),
    "C15 the largest of all": ("superlative", "It is now the largest rural team in the country.", {}),
    "D15 the largest increases": ("superlative", "Hate crime had one of the largest increases.", {}),
}


# Not met in that paper.
OTHERS = {
    "a blank to fill in": ("placeholder", "The panel met xx times.", {}),
    "a blank in brackets": ("placeholder", "The panel met [number] times.", {}),
    "a letter no paper holds": ("glyph", "Well done \U0001f600.", {}),
    "no full stop": ("no-full-stop", "Patrols went out in the evening", {}),
    "a number that is another": ("typed-figure-contradicts", "Personal robbery rose by 53.", {"measures": [ROBBERY]}),
    "the wrong word beside a figure": (
        "direction-beside-figure",
        "Robbery fell by {{ personal-robbery.difference }}.",
        {"measures": [ROBBERY]},
    ),
    "the wrong word": ("direction-against-figure", "Personal robbery has fallen.", {"measures": [ROBBERY]}),
    "a trend against its months": (
        "trend-against-series",
        "Domestic abuse continues to rise.",
        {"measures": [measure("Domestic abuse", counts=[100] * 36)]},
    ),
    "an acronym written out again": (
        "acronym-expanded-twice",
        "A Criminal Behaviour Order (CBO) was made. The Criminal Behaviour Order (CBO) holds.",
        {},
    ),
    "an operation finished below its target": (
        "finished-below-target",
        "Homes were visited.",
        {"counters": (KITS,), "operations": (OperationFact("Operation Meteor", True, BOX),)},
    ),
    "two people": ("small-number", "The panel heard the cases of two children.", {}),
    "a rate beside a bound counter": (
        "rate-disagrees",
        "Teams went out {{ patrols.value }} times, or 40 a month.",
        {"counters": (counter(slug="patrols"),), "figures": [percentage("patrols", 207)]},
    ),
}
RULES = {
    rule.code
    for check in engine.CHECKS
    for rule in vars(sys.modules[check.__module__]).values()
    if isinstance(rule, Rule)
}


@pytest.mark.parametrize(("code", "text", "section"), FAULTS.values(), ids=FAULTS)
def test_each_fault_of_the_paper_is_found(code, text, section):
    section = dict(section)
    assert code in codes(text, *section.pop("measures", ()), **section)


@pytest.mark.parametrize(("code", "text", "section"), OTHERS.values(), ids=OTHERS)
def test_each_other_fault_is_found(code, text, section):
    section = dict(section)
    assert code in codes(text, *section.pop("measures", ()), **section)


def test_every_rule_has_its_fault_planted():
    assert {code for code, _, _ in [*FAULTS.values(), *OTHERS.values()]} == RULES
