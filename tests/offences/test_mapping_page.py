"""The page that asks what a file's measures and areas are read as."""

import pytest
from django.contrib.auth.models import Permission

from offences.extracts.how import How
from offences.models import Area, Measure, StagedCount, Upload
from tests.factories import AreaFactory, MeasureFactory
from tests.offences.loads import current
from tests.offences.waiting import SAID, mapping_url, waiting
from tests.strands.pages import form_of, words

HEADING = "measure,area,month,count"


@pytest.fixture
def as_analyst(client, analyst):
    client.force_login(analyst)
    return client


@pytest.fixture
def who_adds(analyst):
    analyst.user_permissions.set(Permission.objects.filter(codename__in=["add_measure", "add_area"]))


@pytest.fixture
def look(as_analyst, analyst, knife):
    """look(*lines): the page of a file with these lines."""
    return lambda *lines, **said: as_analyst.get(mapping_url(waiting(analyst, *lines, **said)))


def box(response, text):
    """The name of the box of a value."""
    return next(name for name, value in response.context["form"].values.items() if value["text"] == text)


def save(client, response, **said):
    """Sends the page with some boxes changed, by their value's text."""
    sent = form_of(response) | {box(response, text): choice for text, choice in said.items()}
    sent.pop("leave_out_rest", None)
    return client.post(response.request["PATH_INFO"], sent, follow=True)


def staged():
    return {(row.measure.slug, row.area.code, row.count) for row in StagedCount.objects.all()}


def test_each_name_has_its_counts_and_total_and_the_unknown_come_first(look):
    AreaFactory(code="E07000070", name="Chelmsford", kind="district")
    response = look(
        "knife-crime,Chelmsford,2020-01,5",
        "knife crimes,Chelmsford,2020-01,70",
        "knife crimes,Chelmsford,2020-02,1200",
        "knife-crime,Chelmsfrd,2020-01,9",
        heading=HEADING,
    )
    shown = words(response)
    assert "Measures Not known here In the file Counts Total Read as knife crimes 2 1,270" in shown
    assert "Measures that are read or left out (1)" in shown
    assert "Areas Not known here In the file Counts Total Read as Chelmsfrd 1 9" in shown
    assert shown.count("Suggested Check it: the names are only alike.") == 2
    assert form_of(response)[box(response, "knife crimes")] == "knife-crime"
    assert form_of(response)[box(response, "Chelmsfrd")] == "E07000070"


def test_a_suggestion_is_taken_by_saving_it_and_the_counts_are_loaded_by_it(as_analyst, look):
    done = save(as_analyst, look("knife crimes,2020-01,70"))
    assert done.redirect_chain[-1][0] == Upload.objects.get().get_absolute_url()
    assert "The file was read again." in words(done)
    assert "Rejected lines 0" in words(done)
    as_analyst.post(Upload.objects.get().get_absolute_url(), SAID)
    assert current() == {("knife-crime", "Westshire", "2020-01"): 70}


def test_a_name_that_is_only_a_little_alike_is_offered_in_words_and_not_chosen(look):
    MeasureFactory(slug="hate-crime", name="Hate crime")
    response = look("Vehicle crime,2020-01,70")
    assert "Perhaps “Hate crime”?" in words(response)
    assert form_of(response)[box(response, "Vehicle crime")] == ""


def test_a_name_is_left_out_and_said_to_be(as_analyst, look):
    done = save(as_analyst, look("knife-crime,2020-01,5", "Car crime,2020-01,70"), **{"Car crime": "leave out"})
    assert "Rejected lines 0" in words(done)
    assert staged() == {("knife-crime", "E23000099", 5)}
    assert Upload.objects.get().how == {"measures": {"Car crime": ""}}
    receipt = as_analyst.post(Upload.objects.get().get_absolute_url(), SAID, follow=True)
    assert "Left out In the file Counts Total Car crime 1 70" in words(receipt)


def test_everything_that_is_not_decided_is_left_out_at_once(as_analyst, look):
    response = look("knife-crime,2020-01,5", "aaa,2020-01,70", "bbb,2020-01,8")
    sent = form_of(response) | {"leave_out_rest": "on"}
    assert "Rejected lines 0" in words(as_analyst.post(response.request["PATH_INFO"], sent, follow=True))
    assert set(Upload.objects.get().how["measures"]) == {"aaa", "bbb"}


def test_what_is_not_decided_stays_rejected(as_analyst, look):
    done = save(as_analyst, look("knife-crime,2020-01,5", "aaa,2020-01,70"))
    assert "Rejected lines 1" in words(done)
    assert Upload.objects.get().how == {}


def test_a_decision_is_taken_back(as_analyst, look):
    said = How(measures={"Blades": "knife-crime", "Car crime": ""})
    response = look("Blades,2020-01,5", "Car crime,2020-01,70", how=said)
    done = save(as_analyst, response, **{"Blades": "leave out", "Car crime": ""})
    assert Upload.objects.get().how == {"measures": {"Blades": ""}}
    assert "Rejected lines 1" in words(done)


def test_a_name_that_is_read_is_read_as_another(as_analyst, look):
    MeasureFactory(slug="robbery")
    save(as_analyst, look("Knife crime,2020-01,5"), **{"Knife crime": "robbery"})
    assert staged() == {("robbery", "E23000099", 5)}


# Adding


def test_a_measure_and_an_area_are_added_after_they_were_named(as_analyst, look, who_adds):
    response = look("Car crime,Chelmsford,2020-01,70", heading=HEADING)
    asked = save(as_analyst, response, **{"Car crime": "add new", "Chelmsford": "add new"})
    assert "Say what the new names are, then save again. Nothing has been added yet." in words(asked)
    offered = form_of(asked)
    measure, area = box(asked, "Car crime"), box(asked, "Chelmsford")
    assert (offered[f"{measure}-name"], offered[f"{measure}-slug"]) == ("Car crime", "car-crime")
    assert (offered[f"{area}-name"], offered[f"{area}-kind"]) == ("Chelmsford", "district")
    assert not Measure.objects.filter(slug="car-crime").exists()

    sent = offered | {f"{area}-code": "E07000070"}
    as_analyst.post(response.request["PATH_INFO"], sent)
    added = Measure.objects.get(slug="car-crime")
    assert (added.name, added.caption, added.kind, added.sensitive) == ("Car crime", "Car crime", "offence", False)
    assert Area.objects.get(code="E07000070").parent == Area.objects.force()
    assert staged() == {("car-crime", "E07000070", 70)}


def test_what_is_to_be_added_wrongly_says_where_and_adds_nothing(as_analyst, look, who_adds):
    response = look("Car crime,Chelmsford,2020-01,70", heading=HEADING)
    asked = save(as_analyst, response, **{"Car crime": "add new", "Chelmsford": "add new"})
    measure, area = box(asked, "Car crime"), box(asked, "Chelmsford")
    sent = form_of(asked) | {f"{measure}-slug": "knife-crime"}
    refused = as_analyst.post(response.request["PATH_INFO"], sent)
    assert "There is a problem" in words(refused)
    assert f'href="#id_{measure}-slug"' in refused.content.decode()
    assert "Enter the GSS code of the new area, for example E07000070" in words(refused)
    assert f'href="#id_{area}-code"' in refused.content.decode()
    assert (Measure.objects.count(), Area.objects.count()) == (1, 1)


def test_one_name_is_not_added_twice(as_analyst, look, who_adds):
    response = look("Car crime,2020-01,70", "Cars,2020-02,70")
    asked = save(as_analyst, response, **{"Car crime": "add new", "Cars": "add new"})
    sent = form_of(asked) | {f"{box(asked, 'Cars')}-slug": "car-crime"}
    assert "“car-crime” is added twice." in words(as_analyst.post(response.request["PATH_INFO"], sent))
    assert Measure.objects.count() == 1


def test_only_who_may_add_measures_adds_them(as_analyst, look):
    response = look("Car crime,2020-01,70")
    assert "Add it as a new measure" not in words(response)
    refused = save(as_analyst, response, **{"Car crime": "add new"})
    assert "Choose again what “Car crime” is read as" in words(refused)
    assert not Measure.objects.filter(slug="car-crime").exists()


# Many, and hostile


def test_hundreds_of_names_are_one_page_and_a_few_queries(as_analyst, look, django_assert_max_num_queries):
    response = look(*(f"Kind {n},2020-01,{n}" for n in range(400)))
    with django_assert_max_num_queries(9):
        assert words(as_analyst.get(response.request["PATH_INFO"])).count("What “Kind") == 400
    sent = form_of(response) | {"leave_out_rest": "on"}
    assert as_analyst.post(response.request["PATH_INFO"], sent).status_code == 302


def test_more_names_than_a_page_holds_come_when_these_are_saved(look, monkeypatch):
    monkeypatch.setattr("offences.mapping_forms.SHOWN", 2)
    shown = words(look(*(f"Kind {n},2020-01,{n}" for n in range(5))))
    assert "3 more names in the file are not shown. Save these first." in shown


def test_a_name_in_the_file_is_text(look):
    shown = look('"<script>alert(1)</script>",2020-01,5').content.decode()
    assert "<script>alert" not in shown
    assert "&lt;script&gt;alert(1)" in shown


# Crimes, counted by conditions


@pytest.fixture
def crimes(as_analyst, analyst, knife):
    """The page of a file of crimes with two flags."""
    MeasureFactory(slug="burglary", name="Burglary")
    AreaFactory(code="E07000066", name="Basildon", kind="district")
    lines = [
        "1,2020-01,Violence,Basildon,Y,Knife;Night",
        "2,2020-01,Robbery,Basildon,Y,Night",
        "3,2020-01,Robbery,Basildon,N,",
        "3,2020-01,Robbery,Basildon,N,",
        "4,2020-01,Burglary,Basildon,N,Knife;Night",
        "5,2020-01,Burglary,,N,Night",
    ]
    heading = "Crime number,Month,Offence,District,Knife used,Keywords"
    return as_analyst.get(mapping_url(waiting(analyst, *lines, heading=heading)))


def count(client, page, *rows):
    """Sends the page with these rows of conditions."""
    sent = form_of(page)
    sent = {name: value for name, value in sent.items() if "-kinds" not in name and name != "leave_out_rest"}
    for at, row in enumerate(rows):
        sent |= {f"rules-{at}-{name}": value for name, value in row.items()}
    return client.post(page.request["PATH_INFO"], sent, follow=True)


def test_a_measure_is_counted_from_kinds_and_a_flag(as_analyst, crimes):
    done = count(
        as_analyst, crimes, {"measure": "knife-crime", "kinds": ["Robbery", "Violence"], "column": "Knife used"}
    )
    assert "The file was read again." in words(done)
    assert staged() == {("knife-crime", "E07000066", 2), ("knife-crime", "E23000099", 2)}
    receipt = words(as_analyst.post(Upload.objects.get().get_absolute_url(), SAID, follow=True))
    assert "Knife crime “Offence” is Robbery or Violence and “Knife used” says yes" in receipt


def test_a_measure_is_counted_from_a_keyword_and_an_area(as_analyst, crimes):
    row = {"measure": "knife-crime", "column": "Keywords", "test": "contains", "value": "knife", "area": "Basildon"}
    count(as_analyst, crimes, row, {"measure": "burglary", "kinds": ["Burglary"]})
    assert ("knife-crime", "E07000066", 2) in staged()
    assert ("burglary", "E23000099", 2) in staged()
    again = as_analyst.get(mapping_url(Upload.objects.get()))
    assert {f"rules-0-{name}": value for name, value in row.items()}.items() <= form_of(again).items()


def test_conditions_without_a_measure_and_a_measure_twice_are_refused(as_analyst, crimes):
    shown = words(count(as_analyst, crimes, {"kinds": ["Robbery"]}))
    assert "Choose the measure that is counted by these conditions" in shown
    shown = words(count(as_analyst, crimes, {"measure": "burglary"}, {"measure": "burglary"}))
    assert "A measure is counted once." in shown
    shown = words(count(as_analyst, crimes, {"measure": "burglary", "column": "Keywords", "test": "is"}))
    assert "Enter what “Keywords” must say" in shown
    assert Upload.objects.get().how == {}
