"""What is wrong with a cell, in the words of the sheet's language."""

from __future__ import annotations

from kpi_sheets.language import available, load

ENGLISH_AND_DUTCH = {
    # what the register finds
    "unreadable": ("can't be read as {what}", "is niet te lezen als {what}"),
    "not_in_list": ("is not one of the known entries", "staat niet in de lijst"),
    "missing_word": ("stands for a missing value", "staat voor een ontbrekende waarde"),
    "formula_error": ("is the error of a formula", "is een formulefout"),
    "not_calculated": ("the formula was never calculated", "de formule is nooit berekend"),
    "two_values": ("holds more than one value", "bevat meer dan één waarde"),
    # as what it can't be read
    "number": ("a number", "een getal"),
    "numbers": ("a row of numbers", "een rij getallen"),
    "date": ("a date", "een datum"),
    "text": ("text", "tekst"),
    # which keyword of the schema it breaks
    "required": ("the row has no {key}", "de rij heeft geen {key}"),
    "type": ("{key} should be {expected}", "{key} hoort {expected} te zijn"),
    "enum": ("{key} should be one of {expected}", "{key} hoort een van deze te zijn: {expected}"),
    "minimum": ("{key} should be at least {expected}", "{key} hoort minstens {expected} te zijn"),
    "maximum": ("{key} should be at most {expected}", "{key} hoort hoogstens {expected} te zijn"),
    "pattern": ("{key} does not have the form {expected}", "{key} heeft niet de vorm {expected}"),
    "format": ("{key} is not a {expected}", "{key} is geen {expected}"),
}


def worded(key: str, language: str) -> str:
    """Return a text of the table above; in English where the language has none. Raises KeyError for an unknown key."""
    english, dutch = ENGLISH_AND_DUTCH[key]
    if language == "nl":
        return dutch
    texts = load(language).table("messages").get("cells", {}) if language in available() else {}
    return str(texts.get(key, english))
