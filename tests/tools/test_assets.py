"""The front-end files as we serve them: no font or crest that may be used on gov.uk only, nothing that is not there."""

import pytest
from django.contrib.staticfiles.storage import staticfiles_storage
from django.core.management import call_command

from tests.sources import ROOT
from tools.assets import UnexpectedAsset, cut, without_source_map

GOVUK = ROOT / "build" / "assets" / "govuk"


def test_the_stylesheet_holds_no_gov_uk_font_and_fetches_nothing():
    css = (GOVUK / "govuk-frontend.min.css").read_text("utf-8")
    assert "GDS Transport" not in css
    assert "@font-face" not in css
    assert "url(" not in css
    assert css.count("arial,helvetica,sans-serif") == 58
    assert css.count("{") == css.count("}") > 1000
    assert ".govuk-error-summary{" in css


def test_a_cut_that_finds_another_number_than_expected_is_an_error():
    with pytest.raises(UnexpectedAsset, match="1 matches of 'crest', expected 2"):
        cut("one crest", "crest", "", 2)


@pytest.mark.parametrize("line", ["//# sourceMappingURL=a.min.js.map", "/*# sourceMappingURL=a.min.css.map */\n"])
def test_the_name_of_a_source_map_is_cut(line):
    assert without_source_map(f"body{{}}\n{line}") == "body{}\n"


def test_every_static_file_gets_its_hashed_name(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "cpstrategy.static_files.HashedStorage"}}
    call_command("collectstatic", interactive=False, verbosity=0)
    assert staticfiles_storage.url("govuk/govuk-frontend.min.css").startswith("/static/govuk/govuk-frontend.min.")
    assert len(list((tmp_path / "govuk").glob("govuk-frontend.min.????????????.css"))) == 1
