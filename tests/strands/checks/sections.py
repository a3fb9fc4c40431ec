"""Sections for the checks, made of plain values: say only what the test is about."""

from datetime import date
from decimal import Decimal

from documents.blocks import Value
from documents.narrative import parse
from offences.figures import Figure
from offences.months import months_to
from offences.rolling import Change
from offences.summary import summarise
from offences.totals import MeasureFacts, Published, Vintage
from strands.checks import engine
from strands.checks.facts import TEXT_BOX, BreakdownFact, Counter, Facts, LeadFact, MeasureFact, Promise
from strands.checks.findings import Place
from strands.checks.text import SectionDocument, passages

JANUARY, FEBRUARY = date(2020, 1, 1), date(2020, 2, 1)
DAY = date(2020, 3, 13)
BOX = Place("id_activity-0-value", "Deployments")
SHAPE = Vintage(DAY, "illustrative", "Athena")
FINAL = Vintage(DAY, "final", "Athena")


def measure(name="Knife crime", previous=983, current=1405, end=JANUARY, counts=None, good="lower", **extra):
    """A measure with its two totals as published, or with `counts` of the 36 months that end with `end`."""
    slug = name.lower().replace(" ", "-")
    caption = extra.pop("caption", f"{name} Offences")
    facts = MeasureFacts(slug, name, caption, "offences", good, 50, "Athena")
    start, before = months_to(end, 12)[0], months_to(end, 24)
    published = [
        Published(before[0], before[11], previous, "Board paper", DAY),
        Published(start, end, current, "Board paper", DAY),
    ]
    months = dict(zip(months_to(end, len(counts)), counts, strict=True)) if counts else {}
    summary = summarise(facts, months, end, published=[] if counts else published, **extra)
    return MeasureFact(name, caption, Place("figures", caption), summary)


def changed_in_june_2019():
    return measure(changes=[Change(date(2019, 6, 1), "a new process finds more offences", False)])


def counter(value=207, label="Deployments", **extra):
    extra = {"slug": label.lower(), "place": BOX, "start": date(2019, 6, 1), "end": date(2020, 2, 29)} | extra
    return Counter(label=label, value=Decimal(value), **extra)


def percentage(slug="encampments", value=-59.6):
    words = {"measure": "Change in encampments", "window": "since the team was formed", "formula": "as reported"}
    return Figure(f"{slug}.value", f"{value}%", value, "percentage", as_at="13 March 2020", source="", **words)


def breakdown(*parts, title="Referrals", end=date(2020, 2, 25), board_only=False):
    return BreakdownFact(title, parts, end, Place("", title), board_only)


def promise(text="Receive the interim report on property marking.", due=date(2020, 2, 29), **extra):
    extra = {"due_words": "February 2020", "open": True, "place": Place("id_commitments-0-status", text)} | extra
    return Promise(text=text, due=due, **extra)


def lead(surname="Hallworth", rank="Superintendent", start=date(2018, 9, 1), end=None):
    return LeadFact(surname, rank, start, end)


def facts(*measures, figures=(), **extra):
    """Of a section with these measures; their figures are those that its text may name."""
    found = {figure.key: figure for one in measures if one.summary for figure in one.summary.figures().values()}
    found |= {figure.key: figure for figure in figures}
    extra = {"heading": "A section", "round_end": JANUARY, "figures_end": JANUARY, "day": DAY} | extra
    return Facts(measures=measures, figures=found, **extra)


def found(text, *measures, **extra):
    """What the checks find in a text of a section like this."""
    known = facts(*measures, **extra)
    values = {key: Value(key, figure.text) for key, figure in known.figures.items()}
    blocks = parse(text, lambda key: values.get(key, Value(key, "[none]")))
    return engine.run(SectionDocument(tuple(passages(blocks, TEXT_BOX))), known)


def codes(text, *measures, **extra):
    return sorted({finding.code for finding in found(text, *measures, **extra)})
