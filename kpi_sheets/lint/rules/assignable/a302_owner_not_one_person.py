"""An owner who is not one person.

What: "Team sales", "iedereen", or two names in the owner's cell.
Why: what belongs to several people is looked after by none of them.
How to fix: name the one person, or the one role, who answers for the figure.
Leaves alone: roles, also those with two fields ("Hoofd inkoop en logistiek", "Head of Sales & Marketing"), and a
surname with its first name behind a comma.
"""

import re
from collections.abc import Iterator
from functools import lru_cache

from kpi_sheets.language import Pack
from kpi_sheets.lint.context import Context
from kpi_sheets.lint.rule import Hit
from kpi_sheets.model import Kpi, Severity

CODE = "A302"
NAME = "owner-not-one-person"
SEVERITY = Severity.WARNING
READS_WORDS = True
ONE_LINE = False
MESSAGE = {
    "en": '"{owner}" is more than one person; name the one who answers for this figure',
    "nl": '"{owner}" is meer dan één persoon; noem degene die voor dit cijfer instaat',
}
BAD = {
    "en": (
        {"name": "Orders", "owner": "Sales team"},
        {"name": "Orders", "owner": "Everyone"},
        {"name": "Orders", "owner": "Anna Smit / Ben Bos"},
        {"name": "Orders", "owner": "CEO and CFO"},
    ),
    "nl": (
        {"name": "Orders", "owner": "Team verkoop"},
        {"name": "Orders", "owner": "iedereen"},
        {"name": "Orders", "owner": "Anna Smit en Ben Bos"},
        {"name": "Orders", "owner": "Anna; Ben; Kim"},
    ),
}
GOOD = {
    "en": (
        {"name": "Orders", "owner": "Anna Smit"},
        {"name": "Orders", "owner": "Team lead sales"},
        {"name": "Orders", "owner": "Head of Sales and Marketing"},
        {"name": "Orders", "owner": "Smit, Anna"},
        {"name": "Orders", "owner": "Anna Smit (acting)"},
        {"name": "Orders", "owner": "Operations & Logistics"},
    ),
    "nl": (
        {"name": "Orders", "owner": "Teamleider verkoop"},
        {"name": "Orders", "owner": "Hoofd inkoop en logistiek"},
        {"name": "Orders", "owner": "Manager P&O"},
        {"name": "Orders", "owner": "Afdelingsmanager IT/Facilitair"},
    ),
}

APART = r"\s*(?:[;\n]|\s/\s|\s\+\s)\s*"
COMMA = r"\s*,\s*"
PERSON = r"[A-ZÀ-Þ][\w'’.-]*(?: (?:[a-zà-ÿ'’]{1,4} ){0,3}[A-ZÀ-Þ][\w'’.-]*){1,2}"


def check(kpi: Kpi, context: Context) -> Iterator[Hit]:
    """Report an owner that names a group, or people one after the other."""
    owner = kpi.text("owner").strip()
    if owner and _is_not_one(owner, context.pack):
        yield Hit(("owner",), {"owner": owner})


@lru_cache(1000)
def _is_not_one(owner: str, pack: Pack) -> bool:
    """True for a group and for several people; remembered, since the same few own all KPIs."""
    return _is_group(owner, pack) or _names_several(owner, pack)


def _is_group(owner: str, pack: Pack) -> bool:
    """True for a word that means everybody, alone, before a name or behind it, where no role is named."""
    words = re.findall(r"[^\W\d_]+", owner.lower())
    if any(_is_role(word, pack) for word in words):
        return False
    text = " ".join(words)
    return any(
        text == entry or text.startswith(f"{entry} ") or text.endswith(f" {entry}") for entry in pack.words("everybody")
    )


def _names_several(owner: str, pack: Pack) -> bool:
    """True for names or roles one after the other; a role in front may have several fields behind it."""
    parts = [part for part in re.split(APART, owner) if part]
    if len(parts) > 1:
        return not _has_fields(parts[0], pack)
    commas = re.split(COMMA, owner)
    if len(commas) > 1 and all(re.fullmatch(PERSON, part) for part in commas):
        return True
    joined = re.split(rf"\s+(?:&|{'|'.join(map(re.escape, pack.table('pack')['small']['and']))})\s+", owner)
    return len(joined) > 1 and all(_is_somebody(part, pack) for part in joined)


def _is_somebody(part: str, pack: Pack) -> bool:
    """True for a first name with a surname, or a role that is complete by itself ("CEO", "directeur")."""
    return (bool(re.fullmatch(PERSON, part)) and not _has_fields(part, pack)) or _is_role(part.lower(), pack)


def _has_fields(part: str, pack: Pack) -> bool:
    words = part.lower().split()
    return len(words) > 1 and _is_role(words[0], pack)


def _is_role(word: str, pack: Pack) -> bool:
    ends = pack.table("pack")["compounds"]
    return any(word == role or (ends and len(role) > 3 and word.endswith(role)) for role in pack.words("role"))
