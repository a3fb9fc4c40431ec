"""Papers for the checks, made of plain values: say only what the test is about."""

from dataclasses import replace
from datetime import date

from documents.blocks import Document, Heading, Paragraph, Table, Text, Value
from documents.narrative import parse
from papers.checks import engine
from papers.checks.facts import Counted, PaperFacts, PartFact, SectionFact, StrandFact
from strands.checks.findings import Place
from strands.checks.text import SectionDocument, passages
from tests.strands.checks.sections import JANUARY, measure

PURPOSE, SUMMARY, FUTURE = ("purpose", "1.0"), ("summary", "3.0"), ("future-work", "9.0")
HEADER = Place("/papers/march-2020/edit/#header", "Header")

KNIFE = measure("Knife crime", 983, 1405)
ABUSE = measure("Domestic abuse", 24675, 29981)
HATE = measure("Hate crime", 1800, 2187)
ROBBERY = measure("Personal robbery", 1506, 1541)
BURGLARY = measure("Dwelling burglary", 6244, 5452)
MEASURES = (KNIFE, ABUSE, HATE, ROBBERY, BURGLARY)


def part(text, of=SUMMARY, **extra):
    """A text of the front or back matter; figures of the measures above are filled in."""
    slug, number = of
    place = Place(f"/papers/march-2020/edit/{slug}/#id_text", slug)
    known = {key: figure for one in MEASURES for key, figure in one.summary.figures().items()}
    blocks = parse(text, lambda key: Value(key, known[key].text if key in known else "Knife crime (+422)"))
    document = SectionDocument(tuple(passages(blocks, place.box)))
    return PartFact(slug, number, place, text=text, document=document, **extra), blocks


def section(slug, *measures, text="Officers met schools.", **extra):
    """An approved section with its measures, each marked as overlapping with others."""
    place = Place(f"/rounds/march-2020/{slug}/review/", slug)
    counted = tuple(Counted(one, one.summary.facts.slug, "Do not add.") for one in measures)
    extra = {"state": "approved", "approved": True} | extra
    return SectionFact(slug, slug, place, counted=counted, **extra), parse(text, lambda key: Value(key, key))


def table(caption="Offences", lead="12 months to end of January 2020:", notes=(), **extra):
    return Table(caption, (), (), lead=lead, notes=notes, **extra)


def found(*parts, sections=(), blocks=(), **extra):
    """What the checks find in a paper of these parts and sections; `blocks` stand at the end of the last section."""
    sections = sections or [section("knife-crime", *MEASURES)]
    body = [block for fact, written in parts for block in (Heading(fact.slug, id=fact.slug), *written)]
    for fact, written in sections:
        body += [Heading(f"{fact.heading}:", id=f"section-{fact.slug}"), *written]
    facts = PaperFacts(
        place=HEADER,
        header=(("Agenda Number:", "9.0"),),
        written_on=date(2020, 3, 13),
        approved_on=date(2020, 3, 16),
        meeting_on=date(2020, 3, 26),
        today=date(2020, 3, 20),
        period_end=JANUARY,
        parts=tuple(fact for fact, _ in parts),
        sections=tuple(fact for fact, _ in sections),
        strands=(StrandFact("Gangs & Knife Crime", True, "Chief Superintendent Harman", True),),
    )
    return engine.run(Document("Paper", "2020-03-13", (*body, *blocks)), replace(facts, **extra))


def codes(*parts, **extra):
    return sorted({finding.code for finding in found(*parts, **extra)})


def said(words):
    return Paragraph((Text(words),))
