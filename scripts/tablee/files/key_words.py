"""Other words, French and plain, by which people call our keys: each is answered with the key that was meant."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

from tablee.i18n.invisible import UNSEEN
from tablee.model.folding import fold

if TYPE_CHECKING:
    from collections.abc import Container, Mapping

_WORDS: Mapping[str, str] = {
    "address": "adresse rue street ville city",
    # A member.
    "name": (
        "surnom pseudo vorname nachname nom prenom nom_complet nom_et_prenom firstname first_name "
        "lastname last_name surname fullname full_name"
    ),
    "trade": "beruf metier profession job occupation activite title titre role poste fonction",
    "city": "stadt wohnort ort ville town commune location lieu place localite adresse address",
    "about": (
        "ueber_mich uber_mich beschreibung parcours bio biographie presentation description a_propos "
        "apropos propos texte about_me intro"
    ),
    "skills": (
        "fahigkeiten kenntnisse specialites specialite specialties domaines domaine competences "
        "competence skill savoir_faire tags mots_cles keywords expertise"
    ),
    "photo": "foto bild image picture avatar portrait",
    "links": "liens lien link urls url reseaux",
    "github": "compte account login identifiant utilisateur user username",
    "joined": (
        "seit membre_depuis mitglied_seit date_d_arrivee depuis since arrivee arrive adhesion inscrit "
        "inscription member_since start debut entree"
    ),
    "left": "bis austritt date_de_depart parti depart sorti sortie quitte end fin jusqu_a",
    "away": (
        "abwesend urlaub absences absence absent absente conges vacances holidays holiday indisponible "
        "indispo"
    ),
    "facilitates": "anime animation animer facilite facilitation facilitator animateur animatrice host",
    "circles": "cercles cercle circle groupes groupe groups group",
    "offers": (
        "angebot angebote biete je_propose services service i_offer offre offres propose j_offre offer "
        "proposes"
    ),
    "needs": "suche bedarf looking_for i_need besoin besoins cherche recherche need besoin_de je_cherche",
    "recommends": (
        "empfehlungen je_recommande recommande recommandations recommandation recommend recommendations"
    ),
    "public": "publique visible visibility consent accord",
    # A meeting.
    "title": "titre sujet theme objet subject nom name",
    "topics": "sujets sujet themes theme topic ordre_du_jour agenda",
    "at": "uhrzeit um heure hour time a horaire start debut",
    "lasts": "dauer duree dure duration length",
    "place": "ort lieu endroit where location adresse address salle room ou",
    "date": (
        "nouvelle_date new_date reporte reporte_au reportee deplace deplacee moved moved_to postponed "
        "datum jour day le on when quand"
    ),
    "status": "statut etat state cancelled canceled annule annulee",
    "why": "pourquoi raison reason motif nom name titre title",
    "present": "anwesend teilnehmer presents presentes presence participants attendees attendance who",
    "answers": "antworten reponses reponse answer inscrits rsvp",
    "facilitator": (
        "moderation moderator animateur animatrice facilitateur facilitatrice anime host animation"
    ),
    "guests": "invites invite guest visiteurs visitors",
    "room_words": "mots mot words word mots_de_la_salle",
    "done": "fait faits fini",
    "notes": "notizen protokoll note compte_rendu cr minutes remarques",
    "seats": "places_assises capacite capacity jauge",
    # The group.
    "tagline": "accroche slogan sous_titre subtitle devise",
    "url": "site adresse_du_site website address adresse",
    "contact": "email mail e_mail courriel telephone",
    "language": "langue langues lang locale",
    "timezone": "fuseau fuseau_horaire zone time_zone tz",
    "rhythm": "rythme frequence frequency schedule recurrence",
    "closures": "fermetures fermeture pauses pause vacances conges breaks break closed",
    "holidays": "jours_feries feries",
    "places": "lieux lieu endroits",
    "turns": "tours tour rota",
    "deck": "cartes missions paquet cards jeu",
    "duties": "responsabilites responsabilite roles taches",
    # Within them.
    "answer": "reponse",
    "from": "du de debut depuis start since des",
    "to": "au a fin end jusqu_au until",
    "until": "jusqu_au jusqu_a fin to end",
    "returns": "retour reprise return back",
    "what": "quoi name nom title titre",
    "for": "pour what why",
    "member": "membre who qui name nom",
    "on": "le jour day date when quand",
    "every": "jour day quand when chaque tous_les rythme frequency each",
    "phone": "telephone tel",
    "access": "acces",
    "country": "pays",
    "candidates": "dates options choix jours days",
    "closes": "fin cloture end deadline jusqu_au until",
    "share": "part proportion",
    "region": "etat state province",
    "school": "ecole scolaire",
    "task": "tache description texte about",
    "colour": "color couleur",
    "online": "en_ligne visio room",
    "notice": "preavis delai",
    "rest": "repos",
}
_ADDRESSES = (
    "site site_web siteweb website web page blog linkedin mastodon instagram facebook twitter bluesky youtube"
)
_NETWORKS = "instagram insta linkedin facebook twitter bluesky youtube tiktok threads"
_PRIVATE = "email mail e_mail courriel telephone tel phone mobile portable whatsapp gsm numero"


def _said(key: str) -> str:
    """Return a key as people say it: without capitals, accents and signs."""
    return re.sub(r"\W+", "_", fold(UNSEEN.sub("", unicodedata.normalize("NFKC", key)))).strip("_")


def key_meant(key: str, known: Container[str]) -> str:
    """Return the known key that another word, other capitals or strange blanks stand for; empty where none does."""
    said = _said(key)
    bare = re.sub(r"^(?:mes|mon|ma|my|les|le|la|l|the)_(?=.)", "", said)
    if said in known or bare in known:
        return said if said in known else bare
    words = {said, bare}
    return next((ours for ours, theirs in _WORDS.items() if ours in known and words & {*theirs.split()}), "")


def is_address(key: str) -> bool:
    """Return whether a key is called like a page on the web, which a member's `links` hold."""
    return _said(key) in _ADDRESSES.split()


def is_private(key: str) -> bool:
    """Return whether a key is called like what no public file holds: a person's mail address or telephone."""
    return _said(key) in _PRIVATE.split()


def is_account(key: str, value: str) -> bool:
    """Return whether a link is called as a network is, and holds no address of it: `instagram: ana.roux`."""
    name = key.casefold()
    return name in _NETWORKS.split() and name[:5] not in value.casefold() and "/" not in value
