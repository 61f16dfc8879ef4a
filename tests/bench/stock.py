"""The stock of names and sentences from which groups are made: invented people, ordinary words."""

from __future__ import annotations

FIRST_NAMES = (
    *(
        "Adèle",
        "Amir",
        "Anaïs",
        "Bastien",
        "Camille",
        "Chloé",
        "Damien",
        "Elsa",
        "Émile",
        "Fatou",
        "Félix",
        "Gaëlle",
    ),
    *(
        "Hélène",
        "Idriss",
        "Inès",
        "Jules",
        "Karim",
        "Léa",
        "Lina",
        "Malik",
        "Manon",
        "Nina",
        "Noé",
        "Olga",
        "Paul",
    ),
    *("Rémi", "Salomé", "Samir", "Théo", "Yann", "Zoé", "Agathe"),
)
LAST_NAMES = (
    *(
        "Arnal",
        "Belval",
        "Brisset",
        "Carlier",
        "Daubrac",
        "Delmas",
        "Esnault",
        "Faucon",
        "Garnier",
        "Hamelin",
        "Ibert",
    ),
    *(
        "Jaubert",
        "Kerloc",
        "Lafont",
        "Lemoine",
        "Marchal",
        "Navarre",
        "Ollier",
        "Pasquet",
        "Quentin",
        "Rivoire",
    ),
    *(
        "Sablon",
        "Tavernier",
        "Urbain",
        "Vasseur",
        "Weiss",
        "Yvon",
        "Zeller",
        "Aubry",
        "Bonnet",
        "Castel",
        "Doré",
    ),
)
TRADES = (
    *("Graphiste", "Formatrice e-marketing", "Développeur web", "Traductrice", "Ébéniste", "Photographe"),
    *("Conseil en recrutement", "Illustratrice", "Architecte d’intérieur", "Rédacteur technique"),
)
SKILLS = (
    "seo",
    "newsletter",
    "mise en page",
    "tarifs",
    "relecture",
    "vidéo",
    "bois",
    "contrats",
    "podcast",
    "accueil",
)
CITIES = ("Viroflay", "Chaville", "Versailles", "Jouy-en-Josas", "Buc", "Sèvres", "Meudon", "Bièvres")
ABOUTS = (
    "J’aide les petites entreprises à dire **clairement** ce qu’elles font. Je viens presque chaque semaine.",
    "Indépendant depuis dix ans, après une maison d’édition. Je relis volontiers vos pages avant publication.",
    "Je travaille le bois et le temps long. Mon atelier est ouvert le vendredi, passez prendre un café.",
    "Je forme de petites équipes, à distance ou sur place. J’anime une fois sur deux, et j’accueille les nouveaux.",
)
OFFERS = (
    "Relire une page de vente",
    "Prêter un vidéoprojecteur",
    "Une heure sur vos contrats",
    "Visiter l’atelier",
)
NEEDS = (
    "Un comptable qui explique",
    "Une salle le lundi matin",
    "Un avis sur mes tarifs",
    "Des photos de chantier",
)
THANKS = (
    "ses conseils sur un devis",
    "une traduction soignée",
    "le site de mon atelier",
    "sa patience de formatrice",
)
TOPICS = (
    *(
        "Fixer ses tarifs",
        "Les clients que l’on refuse",
        "Droits d’auteur et cession",
        "Automatiser ce qui ennuie",
    ),
    *("Parler de soi sans rougir", "Les retards de paiement", "Travailler à deux", "Préparer l’hiver"),
)
WORDS = (
    "olive",
    "parapluie",
    "ivoire",
    "pivoine",
    "libellule",
    "accordéon",
    "mirabelle",
    "passerelle",
    "moutarde",
)
NOTES = (
    "Deux devis comparés ligne à ligne. Le plus cher l’emporte parce qu’il dit ce qu’il ne fera pas.",
    "Tour de table long mais utile. On garde l’idée d’un modèle de contrat commun, à relire en janvier.",
    "Un refus poli lu à voix haute. À réutiliser sans hésiter : le texte est dans le dossier partagé.",
    "La salle du haut était bruyante. Demander la verrière la prochaine fois, et arriver avant midi et demi.",
)
REASONS = ("Grève des trains", "Neige", "La salle est prise", "Pont")
CARDS = ("restaurant", "topic", "welcome", "publicise")
