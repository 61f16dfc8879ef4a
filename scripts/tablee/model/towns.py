"""Towns that name no time zone, or another one in French: each with the zone in which it lies."""

from __future__ import annotations

from tablee.model.folding import slug_of

_TOWNS = {
    "Europe/Paris": (
        "lyon marseille toulouse nice nantes montpellier strasbourg bordeaux lille rennes reims grenoble dijon "
        "angers saint-etienne le-havre toulon nimes clermont-ferrand le-mans aix-en-provence brest tours limoges "
        "amiens annecy perpignan metz besancon orleans rouen mulhouse caen nancy avignon poitiers versailles "
        "pau la-rochelle bayonne chambery quimper vannes lorient"
    ),
    "Europe/Brussels": "bruxelles liege gand gent anvers antwerp antwerpen charleroi namur louvain leuven bruges mons",
    "Europe/Zurich": "geneve geneva lausanne berne bern bale basel fribourg neuchatel lucerne sion",
    "Europe/London": (
        "londres manchester birmingham leeds glasgow edinburgh edimbourg bristol liverpool cardiff sheffield "
        "nottingham brighton oxford leicester southampton"
    ),
    "Europe/Dublin": "cork galway limerick",
    "Europe/Berlin": "munich munchen hamburg hambourg cologne koln francfort frankfurt stuttgart leipzig dusseldorf",
    "Europe/Madrid": "barcelone barcelona valencia seville sevilla bilbao malaga",
    "Europe/Rome": "milan milano turin torino naples napoli florence firenze bologne bologna venise venice",
    "Europe/Amsterdam": "rotterdam utrecht eindhoven la-haye the-hague",
    "Europe/Lisbon": "lisbonne porto",
    "America/Toronto": "montreal quebec ottawa gatineau sherbrooke",
    "America/New_York": "boston philadelphia miami atlanta",
    "America/Los_Angeles": "san-francisco seattle san-diego",
    "Africa/Algiers": "alger oran",
    "Indian/Reunion": "la-reunion",
}


def zone_of_town(text: str) -> str | None:
    """Return the zone of a town that is known here, None of another one."""
    said = slug_of(text)
    return next((zone for zone, towns in _TOWNS.items() if said in towns.split()), None)
