"""The Dutch and German vocabularies: how the files are kept, and what class a word must have."""

from __future__ import annotations

from itertools import chain, combinations
from pathlib import Path

import pytest

HOME = Path(__file__).parents[2] / "kpi_sheets" / "language"
LANGUAGES = ("de", "nl")
CLASSES = (
    "activity",
    "amount",
    "change",
    "countable",
    "deliverable",
    "done",
    "goal",
    "hedge",
    "judging",
    "known",
    "metric",
    "occasion",
    "plain",
    "scale",
    "topic",
)
FILES = [(code, name) for code in LANGUAGES for name in CLASSES]
LARGEST = 200_000  # bytes: what still splits in well under a millisecond

# Words that are wanted in two classes, with their reason. None so far.
SHARED: dict[str, frozenset[str]] = {"de": frozenset(), "nl": frozenset()}


def lines(code: str, name: str) -> list[str]:
    text = (HOME / code / "words" / f"{name}.txt").read_text(encoding="utf-8")
    return [line for line in text.splitlines() if not line.startswith("#")]


@pytest.fixture(scope="module")
def vocabulary() -> dict[str, dict[str, str]]:
    return {code: {word: name for name in CLASSES for word in lines(code, name)} for code in LANGUAGES}


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_language_has_every_class_and_no_other(code: str) -> None:
    found = {path.stem for path in (HOME / code / "words").glob("*.txt")}
    assert found == {*CLASSES, "function", "averaged", "higher", "lower"}


@pytest.mark.parametrize(("code", "name"), FILES)
def test_a_file_is_sorted_lower_case_and_without_duplicates(code: str, name: str) -> None:
    words = lines(code, name)
    assert words == sorted(set(words))
    assert words == [" ".join(word.lower().split()) for word in words]
    assert "" not in words


@pytest.mark.parametrize(("code", "name"), FILES)
def test_a_file_says_what_its_class_is_and_stays_small(code: str, name: str) -> None:
    path = HOME / code / "words" / f"{name}.txt"
    assert path.read_text(encoding="utf-8").startswith("# ")
    assert path.stat().st_size < LARGEST


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_word_has_one_class(code: str) -> None:
    twice = {
        f"{word}: {one}, {two}"
        for one, two in combinations(CLASSES, 2)
        for word in set(lines(code, one)) & set(lines(code, two)) - SHARED[code]
    }
    assert not twice


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_compound_tail_is_long_enough_to_be_one(code: str) -> None:
    tails = [word for name in CLASSES for word in lines(code, name) if word.startswith("-")]
    assert not [tail for tail in tails if len(tail) < len("-app")]


SIZES = {
    "nl": {
        "countable": 2_000,
        "metric": 500,
        "topic": 600,
        "judging": 900,
        "change": 400,
        "activity": 400,
        "known": 200,
        "plain": 2_500,
    },
    "de": {
        "countable": 1_000,
        "metric": 250,
        "topic": 300,
        "judging": 450,
        "change": 200,
        "activity": 200,
        "known": 100,
        "plain": 1_250,
    },
}


@pytest.mark.parametrize(
    ("code", "name", "least"), [(code, *size) for code, sizes in SIZES.items() for size in sizes.items()]
)
def test_a_class_is_drawn_from_the_language_and_not_from_examples(code: str, name: str, least: int) -> None:
    assert len(lines(code, name)) >= least


DUTCH = {
    "metric": """omzet verzuim doorlooptijd responstijd marge bezettingsgraad kosten conversie score
        percentage aandeel aantal gemiddelde levertijd uitstroom churn winst voorraad ziekteverzuim tijd
        totaal -tijd -percentage -graad -cijfer -omzet -quote -uitstoot -verzuim -kosten""",
    "scale": """tevredenheid klanttevredenheid medewerkerstevredenheid betrokkenheid bereikbaarheid
        naleving naamsbekendheid werkplezier gebruiksgemak -tevredenheid -betrouwbaarheid""",
    "countable": """klant klanten ticket tickets medewerkers uren bezoekers deelnemers orders facturen
        ongevallen klachten leerling leerlingen patiënten woningen vacatures bomen koeien storingen
        vergunningen websites certificaten rapporten contracten km procent -klanten -uren -aanvragen
        -meldingen""",
    "topic": """kwaliteit efficiëntie communicatie innovatie duurzaamheid cultuur imago draagvlak
        samenwerking professionaliteit teamgeist resultaten dienstverlening leiderschap klantrelaties
        beleid -kwaliteit -cultuur -heid""",
    "judging": """goed goede beter betere best beste tijdig tijdige adequaat adequate optimaal optimale
        snel snelle sneller snelst efficiënt efficiënter hoogwaardig hoogwaardige klantvriendelijk
        professioneel professionele klantvriendelijker soepel vlot naadloos betrouwbare duidelijke slimmer
        up-to-date state-of-the-art""",
    "amount": "enkele veel meerdere diverse voldoende genoeg weinig sommige regelmatig vaak",
    "hedge": "idealiter liefst proberen trachten eventueel desgewenst",
    "change": """verhogen verhoogt verhoogd verhoog verhoging vergroten stijging daling reductie
        terugdringen terugbrengen teruggebracht minder meer hoger lager groei groeien krimp verbeteren
        verbetering halveren verdubbelen optimaliseren""",
    "activity": """implementeren implementatie lanceren organiseren opzetten ontwikkelen invoeren
        uitrollen starten begeleiden onderzoeken evaluatie""",
    "known": "oee ftr nps csat fcr mttr ebitda otif dso leverbetrouwbaarheid",
    "deliverable": "certificaat certificering website contract rapport plan app huisstijl -plan -certificaat",
    "done": "behaald gerealiseerd opgeleverd afgerond live gereed vastgesteld ondertekend online",
    "occasion": "go-live oplevering jaarvergadering zomervakantie prinsjesdag kerst",
    "goal": "willen wil streven streeft beogen ambitie doel",
    "plain": """nieuw nieuwe digitaal extern jaarlijks open actief actieve volledig foutloos correct
        bereikbaar bijzonder vroegtijdig de van niet drie altijd natuurlijk geven kwam tevreden""",
}
GERMAN = {
    "metric": """umsatz gewinn kosten marge auslastung durchlaufzeit reaktionszeit krankenstand
        fluktuation anteil anzahl durchschnitt lieferzeit ausschussquote lagerbestand verbrauch temperatur
        zeit -zeit -quote -rate -anteil -kosten -umsatz -umsätze -emissionen -grad""",
    "scale": """zufriedenheit kundenzufriedenheit mitarbeiterzufriedenheit erreichbarkeit einhaltung
        bekanntheit wohlbefinden -zufriedenheit -treue""",
    "countable": """kunde kunden kundinnen ticket tickets mitarbeiter mitarbeitern stunden besucher
        teilnehmer aufträge aufträgen rechnungen unfälle beschwerden schüler patienten wohnungen stellen
        bäume kühe störungen verträge zertifikate berichte prozent km -kunden -stunden -anträge -meldungen
        -fälle""",
    "topic": """qualität effizienz kommunikation innovation nachhaltigkeit kultur image zusammenarbeit
        teamgeist professionalität ergebnisse führung kundenbeziehungen strategie -qualität -kultur -heit
        -keit""",
    "judging": """gut gute guten besser bessere beste besten rechtzeitig rechtzeitige angemessen
        angemessene optimal optimale optimalen schnell schneller schnellste effizient effizienter
        hochwertig hochwertige zeitnah kundenfreundlich kundenfreundliche professionell reibungslos
        nahtlos stärker stärkere zuverlässige""",
    "amount": "einige viele mehrere diverse ausreichend genug wenige manche regelmäßig häufig",
    "hedge": "idealerweise möglichst vorzugsweise gegebenenfalls eventuell versuchen",
    "change": """erhöhen erhöht erhöhung steigern gesteigert steigerung senken gesenkt senkung reduzieren
        verringern weniger mehr höher niedriger wachstum wachsen verbessern verbesserung optimieren
        halbieren verdoppeln ausbauen ausgebaut auszubauen""",
    "activity": """implementieren implementierung einführen eingeführten organisieren entwickeln ausrollen
        starten begleiten erarbeiten planen evaluierung""",
    "known": "oee nps csat fcr mttr ebitda otif dso gesamtanlageneffektivität liefertreue",
    "deliverable": "zertifikat zertifizierung website vertrag plan app portal -plan -zertifikat",
    "done": "erreicht umgesetzt abgeschlossen fertiggestellt live unterzeichnet genehmigt online",
    "occasion": "go-live hauptversammlung sommerferien weihnachten jahresgespräch",
    "goal": "wollen möchten streben anstreben ziel ambition",
    "plain": """neu neue neuen digital extern jährlich offen aktiv aktive vollständig fehlerfrei korrekt
        pünktlich besonders der von nicht drei immer natürlich kam zufrieden""",
}
CASES = [
    (code, word, name)
    for code, table in (("nl", DUTCH), ("de", GERMAN))
    for name, words in table.items()
    for word in words.split()
]
PHRASES = [
    ("nl", "naar behoren", "judging"),
    ("nl", "op orde", "judging"),
    ("nl", "op tijd", "judging"),
    ("nl", "zo snel mogelijk", "judging"),
    ("nl", "op tijd geleverd", "known"),
    ("nl", "een paar", "amount"),
    ("nl", "tal van", "amount"),
    ("nl", "waar mogelijk", "hedge"),
    ("nl", "zo veel mogelijk", "hedge"),
    ("nl", "bij voorkeur", "hedge"),
    ("nl", "breng terug", "change"),
    ("nl", "in gebruik", "done"),
    ("nl", "overall equipment effectiveness", "known"),
    ("nl", "first time right", "known"),
    ("nl", "sociale cohesie", "topic"),
    ("nl", "onder andere", "plain"),
    ("de", "so schnell wie möglich", "judging"),
    ("de", "in angemessener zeit", "judging"),
    ("de", "ein paar", "amount"),
    ("de", "wo möglich", "hedge"),
    ("de", "nach möglichkeit", "hedge"),
    ("de", "in der regel", "hedge"),
    ("de", "nimmt zu", "change"),
    ("de", "in betrieb", "done"),
    ("de", "net promoter score", "known"),
]


@pytest.mark.parametrize(("code", "word", "name"), [*CASES, *PHRASES])
def test_a_word_has_the_class_it_must_have(
    vocabulary: dict[str, dict[str, str]], code: str, word: str, name: str
) -> None:
    assert vocabulary[code].get(word) == name


# Words that judge in one use only, or that merely contain a judging word: they must never cost a statement.
HARMLESS = {
    "nl": """goederen goedgekeurd snelweg snelheid bestelling bestand bestuur betaald tevreden ontevreden
        kwetsbare complexe gevaarlijke langdurig duurzame betaalbare unieke bijzondere passagiers sterkte
        ernstige kritieke""",
    "de": """güter gutschrift schnellstraße bestellung bestand bezahlt zufrieden unzufrieden komplexe
        einfache dringende nachhaltige bezahlbare besondere schwere gutachten""",
}


@pytest.mark.parametrize("code", LANGUAGES)
def test_a_harmless_word_is_not_a_judgement(vocabulary: dict[str, dict[str, str]], code: str) -> None:
    vague = {"judging", "amount", "hedge"}
    assert not [word for word in HARMLESS[code].split() if vocabulary[code].get(word) in vague]


def test_the_cases_are_many_enough_to_trust() -> None:
    assert all(sum(case[0] == code for case in chain(CASES, PHRASES)) >= 150 for code in LANGUAGES)
