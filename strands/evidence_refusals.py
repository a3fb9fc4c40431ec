"""Why a file is not kept."""


class Refused(ValueError):
    """The file may not be kept as evidence. The message says what to do about it."""
