"""What each column of an upload is read as, and what a person says instead. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import Any

from offences.extracts.crime_rules import AS_WRITTEN, WITHOUT_NUMBER, CrimeRules
from offences.extracts.how import How
from offences.extracts.layouts import crimes, headings, matrix, months_down
from offences.extracts.layouts.places import IGNORE, SHEET

OF_COUNTS = {
    "measure": "Measure",
    "month": "Month",
    "area": "Area",
    "count": "Count",
    "missing": "Why there is no count",
}
OF_CRIMES = {"month": "Month", "category": "Kind of crime", "record": "Record number", "place": "Place"}
SHEET_SAYS = ("measure", "area", "month")
_BY_NAMES = {"measure", "area"}
_WITH_MEASURES_ACROSS = (months_down.SLUG, matrix.SLUG)

Facts = Mapping[str, Any]


def named(found: Facts) -> list[str]:
    """The headings of a file; of one that is in no layout, the cells of the line that may be its header."""
    if found.get("headings"):
        return list(found["headings"])
    above = found.get("sample") or [[0]]  # of a file that may be of crimes: the lines down to its header
    return [cell or f"Column {at}" for at, cell in enumerate(above[-1][1:], 1)]


def choices(layout: str, found: Facts) -> list[tuple[str, str]]:
    """The roles that a column may have in a layout; in none, all of them."""
    roles = OF_CRIMES if layout == crimes.SLUG else OF_COUNTS if layout else OF_COUNTS | OF_CRIMES
    others = {role: role.capitalize() for role in now(found) if role not in roles and role != IGNORE}
    return [(IGNORE, "Not used"), *roles.items(), *others.items()]


def now(found: Facts) -> list[str]:
    """The role that each heading was read as."""
    return [_role(heading, found) for heading in named(found)]


def _role(heading: str, found: Facts) -> str:
    for role, called in found.get("columns", ()):
        if f", {heading}, " in f", {called}, ":
            across = role == "measure" and found.get("layout") in _WITH_MEASURES_ACROSS
            return "count" if across else role
    return "month" if found.get("layout") and is_month(heading) else IGNORE


def is_month(heading: str) -> bool:
    return headings.month_in(heading) is not None


def said(how: How, found: Facts, chosen: Sequence[str]) -> dict[str, tuple[str, ...]]:
    """The roles that a person has said, now or before: for each that a heading was given or has lost, all its headings.
    A heading that is a month stays one unless it is left out."""
    called, before = named(found), now(found)
    columns = [each for each in zip(called, before, chosen, strict=True) if not is_month(each[0])]
    touched = {role for _, was, role in columns if was != role for role in (was, role)}
    if touched & _BY_NAMES:  # one is found among the columns that the other leaves
        touched |= _BY_NAMES & {role for _, _, role in columns}
    roles = dict(how.roles)
    for role in touched - {IGNORE}:
        roles[role] = tuple(heading for heading, _, each in columns if each == role)
    out = [heading for heading, was, role in zip(called, before, chosen, strict=True) if role == IGNORE != was]
    back = {heading for heading, role in zip(called, chosen, strict=True) if role != IGNORE}
    roles[IGNORE] = tuple(dict.fromkeys([*(one for one in roles.get(IGNORE, ()) if one not in back), *out]))
    return {role: names for role, names in roles.items() if names or role != IGNORE}


def of_sheet(how: How, found: Facts) -> str:
    """What the names of the sheets are read as: a role, or "" for nothing."""
    if role := next((role for role, headings in how.roles.items() if SHEET in headings), ""):
        return role
    called = {role: called for role, called in found.get("columns", ()) if called not in named(found)}
    return next(
        (role for role in SHEET_SAYS if any(called.get(role, "\n") in one for one in found.get("sheet", ()))), ""
    )


def with_sheet(roles: Mapping[str, tuple[str, ...]], was: str, now: str) -> dict[str, tuple[str, ...]]:
    """The roles when the names of the sheets say another one than they did. One that nothing says any more is empty."""
    said = {role: tuple(heading for heading in headings if heading != SHEET) for role, headings in roles.items()}
    if was:
        said.setdefault(was, ())
    return said | {now: (*said.get(now, ()), SHEET)} if now else said


def rules(how: How, found: Facts, chosen: Sequence[str], *, place_rule: str, absent_is_zero: bool) -> CrimeRules | None:
    """How crimes are counted: None while nothing was said that the headings do not say. Raises ValueError, in words."""
    columns = {role: heading for heading, role in reversed(list(zip(named(found), chosen, strict=True)))}
    lacking = [OF_CRIMES[role].lower() for role in ("month", "category") if role not in columns]
    if lacking:
        raise ValueError(f"Say which column is the {' and which the '.join(lacking)}")
    places = {role: columns.get(role, "") for role in OF_CRIMES}
    before = how.rules or of_found(found)
    if before is None:
        return CrimeRules(**places, place_rule=place_rule, absent_is_zero=absent_is_zero)
    changed = replace(before, **places, place_rule=place_rule, absent_is_zero=absent_is_zero)
    return how.rules if changed == before else changed


def of_found(found: Facts) -> CrimeRules | None:
    """The rules that the headings of a file of crimes suggested."""
    columns = dict(found.get("columns", ()))
    if found.get("layout") != crimes.SLUG or not {"month", "category"} <= columns.keys():
        return None
    places = {role: columns.get(role, "") for role in OF_CRIMES}
    with_number = headings.tidy(places["place"]) == "lsoa name"
    return CrimeRules(**places, place_rule=WITHOUT_NUMBER if with_number else AS_WRITTEN)
