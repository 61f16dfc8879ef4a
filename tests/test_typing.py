"""What people type in the web editor: each typing is read, or gets the sentence that mends it, in French and English.

A row holds what was typed, the code of what is said of it (none where it is read), and the essential: the line to paste
with the person's own values, the advice, or the value that was read. The whole sentences, in both languages, stand in
`tests/golden/typing.md`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import pytest

from group_folder import FILES
from tablee.files.load import Loaded, load_group
from tablee.files.problem import render_problem
from tablee.i18n.translations import load_translations

MEMBER = [
    (
        "about: Hello,\nI am a translator.\nI work in Lyon.",
        "pasted-lines",
        "Write `about: |`, and begin each line of the text with two spaces.",
    ),
    (
        "about: Hello,\n\nI am a translator.\n\nI work in Lyon: come!",
        "pasted-lines",
        "Write `about: |`, and begin each line of the text with two spaces.",
    ),
    (
        "about: Bonjour : je suis là\net je travaille",
        "pasted-lines",
        "Write `about: |`, and begin each line of the text with two spaces.",
    ),
    (
        "about:\nHello I am\nAna",
        "pasted-lines",
        "Write `about: |`, and begin each line of the text with two spaces.",
    ),
    ("skills:\n• référencement\n• rédaction", "bullets", "skills: [référencement, rédaction]"),
    ("skills:\n- seo\n-redaction", "bullets", "skills: [seo, redaction]"),
    ("skills:\n-seo\n-redaction", "bullets", "skills: [seo, redaction]"),
    ("skills:\n1. seo\n2. redaction", "bullets", "skills: [seo, redaction]"),
    ("skills: • référencement • rédaction", "wrong-type", "skills: [référencement, rédaction]"),
    ("skills:\n  * seo\n  * web", "bullets", "skills: [seo, web]"),
    ("skills: - seo - web", "bullets", "skills: [seo, web]"),
    ("skills: -seo", "wrong-type", "skills: [seo]"),
    ("skills: seo; web", "wrong-type", "skills: [seo, web]"),
    ("skills: seo / web", "wrong-type", "skills: [seo, web]"),
    ("skills: seo et web", "wrong-type", "skills: [seo et web]"),
    ("skills:\n  – seo\n  – web", "wrong-type", "skills: [seo, web]"),
    ("trade\xa0: Traductrice", "unknown-key", "trade: Traductrice"),
    ("trade : Traductrice", "", "trade = Traductrice"),
    ("trade\u202f: Traductrice", "unknown-key", "trade: Traductrice"),
    ("trade :Traductrice", "syntax", "trade: Traductrice"),
    ("trade：Traductrice", "syntax", "trade: Traductrice"),
    ("about: 'J'aime la typographie'", "quote-in-text", 'about: "J\'aime la typographie"'),
    ('about: "J\'aime la "typo" fine"', "quote-in-text", 'about: "J\'aime la \\"typo\\" fine"'),
    (" trade: x", "indented", "trade: x"),
    ("trade: x\n city: y", "indented", "city: y"),
    (" # comment\n offers: [{what: x}]", "indented", "offers: [{what: x}]"),
    (
        "photo: My Photo.jpg",
        "bad-value",
        "Spaces and accents have no place in it: rename the picture to `my-photo.jpg`, and write `my-photo.jpg` here.",
    ),
    ("photo: photos/ana.jpg", "bad-value", "photo: ana.jpg"),
    ("photo: content/photos/ana.jpg", "bad-value", "photo: ana.jpg"),
    (
        "photo: https://example.org/ana.jpg",
        "bad-value",
        "Upload the picture into `content/photos/`, and write its file's name alone.",
    ),
    ("photo: ana.HEIC", "", "photo = ana.HEIC"),
    ("photo: ana", "bad-value", "Write the whole name of the file, with its ending, such as `ana.jpg`."),
    (
        "photo: été.jpg",
        "bad-value",
        "Spaces and accents have no place in it: rename the picture to `ete.jpg`, and write `ete.jpg` here.",
    ),
    ("trade: C # developer", "comment-in-text", 'trade: "C # developer"'),
    ("about: # Hello", "comment-in-text", 'about: "# Hello"'),
    ("trade: Dev C#", "", "trade = Dev C#"),
    ("trade: #1 writer", "hash-in-text", 'trade: "#1 writer"'),
    (
        "about: # Hello\nI am",
        "pasted-lines",
        "Write `about: |`, and begin each line of the text with two spaces.",
    ),
    ("skills: [c #, seo]", "hash-in-text", 'skills: ["c #", seo]'),
    ('trade: "x" # y', "", "trade = x"),
    ("about: |\n  # Hello", "", "about = # Hello"),
    ("city: Lyon # a comment", "comment-in-text", 'city: "Lyon # a comment"'),
    ("trade: F#", "", "trade = F#"),
    ("skills:\n- C # developer", "comment-in-text", '- "C # developer"'),
    ("about: <b>Hello</b>", "html-in-text", 'about: "**Hello**"'),
    ("trade: <i>x</i>", "html-in-text", "trade: x"),
    ("about: Hello &amp; bye<br>", "html-in-text", "about: Hello &amp; bye"),
    ("about: I <3 C", "", "about = I <3 C"),
    ("offers: [an hour of advice]", "wrong-type", "offers: [{what: an hour of advice}]"),
    ("offers: an hour of advice", "wrong-type", "offers: [{what: an hour of advice}]"),
    ("offers:\n- an hour\n- a talk", "wrong-type", "offers: [{what: an hour}, {what: a talk}]"),
    (
        "needs: [a photographer, a tax adviser]",
        "wrong-type",
        "needs: [{what: a photographer}, {what: a tax adviser}]",
    ),
    ("nom: Ana", "unknown-key", "Did you mean `name`?"),
    ("métier: Traductrice", "unknown-key", "Did you mean `trade`?"),
    ("metier: x", "unknown-key", "Did you mean `trade`?"),
    ("ville: Lyon", "unknown-key", "Did you mean `city`?"),
    ("prénom: Ana", "unknown-key", "Did you mean `name`?"),
    ("depuis: 2025", "unknown-key", "Did you mean `joined`?"),
    ("compétences: [a]", "unknown-key", "Did you mean `skills`?"),
    ("site: https://a.example/", "unknown-key", "links: {site: https://a.example/}"),
    ("lieu: Lyon", "unknown-key", "Did you mean `city`?"),
    ("Nom: Ana", "unknown-key", "Did you mean `name`?"),
    ("Trade: x", "unknown-key", "Did you mean `trade`?"),
    ("TRADE: x", "unknown-key", "Did you mean `trade`?"),
    ("job: x", "unknown-key", "Did you mean `trade`?"),
    ("town: x", "unknown-key", "Did you mean `city`?"),
    ("bio: x", "unknown-key", "Did you mean `about`?"),
    ("website: https://a.example", "unknown-key", "links: {website: https://a.example}"),
    ("email: a@b.fr", "unknown-key", "Remove this line"),
    ("téléphone: 06 12 34 56 78", "unknown-key", "Remove this line"),
    ("phone: 0612345678", "unknown-key", "Remove this line"),
    ("linkedin: https://linkedin.com/in/x", "unknown-key", "links: {linkedin: https://linkedin.com/in/x}"),
    ("parti: 2026-01-01", "unknown-key", "Did you mean `left`?"),
    ("absences: []", "unknown-key", "Did you mean `away`?"),
    ("absent: [{from: 2026-07-10, to: 2026-08-25}]", "unknown-key", "Did you mean `away`?"),
    ("présentation: x", "unknown-key", "Did you mean `about`?"),
    ("à propos: x", "unknown-key", "Did you mean `about`?"),
    ("offre: x", "unknown-key", "Did you mean `offers`?"),
    ("besoins: x", "unknown-key", "Did you mean `needs`?"),
    ("cercles: [a]", "unknown-key", "Did you mean `circles`?"),
    ("anime: oui", "unknown-key", "Did you mean `facilitates`?"),
    ("compte: x", "unknown-key", "Did you mean `github`?"),
    ("liens: {a: https://b.fr}", "unknown-key", "Did you mean `links`?"),
    ("recommande: x", "unknown-key", "Did you mean `recommends`?"),
    ("tags: [a]", "unknown-key", "Did you mean `skills`?"),
    ("surname: Roux", "unknown-key", "Did you mean `name`?"),
    ("profession: x", "unknown-key", "Did you mean `trade`?"),
    (
        "away: from 3 July to 5 August",
        "wrong-type",
        "Write `away: [{from: …-07-03, to: …-08-05}]`, and fill in the dots.",
    ),
    (
        "away: du 3 juillet au 5 août",
        "wrong-type",
        "Write `away: [{from: …-07-03, to: …-08-05}]`, and fill in the dots.",
    ),
    ("away: 2026-07-10", "wrong-type", "away: [{from: 2026-07-10, to: 2026-07-10}]"),
    ("away: [2026-07-10 to 2026-08-25]", "wrong-type", "away: [{from: 2026-07-10, to: 2026-08-25}]"),
    ("away: 2026-07-10 - 2026-08-25", "wrong-type", "away: [{from: 2026-07-10, to: 2026-08-25}]"),
    ("away: {from: 2026-07-10, to: 2026-08-25}", "wrong-type", "away: [{from: 2026-07-10, to: 2026-08-25}]"),
    ("away: yes", "wrong-type", "Write `away: [{from: …, to: …}]`, and fill in the dots."),
    ("away: july", "wrong-type", "Write `away: [{from: …-07-01, to: …-07-31}]`, and fill in the dots."),
    ("away: [{from: 10/07/2026, to: 25/08/2026}]", "bad-value", "from: 2026-07-10"),
    ("away:\n  from: 2026-07-10", "wrong-type", "away: [{from: 2026-07-10}]"),
    ("away: 2026-07-10 au 2026-08-25", "wrong-type", "away: [{from: 2026-07-10, to: 2026-08-25}]"),
    (
        "away: [{from: 3 July, to: 5 August}]",
        "bad-value",
        "Say the year, too: `…-07-03`",
    ),
    ("away: 2026-08", "wrong-type", "Write `away: [{from: …, to: …}]`, and fill in the dots."),
    ("github: @samreed", "sign-at-start", 'github: "@samreed"'),
    ("github: '@samreed'", "", "github = samreed"),
    ("github: https://github.com/samreed", "", "github = samreed"),
    ("github: github.com/samreed/", "", "github = samreed"),
    ("github: www.github.com/samreed", "", "github = samreed"),
    (
        "github_id: samreed",
        "bad-value",
        "The number stands behind `id` at https://api.github.com/users/samreed: write it here, alone.",
    ),
    (
        "github_id: '@samreed'",
        "bad-value",
        "The number stands behind `id` at https://api.github.com/users/samreed: write it here, alone.",
    ),
    (
        "github_id: https://github.com/samreed",
        "bad-value",
        "The number stands behind `id` at https://api.github.com/users/samreed: write it here, alone.",
    ),
    (
        "github: sam reed",
        "bad-value",
        "Write the name alone that stands behind `github.com/` on that person's page.",
    ),
    (
        "github: sam_reed",
        "bad-value",
        "Write the name alone that stands behind `github.com/` on that person's page.",
    ),
    (
        "github: sam@reed.org",
        "bad-value",
        "Write the name alone that stands behind `github.com/` on that person's page.",
    ),
    ("github: 1234567", "", "github = 1234567"),
    ("left: 12 mars 2026", "", "left_on = 2026-03-12"),
    ("left: 12 March 2026", "", "left_on = 2026-03-12"),
    ("left: March 12, 2026", "", "left_on = 2026-03-12"),
    ("left: le 12 mars 2026", "", "left_on = 2026-03-12"),
    ("left: jeudi 12 mars 2026", "", "left_on = 2026-03-12"),
    ("left: 1er mars 2026", "", "left_on = 2026-03-01"),
    ("left: 12-03-2026", "bad-value", "left: 2026-03-12"),
    ("left: 12/03/26", "bad-value", "left: 2026-03-12"),
    ("left: 2026/03/12", "bad-value", "left: 2026-03-12"),
    ("left: mars 2026", "bad-value", "Write it as year-month-day in digits (YYYY-MM-DD)."),
    ("left: 2026-03", "bad-value", "Write it as year-month-day in digits (YYYY-MM-DD)."),
    ("left: 2026", "bad-value", "Write it as year-month-day in digits (YYYY-MM-DD)."),
    ("left: 31/02/2026", "bad-value", "Write it as year-month-day in digits (YYYY-MM-DD)."),
    ("left: hier", "bad-value", "Write it as year-month-day in digits (YYYY-MM-DD)."),
    ("left: 2026-3-2", "bad-value", "left: 2026-03-02"),
    ("left: 03/12/2026", "bad-value", "left: 2026-12-03"),
    ("left: 2026-03-12T10:00", "bad-value", "left: 2026-03-12"),
    ("left: 12th March 2026", "", "left_on = 2026-03-12"),
    ("left: mars 12 2026", "", "left_on = 2026-03-12"),
    ("left: 2026.03.12", "bad-value", "left: 2026-03-12"),
    ("left: 20260312", "bad-value", "Write it as year-month-day in digits (YYYY-MM-DD)."),
    ("facilitates: 1/2", "", "facilitates = 1/2"),
    ("facilitates: half", "bad-value", "facilitates: 1/2"),
    ("facilitates: 0.5", "bad-value", "facilitates: 1/2"),
    ("facilitates: jamais", "bad-value", "facilitates: no"),
    ("facilitates: 50%", "bad-value", "facilitates: 1/2"),
    ("facilitates: y", "bad-value", "facilitates: yes"),
    ("trade: **bold**", "sign-at-start", 'trade: "**bold**"'),
    ("trade: *bold*", "sign-at-start", 'trade: "*bold*"'),
    ("about: **bold** text", "sign-at-start", 'about: "**bold** text"'),
    ("about: _x_", "", "about = _x_"),
    ("trade: `code`", "sign-at-start", 'trade: "`code`"'),
    ("trade: @x", "sign-at-start", 'trade: "@x"'),
    ("trade: %x", "sign-at-start", 'trade: "%x"'),
    ("trade: & fils", "sign-at-start", 'trade: "& fils"'),
    ("trade: !x", "sign-at-start", 'trade: "!x"'),
    ("trade: ? x", "sign-at-start", 'trade: "? x"'),
    ("trade: > x", "sign-at-start", "trade: x"),
    ("trade: | x", "sign-at-start", "trade: x"),
    ("about: > Hello", "sign-at-start", "about: Hello"),
    ("about: | Hello\n  I am", "sign-at-start", "about: Hello"),
    ("links: https://a.example/", "wrong-type", "links: {site: https://a.example/}"),
    ("links: [https://a.example/]", "wrong-type", "links: {site: https://a.example/}"),
    ("links:\n  - website: https://a.example/", "wrong-type", "links: {website: https://a.example/}"),
    (
        "links: {website: www.a.example}",
        "not-https",
        "Write the whole address, as in `website: https://www.a.example`.",
    ),
    (
        "links: {website: a.example}",
        "not-https",
        "Write the whole address, as in `website: https://a.example`.",
    ),
    ("links: {web:https://a.example/}", "missing-space", "links: {web: https://a.example/}"),
    (
        "links:\n  website: ana (at) ex.fr",
        "not-https",
        "Remove it: a mail address is no page",
    ),
    (
        "---\nname: Bob\npublic: yes\njoined: 2026-01-01",
        "several-documents",
        "Remove the line `---`, or make two files.",
    ),
    (
        "public: yes\nname: Bob Lee\njoined: 2026-02-02",
        "several-people",
        "Put these lines into a file of their own, such as `members/bob-lee.yml`.",
    ),
    ("recommends: bob", "wrong-type", "Write `recommends: [{member: bob, for: …}]`, and fill in the dots."),
    ("recommends: [bob]", "wrong-type", "Write `recommends: [{member: bob, for: …}]`, and fill in the dots."),
    ("recommends: Paul Meyer for SEO", "wrong-type", "recommends: [{member: paul-meyer, for: SEO}]"),
    ("circles: Beta", "wrong-type", "circles: [beta]"),
    ("circles: beta, gamma", "wrong-type", "circles: [beta, gamma]"),
    ("city: 75001", "", "city = 75001"),
    ("trade: “Rédactrice”", "", "trade = “Rédactrice”"),
    ("about: “Hello: you”", "colon-in-text", 'about: "“Hello: you”"'),
    ("skills: [seo, web", "syntax", "skills: [seo, web]"),
    ("skills: seo, web]", "wrong-type", "skills: [seo, web]"),
    ("offers: [{what: x}", "syntax", "offers: [{what: x}]"),
    ("trade= x", "syntax", "trade: x"),
    ("trade Translator", "syntax", "trade: Translator"),
    ("city Lyon\nskills: [a]", "syntax", "city: Lyon"),
    ("trade - x", "syntax", "trade: x"),
    ("# trade: x\ntrade: y", "", "trade = y"),
    ("trade: \t x", "", "trade = x"),
    ("\ttrade: x", "tab", "Replace it with spaces, two for each level."),
    ("trade: x,\ncity: y,", "", "trade = x,"),
    ('"trade": "x",\n"city": "y"', "syntax", 'trade: "x"'),
    (
        "about: I say: hello\nand bye",
        "pasted-lines",
        "Write `about: |`, and begin each line of the text with two spaces.",
    ),
    ("about: http://x.example and #tag", "hash-in-text", 'about: "http://x.example and #tag"'),
    ("about: Tel: x, mail: y", "colon-in-text", 'about: "Tel: x, mail: y"'),
    ("skills: seo|web", "wrong-type", "skills: [seo, web]"),
    ("skills: {seo, web}", "wrong-type", "skills: [seo, web]"),
    ("skills: (seo, web)", "wrong-type", "skills: [seo, web]"),
    ("skills: [seo,, web]", "syntax", "skills: [seo, web]"),
    ("links: {linkedin: '@ines'}", "not-https", "Write the whole address, from `https://` on."),
    ("links: {mail: ines@exemple.fr}", "not-https", "Remove it: a mail address is no page"),
    ("links: site: https://ana.fr", "colon-in-text", "links: {site: https://ana.fr}"),
    ("offers: what: Relecture", "colon-in-text", "offers: [{what: Relecture}]"),
    ('trade: "Traductrice', "syntax", 'trade: "Traductrice"'),
    ("trade: 'Traductrice", "syntax", 'trade: "Traductrice"'),
    ("trade: {Traductrice}", "wrong-type", "trade: Traductrice"),
    ("trade -> Traductrice", "syntax", "trade: Traductrice"),
    ("- trade: Traductrice", "syntax", "trade: Traductrice"),
    ("about: |\n  Bonjour\n Salut", "pasted-lines", "begin each line of the text with two spaces"),
    ("about: [lien](https://ana.fr)", "syntax", 'about: "[lien](https://ana.fr)"'),
    ('about: "Bonjour" dit-elle', "syntax", 'about: "\\"Bonjour\\" dit-elle"'),
    ("away: mars 2026", "wrong-type", "away: [{from: 2026-03-01, to: 2026-03-31}]"),
    ("away: tout août", "wrong-type", "away: [{from: …-08-01, to: …-08-31}]"),
    ("away: en février 2028", "wrong-type", "away: [{from: 2028-02-01, to: 2028-02-29}]"),
    ("away: le 11 décembre", "wrong-type", "away: [{from: …-12-11, to: …-12-11}]"),
]
"""Added to the file of a member."""

MEETING = [
    ("at: 12.30", "", "at = 12:30:00"),
    ("at: 8am", "", "at = 08:00:00"),
    ("at: 8 am", "", "at = 08:00:00"),
    ("at: 12:30pm", "", "at = 12:30:00"),
    ("at: 12:30 PM", "", "at = 12:30:00"),
    ("at: noon", "", "at = 12:00:00"),
    ("at: midi", "", "at = 12:00:00"),
    ("at: 8", "bad-value", "at: 8:00"),
    ("at: 12h", "", "at = 12:00:00"),
    ("at: 12 h 30", "", "at = 12:30:00"),
    ("at: 12h30", "", "at = 12:30:00"),
    ("at: 12:30:00", "", "at = 12:30:00"),
    ("at: 25:00", "bad-value", "Write it as `12:30`, `12h30` or `8am`."),
    ("at: 12:5", "bad-value", "Write it as `12:30`, `12h30` or `8am`."),
    ("at: à 12h30", "bad-value", "at: 12:30"),
    ("at: at noon", "bad-value", "at: 12:00"),
    ("at: 1230", "bad-value", "at: 12:30"),
    ("at: 12;30", "bad-value", "at: 12:30"),
    ("at: 12:30-14:00", "bad-value", "Write `at: 12:30`, and on a line of its own `lasts: 1h30`."),
    ("at: 12h30 à 14h", "bad-value", "Write `at: 12:30`, and on a line of its own `lasts: 1h30`."),
    ("at: 7.30pm", "", "at = 19:30:00"),
    ("at: 19 heures", "", "at = 19:00:00"),
    ("at: midday", "", "at = 12:00:00"),
    ("at: midnight", "", "at = 00:00:00"),
    ("at: 12,30", "", "at = 12:30:00"),
    ("at: 12 heures 30", "", "at = 12:30:00"),
    ("lasts: 2", "bad-value", "lasts: 2h"),
    ("lasts: 2h30", "", "lasts = 2:30:00"),
    ("lasts: 2 hours", "", "lasts = 2:00:00"),
    ("lasts: 2:30", "bad-value", "lasts: 2h30"),
    ("lasts: 120", "bad-value", "lasts: 120 min"),
    ("lasts: 2 heures", "", "lasts = 2:00:00"),
    ("lasts: 1,5h", "bad-value", "lasts: 1h30"),
    ("lasts: 1.5 hours", "bad-value", "lasts: 1h30"),
    ("lasts: 1h30min", "", "lasts = 1:30:00"),
    ("lasts: une heure", "bad-value", "Write it as `1h45` or `90 min`, or as `2 days` for whole days."),
    ("lasts: 2 jours", "", "lasts = 2 days"),
    ("lasts: 120h", "", "lasts = 5 days, 0:00:00"),
    ("lasts: 90'", "bad-value", "lasts: 90 min"),
    ("lasts: half a day", "bad-value", "Write it as `1h45` or `90 min`, or as `2 days` for whole days."),
    ("lasts: 1 h 45 min", "", "lasts = 1:45:00"),
    ("lasts: 2 hrs", "", "lasts = 2:00:00"),
    ("lasts: 90 mins", "", "lasts = 1:30:00"),
    ("lasts: until 14:00", "bad-value", "Write it as `1h45` or `90 min`, or as `2 days` for whole days."),
    ("lasts: 2 weeks", "bad-value", "Write it as `1h45` or `90 min`, or as `2 days` for whole days."),
    ("status: canceled", "", "cancelled = True"),
    ("status: annulé", "", "cancelled = True"),
    ("status: annulée", "", "cancelled = True"),
    (
        "status: confirmed",
        "bad-value",
        "Write `cancelled`, or remove this line: a meeting with a file takes place.",
    ),
    ("status: off", "bad-value", "status: cancelled"),
    ("status: cancel", "bad-value", "status: cancelled"),
    ("cancelled: yes", "unknown-key", "Did you mean `status`?"),
    ("présents: [ines-garnier]", "unknown-key", "Did you mean `present`?"),
    ("Présents: ines-garnier", "unknown-key", "Did you mean `present`?"),
    ("present: Inès Garnier, Paul Meyer", "wrong-type", "present: [ines-garnier, paul-meyer]"),
    ("present: [Inès Garnier, Paul Meyer]", "bad-value", "present: ines-garnier"),
    ("presents: x", "unknown-key", "Did you mean `present`?"),
    ("attendees: x", "unknown-key", "Did you mean `present`?"),
    ("titre: x", "unknown-key", "Did you mean `title`?"),
    ("lieu: x", "unknown-key", "Did you mean `place`?"),
    ("heure: 12:30", "unknown-key", "Did you mean `at`?"),
    ("durée: 2h", "unknown-key", "Did you mean `lasts`?"),
    ("animateur: x", "unknown-key", "Did you mean `facilitator`?"),
    ("animatrice: x", "unknown-key", "Did you mean `facilitator`?"),
    ("host: x", "unknown-key", "Did you mean `facilitator`?"),
    ("facilitateur: x", "unknown-key", "Did you mean `facilitator`?"),
    ("sujets: [a]", "unknown-key", "Did you mean `topics`?"),
    ("sujet: a", "unknown-key", "Did you mean `title`?"),
    ("topic: a", "unknown-key", "Did you mean `topics`?"),
    ("statut: annulé", "unknown-key", "Did you mean `status`?"),
    ("invités: 2", "unknown-key", "Did you mean `guests`?"),
    (
        "notes: Bonjour\nil fait beau",
        "pasted-lines",
        "Write `notes: |`, and begin each line of the text with two spaces.",
    ),
    ("time: 12:30", "unknown-key", "Did you mean `at`?"),
    ("where: x", "unknown-key", "Did you mean `place`?"),
    ("réponses: {paul-meyer: oui}", "unknown-key", "Did you mean `answers`?"),
    ("mots: [a, b]", "unknown-key", "Did you mean `room_words`?"),
    ("date: 12 décembre 2026", "", "moved_to = 2026-12-12"),
    ("date: demain", "bad-value", "Write it as year-month-day in digits (YYYY-MM-DD)."),
    ("date: 12/12", "bad-value", "Write it as year-month-day in digits (YYYY-MM-DD)."),
    ("date: 2026-12-32", "bad-value", "Write it as year-month-day in digits (YYYY-MM-DD)."),
    ("date: next thursday", "bad-value", "Write it as year-month-day in digits (YYYY-MM-DD)."),
    ("answers: {paul-meyer: coming}", "bad-value", "paul-meyer: yes"),
    ("answers: [paul-meyer]", "wrong-type", "answers: {paul-meyer: yes}"),
    ("answers: paul-meyer yes", "wrong-type", "answers: {paul-meyer: yes}"),
    ("answers: {Paul Meyer: yes}", "bad-value", "answers: {paul-meyer: …}"),
    ("answers:\n- paul-meyer: yes", "wrong-type", "answers: {paul-meyer: yes}"),
    ("guests: two", "bad-value", "guests: 2"),
    ("guests: 2 people", "bad-value", "guests: 2"),
    ("guests: +2", "bad-value", "guests: 2"),
    ("room_words: olive parapluie", "wrong-type", "room_words: [olive parapluie]"),
    ("room_words: olive, parapluie", "wrong-type", "room_words: [olive, parapluie]"),
    ("facilitator: Paul Meyer", "bad-value", "facilitator: paul-meyer"),
    ("facilitator: @paul", "sign-at-start", 'facilitator: "@paul"'),
    ("topics: prices", "wrong-type", "topics: [prices]"),
    ("topics: prices, taxes", "wrong-type", "topics: [prices, taxes]"),
    ("topics: Prix : combien ?", "colon-in-text", 'topics: "Prix : combien ?"'),
    ("place: https://meet.example/x", "", "place = https://meet.example/x"),
    ("place: Café : le coin", "colon-in-text", 'place: "Café : le coin"'),
    ("title: Rencontre #12", "hash-in-text", 'title: "Rencontre #12"'),
    ("title: 12:30", "", "title = 12:30"),
    ("title: [x]", "wrong-type", "title: x"),
    ('title: "smile \\uD83D\\uDE00"', "syntax", 'title: "smile 😀"'),
    ('title: "\\d"', "syntax", 'title: "\\\\d"'),
    ('title: "\\u00e9"', "", "title = é"),
    ("at: midi et demi", "bad-value", "at: 12:30"),
    ("at: 24:00", "bad-value", "at: 0:00"),
    ("at: 8 o'clock", "bad-value", "at: 8:00"),
    ("at: 12:30h", "bad-value", "at: 12:30"),
    ("lasts: all day", "bad-value", "lasts: 1 day"),
    ("lasts: journée", "bad-value", "lasts: 1 day"),
    ("date: vendredi 11 décembre", "bad-value", "Say the year, too: `…-12-11`"),
    ("date: 2026-12-11 12:30", "bad-value", "date: 2026-12-11"),
    ("date: 2026-12-11T12:30", "bad-value", "date: 2026-12-11"),
    ("answers: paul-meyer: yes", "colon-in-text", "answers: {paul-meyer: yes}"),
    ("present: Inès et Paul", "wrong-type", "present: [ines, paul]"),
    ("present: Inès, Paul & Zoé Duval", "wrong-type", "present: [ines, paul, zoe-duval]"),
    ("present: ines-garnier paul-meyer", "wrong-type", "present: [ines-garnier, paul-meyer]"),
    ("present: 5", "wrong-type", "present: […]"),
    ("present: tout le monde", "wrong-type", "present: […]"),
    ("facilitator: ines-garnier, paul-meyer", "bad-value", "facilitator: [ines-garnier, paul-meyer]"),
    ("facilitator: Inès Garnier et Paul Meyer", "bad-value", "facilitator: [ines-garnier, paul-meyer]"),
    ('title: "Tarifs" : combien', "syntax", 'title: "\\"Tarifs\\" : combien"'),
    ("title: [Atelier] Tarifs", "syntax", 'title: "[Atelier] Tarifs"'),
    ("seats: douze", "bad-value", "seats: 12"),
]
"""The whole file of a coming meeting."""

GROUP = [
    ("contact: contact@x.fr", "bad-value", "contact: mailto:contact@x.fr"),
    ("contact: contact (at) x.fr", "bad-value", "contact: mailto:contact@x.fr"),
    ("contact: www.x.fr", "bad-value", "contact: https://www.x.fr"),
    ("contact: http://x.fr", "bad-value", "contact: https://x.fr"),
    (
        "contact: 06 12 34 56 78",
        "bad-value",
        "Write an address with `https://`, or `mailto:` and the group's mail address.",
    ),
    ("holidays: {country: France}", "bad-value", "country: FR"),
    (
        "holidays: {country: FRA}",
        "bad-value",
        "Write its two letters, such as `FR`, `BE`, `CH`, `CA` or `GB`.",
    ),
    ("holidays: France", "wrong-type", "holidays: {country: FR}"),
    ("holidays: FR", "wrong-type", "holidays: {country: FR}"),
    ("holidays: {pays: FR}", "unknown-key", "Did you mean `country`?"),
    ("timezone: Paris", "bad-value", "timezone: Europe/Paris"),
    ("timezone: europe/paris", "bad-value", "timezone: Europe/Paris"),
    ("timezone: CET", "", "timezone = CET"),
    ("timezone: UTC+1", "bad-value", "Write continent and town, as in `Europe/Paris` or `America/New_York`."),
    ("timezone: GMT", "", "timezone = GMT"),
    ("language: français", "bad-value", "language: fr"),
    ("language: French", "bad-value", "language: fr"),
    ("language: FR", "", "language = fr"),
    ("language: de", "bad-value", "Write one of these words."),
    ("language: fr-FR", "bad-value", "language: fr"),
    ("language: anglais", "bad-value", "language: en"),
    (
        "url: example.org/table",
        "not-https",
        "Write the whole address, as in `url: https://example.org/table`.",
    ),
    ("url: http://example.org/", "not-https", "Write the whole address, as in `url: https://example.org/`."),
    ("identity: https://example.org/", "bad-value", "identity: example.org"),
    (
        "identity: My Group",
        "bad-value",
        "Write it as the middle of an address: small letters without accents, with a dot.",
    ),
    ("identity: Example.org", "bad-value", "identity: example.org"),
    ("turns: {notice: 10}", "bad-value", "notice: 10 days"),
    ("turns: {notice: ten days}", "bad-value", "notice: 10 days"),
    ("turns: {rest: four}", "bad-value", "rest: 4"),
    ("duties: {hub: ines-garnier}", "wrong-type", "hub: [ines-garnier]"),
    ("duties: [hub]", "wrong-type", "duties: {hub: [ines-garnier]}"),
    ("closures: summer", "wrong-type", "Write `closures: [{from: …, to: …}]`, and fill in the dots."),
    (
        "closures: from 1 July to 31 August",
        "wrong-type",
        "Write `closures: [{from: …-07-01, to: …-08-31}]`, and fill in the dots.",
    ),
    ("closures: [{from: 2026-07-20, to: 2026-07-01}]", "ends-before-start", "Correct one of the two dates."),
    (
        "closures: {du: 2026-07-20, au: 2026-08-31}",
        "wrong-type",
        "closures: [{from: 2026-07-20, to: 2026-08-31}]",
    ),
    ("places: Le Bistrot", "wrong-type", "places: {le-bistrot: {name: Le Bistrot}}"),
    ("places: {Le Bistrot: {name: Le Bistrot}}", "bad-value", "places: {le-bistrot: …}"),
    ("places: {bistrot: Le Bistrot}", "wrong-type", "bistrot: {name: Le Bistrot}"),
    ("places: {b: {name: B, adresse: x}}", "unknown-key", "Did you mean `address`?"),
    ("places: {b: {nom: B}}", "unknown-key", "Did you mean `name`?"),
    ("circles: {beta: {nom: Beta}}", "unknown-key", "Did you mean `name`?"),
    ("circles: {beta: Beta}", "wrong-type", "beta: {name: Beta}"),
    (
        "circles: {beta: {name: Beta, brand: {colour: red}}}",
        "bad-value",
        'Write a `#` and six digits or letters from a to f, in quotes, as `"#a0522d"`.',
    ),
    ('circles: {beta: {name: Beta, brand: {color: "#ff0000"}}}', "unknown-key", "Did you mean `colour`?"),
    ("circles: {beta: {name: Beta, brand: {colour: f00}}}", "bad-value", 'colour: "#ff0000"'),
    ("steward: yes", "wrong-type", "steward: {runs: yes, writes: commits}"),
    ("steward: {runs: yes, writes: commit}", "bad-value", "Write one of these words."),
    ("horizon: 6 months", "bad-value", "horizon: 24 weeks"),
    ("poll: {opens: une semaine}", "bad-value", "opens: 1 week"),
    ("nom: X", "unknown-key", "Did you mean `name`?"),
    ("rythme: x", "unknown-key", "Did you mean `rhythm`?"),
    ("langue: fr", "unknown-key", "Did you mean `language`?"),
    ("fuseau: Europe/Paris", "unknown-key", "Did you mean `timezone`?"),
    ("lieux: {}", "unknown-key", "Did you mean `places`?"),
    ("adresse: x", "unknown-key", "Did you mean `url`?"),
    ("vacances: {}", "unknown-key", "Did you mean `closures`?"),
    ("accroche: x", "unknown-key", "Did you mean `tagline`?"),
    ("email: x@y.fr", "unknown-key", "Did you mean `contact`?"),
    ("timezone: GMT+1", "bad-value", "Write continent and town, as in `Europe/Paris`"),
    ("timezone: UTC+2", "bad-value", "Write continent and town, as in `Europe/Paris`"),
    ("timezone: France", "bad-value", "timezone: Europe/Paris"),
    ("timezone: Germany", "bad-value", "timezone: Europe/Berlin"),
    ("timezone: Netherlands", "bad-value", "timezone: Europe/Amsterdam"),
    ("timezone: Canada", "bad-value", "Write continent and town, as in `Europe/Paris`"),
    ("duties: {hub: Inès Garnier et Paul Meyer}", "wrong-type", "hub: [ines-garnier, paul-meyer]"),
    ("steward: {writes: pull requests}", "bad-value", "writes: pull-requests"),
    ("turns: {notice: dix jours}", "bad-value", "notice: 10 days"),
    ("rhythm: tous les mardis", "wrong-type", "rhythm: {every: tous les mardis, from: …}"),
    ("rhythm: {every: monthly, from: 2026-01-08}", "bad-value", "Say the weekday and how often"),
    ("rhythm: {every: tous les mardsi, from: 2026-01-08}", "bad-value", "every: week on tuesday"),
    ("rhythm: {every: week on wendesday, from: 2026-01-08}", "bad-value", "every: week on wednesday"),
    ("rhythm: {every: semaines paires le mardi, from: 2026-01-08}", "bad-value", "every: 2 weeks on tuesday"),
    (
        "rhythm: {every: RRULE:FREQ=WEEKLY;BYDAY=TU, from: 2026-01-08}",
        "bad-value",
        "Say the weekday and how often",
    ),
]
"""Put in the place of the key of that name in group.yml."""


ANA = "public: yes\nname: Ana Roux\njoined: 2025-01-09\n"


def load(place: str, text: str) -> tuple[str, Loaded]:
    """Load a small group with what was typed; return the file that holds it, too."""
    key = text.partition(":")[0]
    settings = [line for line in FILES["group.yml"].splitlines() if not line.startswith(f"{key}:")]
    typed = {
        "member": ("members/ana.yml", f"{ANA}{text}\n"),
        "meeting": ("meetings/2026-12-03.yml", f"{text}\n"),
        "group": ("group.yml", "\n".join([*settings, text, ""])),
    }
    file, content = typed[place]
    return file, load_group({path: one.encode() for path, one in {**FILES, file: content}.items()})


def value_read(loaded: Loaded, place: str, name: str) -> str:
    """Return a value of what was read, as a text."""
    group = loaded.group
    assert group is not None
    if place == "group":
        return str(getattr(group.settings, name))
    value = getattr(group.members["ana"] if place == "member" else group.meetings["2026-12-03"], name)
    if name == "lasts":
        return str(value.time or f"{value.days} days")
    if name == "facilitates":
        return str(value[0].share)
    return str(value)


ROWS: Mapping[str, list[tuple[str, str, str]]] = {"member": MEMBER, "meeting": MEETING, "group": GROUP}
TYPED = [(place, *row) for place, rows in ROWS.items() for row in rows]


@pytest.mark.parametrize(
    ("place", "text", "code", "essential"), TYPED, ids=[f"{row[0]} {row[1]!r}" for row in TYPED]
)
def test_what_is_typed_is_read_or_mended(place: str, text: str, code: str, essential: str) -> None:
    """One sentence tells what to write, with the person's own values; what can mean one thing only is read."""
    file, loaded = load(place, text)
    said = [found for found in loaded.problems if found.file == file]
    assert {found.code.name for found in said} == ({code} if code else set())
    if code:
        first = load_translations("en").resolve(said[0].fix)
        assert essential in first
        if essential.count("`") == 0 and ": " in essential and f"`{essential}`" in first:
            assert f"`{essential}`" in load_translations("fr").resolve(said[0].fix)
        return
    name, _is, value = essential.partition(" = ")
    assert value_read(loaded, place, name) == value


def test_the_sentences_read_well(golden: Callable[[str, str], None]) -> None:
    """The table in both languages, for whoever edits a sentence."""
    lines = ["# What is said of what people type\n"]
    for place, text, code, _essential in TYPED:
        file, loaded = load(place, text)
        shown = text.replace("\n", "⏎").replace("|", "\\|")
        lines.append(f"\n## `` {shown} `` ({place})\n")
        for language in ("en", "fr") if code else ():
            words = load_translations(language)
            lines += [f"- {render_problem(one, words)}" for one in loaded.problems if one.file == file]
        lines += [] if code else ["- read"]
    golden("typing.md", "\n".join(lines) + "\n")
