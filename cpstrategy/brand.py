"""The organisation's two colours as custom properties of the stylesheet, and the text colour that reads on them."""

import re

DEFAULT_BRAND, DEFAULT_ACCENT = "#1d3557", "#8ecae6"
WHITE, BLACK = "#ffffff", "#0b0c0c"


def stylesheet(brand: str, accent: str) -> str:
    """The :root rule; a colour that is not # and six figures is replaced by the default one."""
    brand, accent = safe(brand, DEFAULT_BRAND), safe(accent, DEFAULT_ACCENT)
    properties = {
        "--govuk-brand-colour": brand,
        "--app-brand": brand,
        "--app-on-brand": readable_on(brand),
        "--app-accent": accent,
    }
    return ":root {" + " ".join(f"{name}: {value};" for name, value in properties.items()) + "}\n"


def safe(colour: str, default: str) -> str:
    return colour if re.fullmatch("#[0-9a-fA-F]{6}", colour) else default


def readable_on(colour: str) -> str:
    """White or near-black, whichever contrasts more with the colour (WCAG 2.2, 1.4.3)."""
    return max((WHITE, BLACK), key=lambda text: contrast(text, colour))


def contrast(one: str, other: str) -> float:
    """WCAG contrast ratio, 1 to 21."""
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour: str) -> float:
    """WCAG relative luminance, 0 to 1."""
    channels = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
