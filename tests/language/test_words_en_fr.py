"""The open vocabulary of English and French: words whose class must never slip."""

from __future__ import annotations

from itertools import combinations

import pytest

from kpi_sheets.language import Pack
from kpi_sheets.language.pack import HOME

# Plurals that count when an amount stands with them ("5 processes") and are topics otherwise.
COUNTED_TOPICS = {
    "en": """
        activities, benefits, businesses, capabilities, challenges, changes, collaborations, competences,
        competencies, concepts, contributions, efforts, examples, facilities, functions, improvements,
        initiatives, innovations, insights, methods, needs, operations, opportunities, partnerships,
        possibilities, principles, priorities, processes, relationships, resources, risks, roles, services,
        skills, solutions, standards, strategies, structures, systems, talents, techniques, technologies,
        themes, values
    """,
    "fr": """
        actions, activités, atouts, attentes, avantages, besoins, collaborations, compétences, concepts,
        défis, enjeux, exemples, exigences, innovations, méthodes, principes, priorités, problématiques,
        processus, relations, ressources, risques, rôles, services, solutions, stratégies, structures,
        synergies, systèmes, talents, technologies, tendances, thèmes
    """,
}

MUST = {
    "en": {
        "metric": """
            revenue, turnover, churn, attrition, headcount, margin, cost, costs, conversion, uptime,
            availability, throughput, percentage, proportion, share, rate, ratio, score, index, average,
            median, backlog, yield, occupancy, utilisation, utilization, response time, lead time, cycle
            time, number of, absenteeism
        """,
        "scale": """
            satisfaction, customer satisfaction, employee satisfaction, satisfied, loyalty, engagement,
            compliance, reliability, awareness, adherence, punctuality
        """,
        "countable": """
            customer, customers, ticket, tickets, employee, employees, hour, hours, visitor, participants,
            orders, invoice, accident, complaints, child, children, people, women, shelves, analyses, waste,
            cow, pallets, lorries, reports, policies, contracts, audits, slow movers, near misses, quality
            checks, best practices
        """,
        "topic": """
            quality, efficiency, communication, innovation, sustainability, culture, image, professionalism,
            teamwork, team spirit, excellence, results, performance, collaboration, creativity, leadership,
            brand image, knowledge sharing
        """,
        "judging": """
            good, better, best, well, timely, prompt, promptly, adequate, adequately, optimal, optimally,
            fast, faster, fastest, quick, quickly, efficient, efficiently, effective, effectively,
            high-quality, high, best-in-class, world-class, user-friendly, professional, professionally,
            satisfactory, appropriate, reasonable, seamless, smoothly, properly, easier, in a timely manner,
            up to standard, up to date, without undue delay
        """,
        "amount": """
            some, several, a few, many, numerous, various, sufficient, enough, most, a number of, plenty of
        """,
        "hedge": """
            where possible, as much as possible, as soon as possible, ideally, preferably, if possible, to
            the extent possible, in principle, try to, attempt to, as appropriate, as needed
        """,
        "change": """
            increase, increases, increased, increasing, reduce, reduction, grow, grew, growth, decline,
            improve, improvement, boost, cut, lower, raise, optimise, optimize, minimising, maximized, more,
            fewer, less, higher, shorter
        """,
        "activity": """
            implement, implementation, develop, organise, organizing, introduce, training, roll out, set up,
            manage, recruit
        """,
        "known": """
            nps, csat, fcr, dso, mttr, roi, oee, ebitda, cac, clv, arpu, mau, overall equipment
            effectiveness, first time right, quality rate, quality assurance headcount, effective tax rate,
            net promoter score, first contact resolution, perfect order rate, fast movers share, quick
            ratio, forecast accuracy
        """,
        "deliverable": """
            certificate, website, contract, report, plan, policy, app, dashboard, annual report
        """,
        "done": """
            achieved, obtained, completed, live, delivered, signed, in place, operational, launched
        """,
        "occasion": "go-live, audit, launch day, annual meeting, summer break, year-end review",
        "goal": "want to, aim to, strive, aspire, seek to, ambition, goal is",
        "plain": """
            new, digital, online, active, total, external, open, recurring, paid, annual, unique, correct,
            on time, as well as, at the same time, low-income, high school
        """,
    },
    "fr": {
        "metric": """
            taux, nombre, nombre de, chiffre d'affaires, pourcentage, part, indice, score, moyenne, montant,
            coût, coûts, délai, délais, durée, absentéisme, effectif, trafic, stock, marge, bénéfice,
            ventes, écart
        """,
        "scale": """
            satisfaction, satisfaction client, satisfait, satisfaites, fidélité, engagement, conformité,
            fiabilité, notoriété, ponctualité, bien-être
        """,
        "countable": """
            client, cliente, clients, clientes, ticket, tickets, employé, employées, heure, heures,
            visiteur, visiteuses, participant, commandes, facture, accident, réclamations, enfant, journaux,
            chevaux, travailleuses, agricultrices, déchets, énergie, rapports, contrats, audits
        """,
        "topic": """
            qualité, efficacité, communication, innovation, culture, image, professionnalisme, excellence,
            performance, collaboration, créativité, leadership, travail d'équipe, esprit d'équipe, résultats
        """,
        "judging": """
            bon, bonne, bons, bonnes, meilleur, meilleures, bien, mieux, rapide, rapidement, efficace,
            efficacement, optimal, optimale, optimaux, adéquat, adéquate, satisfaisante, approprié,
            appropriées, suffisant, convivial, conviviale, de haute qualité, dans les meilleurs délais,
            comme il faut, à temps
        """,
        "amount": """
            quelques, plusieurs, certains, certaines, nombreux, nombreuses, beaucoup de, la plupart des, un
            certain nombre de, un grand nombre de, suffisamment
        """,
        "hedge": """
            si possible, dans la mesure du possible, dès que possible, autant que possible, idéalement, de
            préférence, en principe, le cas échéant, essayer de, au besoin
        """,
        "change": """
            augmenter, augmentation, réduire, réduit, réduite, réduction, améliorer, améliorée,
            amélioration, baisser, baisse, hausse, croissance, optimiser, accroître, plus, moins, davantage,
            diminution, renforcer
        """,
        "activity": """
            organiser, organise, développer, mettre en place, implémentation, gestion, recruter, planifier,
            coordination
        """,
        "known": """
            nps, trs, roi, ebitda, otif, taux de rendement synthétique, net promoter score, taux effectif
            global
        """,
        "deliverable": """
            certificat, certification, site web, contrat, rapport, plan, application, tableau de bord
        """,
        "done": """
            atteint, atteinte, obtenues, achevé, terminée, livré, signés, publié, lancée, opérationnelle, en
            place
        """,
        "occasion": "lancement, audit, rentrée, assemblée générale, vacances d'été, revue annuelle",
        "goal": "ambition, viser, souhaitons, aspirer à, chercher à, notre ambition est de, afin de",
        "plain": """
            nouveau, nouvelle, numérique, annuel, annuelle, professionnelle, supérieur, développement
            durable, à court terme, en même temps, bien que
        """,
    },
}

CLASSES = sorted(MUST["en"])
PACKS = {code: Pack(code, f"{HOME}/{code}") for code in ("en", "fr")}


def entries(text: str) -> set[str]:
    return {" ".join(entry.split()) for entry in text.split(",")}


@pytest.mark.parametrize("code", PACKS)
def test_only_counted_topics_stand_in_two_classes(code: str) -> None:
    lists = {name: set(PACKS[code].words(name)) for name in CLASSES}
    shared = {(a, b): lists[a] & lists[b] for a, b in combinations(CLASSES, 2) if lists[a] & lists[b]}
    assert shared == {("countable", "topic"): entries(COUNTED_TOPICS[code])}


@pytest.mark.parametrize("name", CLASSES)
@pytest.mark.parametrize("code", PACKS)
def test_words_that_must_stand_in_a_class(code: str, name: str) -> None:
    assert entries(MUST[code][name]) - set(PACKS[code].words(name)) == set()
