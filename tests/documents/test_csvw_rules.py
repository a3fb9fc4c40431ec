"""The CSV files and their metadata by the rules of the W3C, as the csvw package reads them: every cell against the
datatype, the key and the titles that its metadata promise."""

import json
import warnings
from dataclasses import replace

import pytest
from csvw import CSVW

from documents.blocks import Cell, Chart, Column, Table
from documents.numbering import number
from documents.renderers import csvw
from tests.documents.hostile import hostile
from tests.documents.sample import knife_table, measures_table, paper

# Besides the words of the standard itself, those of Dublin Core and schema.org.
PREFIXES = ("dc", "schema")


def read(folder, document):
    """{title: the rows as the package reads them}; a rule that is broken is an error here."""
    found = {}
    for name, content in csvw.files(document, "paper-v3-").items():
        (folder / name).write_bytes(content)
    for about in sorted(folder.glob("*-metadata.json")):
        with warnings.catch_warnings():
            warnings.simplefilter("error", UserWarning)
            file = CSVW(str(about), validate=True)
            assert file.is_valid, about.name
            [table] = file.tables
            rows = list(table.iterdicts(strict=True))
        table.check_primary_key(rows and ((about.name, place, row) for place, row in enumerate(rows, 2)))
        found[json.loads(about.read_text())["dc:title"]] = rows
    return found


@pytest.mark.parametrize("document", [paper, hostile])
def test_every_table_and_chart_keeps_to_the_rules(tmp_path, document):
    document = document()
    found = read(tmp_path, document)

    assert len(found) == len({one.number for one in document.body if isinstance(one, Table | Chart)})


def test_numbers_are_read_as_numbers_and_shorthand_as_nothing(tmp_path):
    found = read(tmp_path, paper())

    [row] = found["Table 1: Knife Crime Offences"]
    assert [float(value) for value in row.values()] == [983, 1405, 422, 42.9]
    assert list(row) == ["column_1", "column_2", "column_3", "column_4"]
    assert [row["column_5"] for row in found["Table 2: All measures"]][1] is None
    months = found["Chart 1: Knife crime by month (data)"]
    assert (months[0]["column_1"], months[0]["column_2"], months[0]["column_3"]) == ("February 2017", 60, None)


def about(table):
    return json.loads(csvw.files(number(replace(paper(), body=(table,))), "")["table-1.csv-metadata.json"])


def test_the_names_of_the_rows_are_their_titles_and_their_key():
    schema = about(measures_table())["tableSchema"]
    assert (schema["rowTitles"], schema["primaryKey"]) == (["column_1"], ["column_1"])
    assert not {"rowTitles", "primaryKey"} & set(about(knife_table())["tableSchema"])


def test_names_that_are_given_twice_are_no_key(tmp_path):
    twice = replace(measures_table(), rows=measures_table().rows[:1] * 2)
    assert "primaryKey" not in about(twice)["tableSchema"]
    assert len(read(tmp_path, number(replace(paper(), body=(twice,))))["Table 1: All measures"]) == 2


def test_a_percentage_says_its_unit():
    columns = about(knife_table())["tableSchema"]["columns"]
    assert [column.get("schema:unitText") for column in columns] == [None, None, None, "%"]


def test_only_what_the_standard_knows_is_said_of_a_table():
    said = about(measures_table())
    assert set(said) - {key for key in said if key.partition(":")[0] in PREFIXES} == {"@context", "url", "tableSchema"}
    assert said["@context"] == ["http://www.w3.org/ns/csvw", {"@language": "en-GB"}]
    for column in said["tableSchema"]["columns"]:
        assert set(column) <= {"titles", "name", "datatype", "null", "schema:unitText"}
        assert column["datatype"] in {"string", "integer", "decimal"}


def test_a_cell_that_is_not_what_its_metadata_say_is_found(tmp_path):
    """That the package looks at cells at all."""
    table = Table("T", (Column("A", "count"),), ((Cell("1", 1),),))
    for name, content in csvw.files(number(replace(paper(), body=(table,))), "").items():
        (tmp_path / name).write_bytes(content.replace(b"\r\n1\r\n", b"\r\none\r\n"))

    with pytest.raises(ValueError, match="Invalid value"):
        list(CSVW(str(tmp_path / "table-1.csv-metadata.json")).tables[0].iterdicts(strict=True))
