"""Undo is a new extract that puts back what stood before: everything else stays as it was."""

import random
from datetime import date

import pytest

from offences import series, vintages
from offences.extracts import diff, load
from offences.extracts.undo import CannotUndo, plan, refusal, undo
from offences.models import Area, Extract, MonthlyCount
from offences.months import add_months, months_to
from tests.factories import AreaFactory, MeasureFactory, make_counts
from tests.offences.loads import AS_AT, as_of, at, current, loaded, look, rows

NOVEMBER, DECEMBER, JANUARY = months_to(date(2020, 1, 1), 3)


def knife_counts():
    return {month: count for (_, _, month), count in current().items()}


def test_undo_puts_back_what_stood_and_withdraws_what_did_not(knife, analyst):
    first = loaded({NOVEMBER: 80, DECEMBER: 90})
    second = loaded({NOVEMBER: 80, DECEMBER: 95, JANUARY: 100})
    done = undo(second, analyst, "The wrong file")
    assert knife_counts() == {"2019-11": 80, "2019-12": 90, "2020-01": "withdrawn"}
    assert (done.undoes, done.loaded_by, done.note) == (second, analyst, "The wrong file")
    assert done.file_name == "Undo of counts.csv"
    assert done.pk > second.pk > first.pk


def test_what_was_known_before_the_undo_is_still_told(knife):
    first = loaded({DECEMBER: 90})
    second = loaded({DECEMBER: 95, JANUARY: 100})
    undo(second, None)
    assert as_of(first.pk) == {("knife-crime", "Westshire", "2019-12"): 90}
    assert list(as_of(second.pk).values()) == [95, 100]
    assert MonthlyCount.objects.filter(extract=second, count=100).exists()


def test_a_reason_why_there_is_no_count_comes_back_too(knife):
    loaded({DECEMBER: "[c]", JANUARY: ".."})
    undo(loaded({DECEMBER: 95, JANUARY: "[z]"}), None)
    assert knife_counts() == {"2019-12": "suppressed", "2020-01": "not known"}


def test_a_load_that_only_confirmed_is_undone_without_touching_a_count(knife):
    loaded({DECEMBER: 90})
    confirming = load.read_and_apply(b"month,measure,count\n2019-12,knife-crime,90\n", "again.csv", as_at=AS_AT)
    undo(confirming, None)
    assert knife_counts() == {"2019-12": 90}
    assert MonthlyCount.objects.count() == 1


def test_what_was_withdrawn_is_new_when_it_is_loaded_again(knife):
    undo(loaded({DECEMBER: 90, JANUARY: 100}), None)
    upload = look(rows("knife-crime,2019-12,90", "knife-crime,2020-01,101", "knife-crime,2020-02,.."))
    found = diff.counted(upload)
    assert (found.new, found.revised, found.unchanged) == (3, 0, 0)
    load.apply(upload, load.Said(AS_AT))
    assert knife_counts() == {"2019-12": 90, "2020-01": 101, "2020-02": "not known"}


# Which loads can be undone


def test_only_the_latest_load_is_undone_and_the_one_to_undo_first_is_named(knife):
    first = loaded({DECEMBER: 90}, day=2, file_name="first.csv")
    loaded({DECEMBER: 91}, day=3, file_name="second.csv")
    third = loaded({DECEMBER: 92}, day=4, file_name="third.csv")
    assert refusal(third) is None
    refused = refusal(first)
    assert "Only the latest load can be undone" in refused.words
    assert "Undo third.csv, loaded on 4 March 2020, first." in refused.words
    assert refused.see == third
    with pytest.raises(CannotUndo, match=r"Undo third\.csv"):
        undo(first, None)
    assert knife_counts() == {"2019-12": 92}
    assert Extract.objects.count() == 3


def test_loads_are_undone_one_after_another_the_latest_first(knife):
    first, second, third = (loaded({DECEMBER: count, JANUARY: count}) for count in (90, 91, 92))
    undo(third, None)
    undo(second, None)
    assert knife_counts() == {"2019-12": 90, "2020-01": 90}
    undo(first, None)
    assert knife_counts() == {"2019-12": "withdrawn", "2020-01": "withdrawn"}


def test_a_load_is_undone_once(knife, analyst):
    load_ = loaded({DECEMBER: 90}, day=2)
    done = undo(load_, analyst, loaded_at=at(5))
    assert refusal(load_).words == "This load was undone on 5 March 2020."
    with pytest.raises(CannotUndo):
        undo(load_, analyst)
    assert list(Extract.objects.filter(undoes__isnull=False)) == [done]


def test_an_undo_is_not_undone_and_says_how_to_bring_back_what_it_took(knife):
    done = undo(loaded({DECEMBER: 90}), None)
    with pytest.raises(CannotUndo, match="load the file again"):
        undo(done, None)


def test_a_file_is_loaded_again_once_its_load_was_undone(knife):
    first = loaded({DECEMBER: 90})
    with pytest.raises(load.AlreadyLoaded):
        loaded({DECEMBER: 90})
    undo(first, None)
    again = loaded({DECEMBER: 90})
    assert knife_counts() == {"2019-12": 90}
    with pytest.raises(load.AlreadyLoaded) as refused:
        loaded({DECEMBER: 90})
    assert refused.value.extract == again
    undo(again, None)
    assert knife_counts() == {"2019-12": "withdrawn"}


def test_a_preview_made_before_an_undo_is_looked_at_again(knife):
    first = loaded({DECEMBER: 90})
    seen = look(rows("knife-crime,2019-12,95"))
    undo(first, None)
    with pytest.raises(load.MovedOn):
        load.apply(seen, load.Said(AS_AT))


def test_an_undo_is_later_than_every_load(knife):
    first = loaded({DECEMBER: 90}, day=4)
    with pytest.raises(ValueError, match="oldest first"):
        undo(first, None, loaded_at=at(3))


# What is said of the counts that stand again


def test_counts_put_back_are_called_by_the_file_that_brought_them(knife):
    months = months_to(JANUARY, 24)
    loaded(dict.fromkeys(months, 100), quality="final", note="Checked", source_system="Athena", as_at=JANUARY)
    second = loaded(dict.fromkeys(months, 101), quality="illustrative", note="Made up", source_system="Sample")
    undo(second, None, "It was a sample")
    found = vintages.summaries({knife: JANUARY})["knife-crime"]
    assert found.vintage.quality == "final"
    assert (found.vintage.as_at, found.vintage.source, found.vintage.note) == (JANUARY, "Athena", "Checked")
    assert found.comparison.current.value == 1200


def test_what_was_withdrawn_says_nothing_of_the_rest(knife):
    months = months_to(DECEMBER, 24)
    loaded(dict.fromkeys(months, 100), quality="final", as_at=date(2020, 1, 31))
    undo(loaded({JANUARY: 5}, quality="illustrative"), None, "It was a sample")
    found = vintages.summaries({knife: JANUARY})["knife-crime"]
    assert (found.vintage.quality, found.vintage.as_at, found.vintage.note) == ("final", date(2020, 1, 31), "")
    assert found.comparison.current.words == "11 of 12 months"


def test_a_count_put_back_twice_is_still_called_by_the_file_that_brought_it(knife):
    first = loaded({DECEMBER: 90}, file_name="first.csv")
    for count in (95, 96):
        undo(loaded({DECEMBER: count}), None)
    row = MonthlyCount.objects.current().get()
    assert (row.count, row.origin) == (90, first)
    assert [each[7] for each in series.rows(knife)] == ["first.csv"]


def test_what_was_withdrawn_twice_was_brought_by_no_file(knife):
    for _ in range(2):
        undo(loaded({DECEMBER: 90}), None)
    row = MonthlyCount.objects.current().get()
    assert (row.missing, row.restored_from) == ("withdrawn", None)


def test_an_undo_says_how_firm_and_how_old_what_stands_again_is(knife):
    loaded({DECEMBER: 90}, as_at=date(2020, 1, 31), quality="final", source_system="Athena")
    done = undo(loaded({DECEMBER: 95, JANUARY: 100}), None)
    assert (done.as_at, done.quality, done.source_system) == (date(2020, 1, 31), "final", "Athena")
    assert (done.receipt["put_back"], done.receipt["withdrawn"]) == (1, 1)
    assert (done.sha256, bytes(done.content)) == ("", b"")


# What it would do, before it is done


def test_the_plan_is_by_measure_and_never_adds_a_force_to_its_districts(knife):
    basildon = AreaFactory(code="E07000066", name="Basildon", kind=Area.Kind.DISTRICT)
    make_counts(knife, {DECEMBER: 10}, area=basildon)
    text = b"measure,area,month,count\nknife-crime,Westshire,2019-12,95\nknife-crime,Basildon,2019-12,14\n"
    extract = load.read_and_apply(text, "both.csv", as_at=date(2020, 3, 13))
    found = [(t.areas, t.put_back, t.withdrawn, t.now, t.then) for t in plan(extract).tallies]
    assert found == [("district", 1, 0, 14, 10), ("force", 0, 1, 95, 0)]


def test_what_becomes_unknown_leads_then_the_largest_difference(knife):
    months = months_to(JANUARY, 4)
    loaded(dict(zip(months, [6, 1, "..", 15], strict=True)))
    found = plan(loaded(dict.fromkeys([*months, date(2018, 1, 1)], 5)))
    assert [each.difference for each in found.put_back] == [None, 10, -4, 1]
    assert [(each.month, each.then.words) for each in found.withdrawn] == [(date(2018, 1, 1), "withdrawn")]
    assert (found.number_put_back, found.number_withdrawn) == (4, 1)


@pytest.mark.parametrize("seed", range(8))
def test_load_load_undo_restores_every_current_value_and_leaves_every_as_at_answer(knife, seed):
    """Random files over two measures and two areas, loaded and undone at random: what stood before each load comes
    back with its undo, and what was known after each extract never changes."""
    chance = random.Random(seed)
    MeasureFactory(slug="fraud", name="Fraud")
    AreaFactory(code="E07000066", name="Basildon", kind=Area.Kind.DISTRICT)
    stack, known, size = [], {0: {}}, 0
    for step in range(14):
        if stack and (step == 13 or chance.random() < 0.4):
            extract, before = stack.pop()
            done = undo(extract, None)
            known[done.pk] = current()
            assert {key: count for key, count in current().items() if key in before} == before
            assert {count for key, count in current().items() if key not in before} <= {"withdrawn"}
        else:
            before = current()
            extract = load.read_and_apply(random_file(chance), f"{step}.csv", as_at=date(2020, 3, 13))
            stack.append((extract, before))
            known[extract.pk] = current()
        size, earlier = MonthlyCount.objects.count(), size
        assert size >= earlier
        for pk, answer in known.items():
            assert as_of(pk) == answer


def random_file(chance):
    lines = [
        f"{measure},{area},{add_months(JANUARY, -back):%Y-%m},{chance.choice([*range(9), '..', '[c]', '[z]'])}"
        for measure in ("knife-crime", "fraud")
        for area in ("Westshire", "Basildon")
        for back in range(8)
        if chance.random() < 0.6
    ]
    lines.append(f"knife-crime,Westshire,2018-01,{chance.randrange(10**9)}")
    return "\n".join(["measure,area,month,count", *lines, ""]).encode()


def test_an_undo_asks_the_database_as_often_for_300_counts_as_for_3(knife, django_assert_max_num_queries):
    months = months_to(JANUARY, 300)
    loaded(dict.fromkeys(months, 5))
    second = loaded(dict.fromkeys(months, 6))
    with django_assert_max_num_queries(18):
        undo(second, None)
    assert set(knife_counts().values()) == {5}
