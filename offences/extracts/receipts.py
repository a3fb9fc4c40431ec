"""What was read and what it changed, as plain values to keep with an extract."""

from dataclasses import asdict

from offences import printed

# A receipt lists what was rejected, but not a whole wrong file.
REJECTED_KEPT = 200
_KEPT = (
    *("words", "periods", "columns", "headings", "notices", "warnings", "rejected"),
    *("values", "controls", "controls_found"),
)


def receipt(upload, found, figures=()):
    """`figures`: the printed ones that are revised."""
    return {
        **{name: upload.found[name] for name in _KEPT if name in upload.found},
        "how": upload.how,
        "rejected_lines": upload.found["rejected_lines"][:REJECTED_KEPT],
        "new": found.new,
        "revised": found.revised,
        "unchanged": found.unchanged,
        "missing": found.missing,
        "totals": [_plain(total) for total in found.totals],
        "printed": printed.kept(figures),
    }


def _plain(total):
    return asdict(total) | {"first": total.first.isoformat(), "last": total.last.isoformat()}
