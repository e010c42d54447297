"""What the add-in says to a person, in Dutch to those who keep their KPIs in Dutch and in English to all others."""

from __future__ import annotations

from collections.abc import Mapping

DEFAULT_LANGUAGE = "en"

WORDS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "refreshed": "{kpis} updated, {behind} behind",
        "no_table": "no KPI table found: a table needs a header row with the name of the KPI and its target",
        "checked": "{kpis} checked: {errors}, {warnings}",
        "kpi": "1 KPI", "kpis": "{number} KPIs",
        "error": "1 error", "errors": "{number} errors",
        "warning": "1 warning", "warnings": "{number} warnings",
        "no_finding": "nothing to remark: there is no next finding",
        "finding": "{code}: {message}",
        "left_alone": "; formulas left alone: {cells}",
        "skipped": "; not a row per KPI, so no columns: {sheets}",
        "unexpected": "that failed by a mistake of kpi-sheets, nothing of yours is wrong; the details are in {log}",
        "sheet": "Check", "title": "KPI check by kpi-sheets: {summary}",
        "heads": "Cell|Severity|Rule|Concerns|What is wrong|Instead",
        "severity_error": "error", "severity_warning": "warning", "severity_info": "advice",
    },
    "nl": {
        "refreshed": "{kpis} bijgewerkt, {behind} achter",
        "no_table": "geen KPI-tabel gevonden: een tabel heeft een kopregel met de naam van de KPI en de norm",
        "checked": "{kpis} nagekeken: {errors}, {warnings}",
        "kpi": "1 KPI", "kpis": "{number} KPI's",
        "error": "1 fout", "errors": "{number} fouten",
        "warning": "1 waarschuwing", "warnings": "{number} waarschuwingen",
        "no_finding": "niets op te merken: er is geen volgende bevinding",
        "finding": "{code}: {message}",
        "left_alone": "; formules gelaten zoals ze zijn: {cells}",
        "skipped": "; geen rij per KPI, dus geen kolommen: {sheets}",
        "unexpected": "dat mislukte door een fout van kpi-sheets, niet door u; de bijzonderheden staan in {log}",
        "sheet": "Controle", "title": "KPI-controle door kpi-sheets: {summary}",
        "heads": "Cel|Ernst|Regel|Betreft|Wat eraan scheelt|Liever zo",
        "severity_error": "fout", "severity_warning": "waarschuwing", "severity_info": "advies",
    },
}  # fmt: skip


def say(language: str, key: str, **values: object) -> str:
    """Return a text in a language, English where we have it in no other."""
    return WORDS.get(language, WORDS[DEFAULT_LANGUAGE])[key].format(**values)


def count(language: str, noun: str, number: int) -> str:
    """Return "1 KPI" or "23 KPI's"; `noun` is "kpi", "error" or "warning"."""
    return say(language, noun if number == 1 else f"{noun}s", number=number)
