"""Why a file that can be read is not loaded."""

from offences.extracts.limits import Unreadable


class Gone(Unreadable):
    """The upload was loaded, thrown away or replaced by another while this was asked."""

    def __init__(self):
        super().__init__("This file is not waiting any more: it was loaded, thrown away or replaced meanwhile.")


class AlreadyLoaded(Exception):
    """The same file, byte for byte, was loaded before, as `extract`."""

    def __init__(self, extract):
        super().__init__(f"This file was loaded before: {extract}.")
        self.extract = extract


class MovedOn(Exception):
    """Another load came after the preview was made: what it said is no longer so."""


class RowsRejected(Exception):
    """The file has rows that cannot be loaded, and nobody has said to leave them out."""

    def __init__(self, found):
        first = found["rejected_lines"][0]
        number = found["rejected"]
        super().__init__(
            f"{number:,} line{' is' if number == 1 else 's are'} rejected. "
            f"The first, line {first['line']}: {first['words']}"
        )


class ReasonNeeded(Exception):
    """The file revises figures that issued papers printed, and no reason is given."""

    def __init__(self, figures):
        super().__init__(f"The file revises figures that were printed, the latest in {figures[0].paper}. Say why.")
        self.figures = figures
