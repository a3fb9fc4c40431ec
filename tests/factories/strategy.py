"""The strategy: its strands and sections, and who leads them."""

from datetime import date

import factory

from strands.models import (
    Appointment,
    Organisation,
    Person,
    Section,
    SectionMeasure,
    Strand,
    Strategy,
)
from tests.factories.counts import MeasureFactory
from tests.factories.people import ModelFactory


class OrganisationFactory(ModelFactory):
    class Meta:
        model = Organisation
        django_get_or_create = ["slug"]

    slug = "organisation"
    service_name = "Crime prevention in Westshire"
    force_name = "Westshire Police"
    commissioner = "Police, Fire and Crime Commissioner"
    report_to = "The Office of the Police, Fire and Crime Commissioner for Westshire"
    board = "Performance and Resources Scrutiny Board"
    programme = "Scrutiny Programme {year}"
    badge_letters = "W"


class StrategyFactory(ModelFactory):
    class Meta:
        model = Strategy
        django_get_or_create = ["slug"]

    slug = "strategy"
    name = "Crime Prevention Strategy"
    start_year = 2018
    end_year = 2021


class StrandFactory(ModelFactory):
    class Meta:
        model = Strand
        django_get_or_create = ["slug"]

    slug = factory.Sequence(lambda n: f"strand-{n}")
    strategy = factory.SubFactory(StrategyFactory)
    number = factory.Sequence(lambda n: n + 1)
    name = factory.LazyAttribute(lambda strand: strand.slug.replace("-", " ").capitalize())
    order = factory.Sequence(lambda n: n)


class SectionFactory(ModelFactory):
    class Meta:
        model = Section

    slug = factory.Sequence(lambda n: f"section-{n}")
    strand = factory.SubFactory(StrandFactory)
    heading = factory.LazyAttribute(lambda section: section.slug.replace("-", " ").capitalize())
    order = factory.Sequence(lambda n: n)


class SectionMeasureFactory(ModelFactory):
    class Meta:
        model = SectionMeasure

    section = factory.SubFactory(SectionFactory)
    measure = factory.SubFactory(MeasureFactory)


class PersonFactory(ModelFactory):
    class Meta:
        model = Person

    slug = factory.Sequence(lambda n: f"person-{n}")
    forename = "Sam"
    surname = factory.Sequence(lambda n: f"Person{n}")


class AppointmentFactory(ModelFactory):
    class Meta:
        model = Appointment

    person = factory.SubFactory(PersonFactory)
    strand = factory.SubFactory(StrandFactory)
    rank = "Chief Superintendent"
    start = date(2018, 9, 1)
