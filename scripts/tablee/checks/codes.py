"""Every problem that the files can have between them: its code, what it says and what to do."""

from __future__ import annotations

from tablee.files.problem import error, warning
from tablee.i18n.translations import _

# Names of people, circles and cards.
UNKNOWN_MEMBER = error(
    "unknown-member",
    _("`{member}` is no member: there is no `members/{member}.yml`."),
    _("Correct the name here, or add that file."),
)
MEMBER_NEAR = _("Did you mean `{near}`? Otherwise add the file `members/{member}.yml`.")
NOBODY = _("Remove it: where there is nobody, nothing is written.")
UNKNOWN_CIRCLE = error(
    "unknown-circle",
    _("`{circle}` is no circle: `circles` in `group.yml` does not know it."),
    _("Correct the name here, or add `{circle}` to `circles` in `group.yml`."),
)
CIRCLE_NEAR = _("Did you mean `{near}`? Otherwise add `{circle}` to `circles` in `group.yml`.")
UNKNOWN_CARD = error(
    "unknown-card",
    _("`{card}` is no mission card: `deck` in `group.yml` does not know it."),
    _("Correct the card here, or keep `{card}` in `deck` in `group.yml` until its mission is done."),
)
CARD_NEAR = _("Did you mean `{near}`? Otherwise keep `{card}` in `deck` in `group.yml`.")

# Who facilitates.
FACILITATOR_LEFT = error(
    "facilitator-left",
    _("`{member}` does not belong to the group on {day}: `members/{member}.yml` says `{belonging}`."),
    _("Name somebody else here in `{key}`, or correct `joined` or `left` in `members/{member}.yml`."),
)
FACILITATOR_AWAY = warning(
    "facilitator-away",
    _("`{member}` facilitates on {day}, and `away` in `members/{member}.yml` says to be away then."),
    _("Ask a stand-in and name that person in `facilitator`, or correct `away` in `members/{member}.yml`."),
)
FACILITATOR_ABSENT = warning(
    "facilitator-absent",
    _("`{member}` facilitated by this file, and is not in `present`: nobody is credited with that turn."),
    _("Add `{member}` to `present`, or name in `facilitator` who really did it."),
)
OUTSIDE_CIRCLE = warning(
    "outside-circle",
    _("`{member}` facilitates a meeting of the circle `{circle}` without belonging to it."),
    _(
        "Add `{circle}` to `circles` in `members/{member}.yml`, or name somebody of the circle in `facilitator`."
    ),
)

# The dates of meetings.
TWO_MEETINGS_AT_ONE_TIME = warning(
    "two-meetings-at-one-time",
    _("`{key}` and `{other}` are at the same time, on {day}."),
    _(
        "If both take place, nothing is wrong; else give `{key}` another hour with `at`, or cancel one of them with "
        "`status: cancelled`."
    ),
)
MOVED_ONTO_ANOTHER = error(
    "moved-onto-another",
    _("`{key}` is moved to {day}, where `{other}` already is."),
    _("Choose another day than `date: {day}` here, or cancel or move `{other}`."),
)
EXTRA_WITHOUT_TITLE = error(
    "extra-without-title",
    _("`{key}` is no regular meeting of the `rhythm` in `group.yml`, and lacks {lacks}."),
    _(
        "Add {lacks} here; or, if a regular meeting was moved, keep the name of its file and write `date` in it."
    ),
)
TITLE = _("`title`")
HOUR = _("`at`")
TITLE_AND_HOUR = _("`title` and `at`")
MEETING_DELETED = error(
    "meeting-deleted",
    _("this file was deleted; the meeting `{key}` would stay in everybody's calendar."),
    _("Put `meetings/{key}.yml` back, and write `status: cancelled` in it instead."),
)
MEETING_RENAMED = _(
    "It looks renamed to `meetings/{renamed}.yml`: keep the name `meetings/{key}.yml`, and write `date: {day}` in it."
)
FAR_DATE = warning(
    "far-date",
    _("`{key}: {day}` is {days} days from `{other}`."),
    _("If the year is mistyped, write `{key}: {meant}`; else nothing is wrong."),
)
PRESENCE_TO_COME = warning(
    "presence-to-come",
    _("`{key}` says what happened on {day}, which is still to come."),
    _("Write who says to come into `answers`, or correct the day; `{key}` is for afterwards."),
)
TWO_TABLES = warning(
    "two-tables",
    _("`{member}` facilitates `{key}` and `{other}`, which are at one time on {day}."),
    _("Name somebody else in `facilitator` of one of the two."),
)
IDENTITY_CHANGED = error(
    "identity-changed",
    _(
        "`identity` was `{before}`: with `{identity}` every meeting would stand twice in everybody's calendar."
    ),
    _("Write `identity: {before}` again; the site's address in `url` may change, the identity never does."),
)
CIRCLE_GONE = error(
    "circle-gone",
    _("the circle `{circle}` is gone: its calendar would stop, and its meetings stay in everybody's."),
    _("Put `{circle}` back; a circle that meets no more ends its rhythm with `until`."),
)
CIRCLE_RENAMED = _("It looks renamed to `{renamed}`: keep the key `{circle}`, and change its `name` alone.")
ZONE_CHANGED = warning(
    "zone-changed",
    _(
        "`timezone` was `{before}`: with `{zone}` all hours move in everybody's calendar, those of the past included."
    ),
    _("If the clock of the table did not move, write `timezone: {before}` again."),
)
RHYTHM_CUT = warning(
    "rhythm-cut",
    _("{count} dates leave everybody's calendar: {days}. No rule holds before {first} any more."),
    _("Keep the old rule, and write the new one below it in a list, each with its `from`."),
)
ON_CLOSURE = warning(
    "on-closure",
    _("{day} lies in the break from {from_on} to {to_on} in `closures`."),
    _("If you meet anyway, nothing is wrong; else write `status: cancelled` here, or correct `closures`."),
)
ON_HOLIDAY = warning(
    "on-holiday",
    _("{day} is a public holiday in `holidays.yml`: {name}."),
    _("If you meet anyway, nothing is wrong; else write another day as `date` in `{file}`."),
)
VOTE_NOT_A_CANDIDATE = error(
    "vote-not-a-candidate",
    _("`{member}` votes for {day}, which is none of the `candidates`."),
    _("Take {day} out of the vote of `{member}`; the `candidates` ({candidates}) are frozen."),
)

RETURN_NOT_LED = warning(
    "return-not-led",
    _("`{member}` is to facilitate the return on {day}, and {why}."),
    _("Name somebody else in `facilitator`, or take that key out: then the turn decides."),
)
HAS_LEFT = _("does not belong to the group on that day")
IS_AWAY = _("is away on that day")

# Who came, and the missions.
PRESENCE_BEFORE_JOINING = warning(
    "presence-before-joining",
    _("`{member}` stands in `{key}` on {day}, and `members/{member}.yml` says `{belonging}`."),
    _("Correct `{key}` here, or `joined` or `left` in `members/{member}.yml`; a visitor counts in `guests`."),
)
MISSION_OF_ABSENT = warning(
    "mission-of-absent",
    _("`{member}` drew `{card}` in `missions` and does not stand in `present`."),
    _("Add `{member}` to `present`, or correct `missions`."),
)
DONE_WITHOUT_MISSION = warning(
    "done-without-mission",
    _("`{card}` is in `done`, and nobody drew it in `missions`."),
    _("Add `{card}` with a member to `missions`, or take it out of `done`."),
)

# Members.
INSECURE_ADDRESS = warning(
    "insecure-address",
    _("`{address}` is not encrypted: browsers warn whoever follows it."),
    _("Write `{https}` if the site answers there; else nothing is wrong."),
)
TELLING_FIELD = error(
    "telling-field",
    _("`public: no` and `{key}` contradict each other: this file is public, whatever the site shows."),
    _("Remove `{key}`, or write `public: yes` if this member agrees."),
)
TELLING_NAME = error(
    "telling-name",
    _("`public: no` and the file's name `{member}` contradict each other: the name may tell who this is."),
    _("Rename the file to `m-` and four letters or digits, such as `m-7f3k.yml`, or write `public: yes`."),
)
NAME_MISSING = error(
    "name-missing",
    _("`public: yes` needs a `name` to show, and there is none."),
    _("Add a line `name: …`, or write `public: no`."),
)
SAME_ACCOUNT = error(
    "same-account",
    _("`{key}: {account}` is also that of `{other}`: nobody could tell who speaks."),
    _(
        "Correct `{key}` here or in `members/{other}.yml`; who comes back keeps one file, with a list in `joined`."
    ),
)
ACCOUNT_NUMBER_MISSING = warning(
    "account-number-missing",
    _("`github: {account}` stands without `github_id`: what that account says is not heard yet."),
    _(
        "Write `github_id:` with the number behind `id` at https://api.github.com/users/{account}; where the steward "
        "runs, it looks the number up and writes it."
    ),
)
RECOMMENDS_ONESELF = error(
    "recommends-oneself",
    _("`{member}` recommends `{member}`."),
    _("Name somebody else, or remove this entry."),
)
UNPROVEN_RECOMMENDATION = warning(
    "unproven-recommendation",
    _("`{member}` and `{other}` were never both in `present` of one meeting: the site shows no proof."),
    _("Nothing is wrong; it is proven once both `{member}` and `{other}` stand in `present` of a meeting."),
)
PERSONAL_CONTACT = error(
    "personal-contact",
    _("{what} stands here, and this file is public for ever."),
    _(
        "Remove it here; the group's own goes into `contact` in `group.yml`, a place's number into its `phone`."
    ),
)
MAIL_ADDRESS = _("a mail address")
TELEPHONE_NUMBER = _("a telephone number")

# Pictures.
PHOTO_MISSING = error(
    "photo-missing",
    _("there is no picture `{path}`."),
    _("Upload it under just that name, small and capital letters included, or correct `{name}` here."),
)
PHOTO_NEAR = _("Did you mean `{near}`? Small and capital letters count in `{name}`.")
PHOTO_NOT_AN_IMAGE = error(
    "photo-not-an-image",
    _("the bytes of this file are no picture of the kind {kind}, as its name says."),
    _("Save it as JPEG, PNG, WebP, GIF, AVIF or SVG, with the ending of that kind."),
)
PICTURE_HEAVY = warning(
    "picture-heavy",
    _("this picture has {size} KiB, which every visitor with a telephone waits for."),
    _("Make it smaller: 1,600 pixels on the longer side are enough for the site."),
)
PHOTO_UNSAFE = error(
    "photo-unsafe",
    _("this SVG holds {what}, which could run or load something on the site."),
    _("Save it as PNG, or as a plain SVG."),
)
PICTURE_METADATA = error(
    "picture-metadata",
    _("this picture holds {what}, and everybody can read it."),
    _(
        "Upload a screenshot of it instead, or remove this with `exiftool -all= -tagsFromFile @ -Orientation FILE`."
    ),
)

# What people put into content/, and mkdocs.yml.
LINK = error(
    "link",
    _("this is a symbolic link, which could lead to any file of the machine."),
    _("Put the file itself here, or delete the link."),
)
NOT_A_FILE = error(
    "not-a-file",
    _("this is no file that can be read: a device, a pipe, or folders within folders without end."),
    _("Delete it."),
)
FILE_TOO_LARGE = error(
    "file-too-large",
    _("the file has {size} KiB; at most {most} KiB of this kind are read."),
    _("Make it smaller: a picture of 1,600 pixels is enough for the site."),
)
NOT_READ = error(
    "not-read",
    _("this file is not read: it stands in another folder, or ends otherwise, than the group's files do."),
    _("Rename it to `{target}`."),
)
MOVE_TO_FOLDER = _(
    "Move it right into `{target}`, and name it after the day of the meeting: `2026-12-10.yml`."
)
ODD_FILE_NAME = error(
    "odd-file-name",
    _("the name holds a sign that has no place in an address, or is too long."),
    _("Rename it with letters, digits, blanks, `-`, `_` and `.` only."),
)
NOT_PUBLISHED = error(
    "not-published",
    _("files of this kind are not published: `content/` holds pages and pictures ({endings})."),
    _("Save it as one of these, or put it elsewhere and link to it."),
)
ADDRESS_TAKEN = error(
    "address-taken",
    _("the page wants the address `{address}`, which `{rival}` has; small and capital letters do not count."),
    _("Rename one of the two."),
)
ADDRESS_OF_OURS = _("Rename it: this address is the program’s own.")
FRONT_MATTER = error(
    "bad-front-matter",
    _("`{text}` says nothing that a page knows: between the two lines `---` stand {keys}."),
    _("Remove this line, or move it below the second `---`."),
)
RAW_HTML = error(
    "raw-html",
    _("`{text}` is HTML, and pages hold Markdown only."),
    _("Say it in Markdown; to show it as it is, put it between backticks."),
)
ACTIVE_ADDRESS = error(
    "active-address",
    _("`{text}` is no address that a page may link to."),
    _("Link to a page of the site, or to an address with `https:`, `http:` or `mailto:`."),
)
FOREIGN_PICTURE = error(
    "foreign-picture",
    _("`{text}` makes every visitor's browser ask another site for this picture."),
    _("Put the picture into `content/` and name it here."),
)
MKDOCS_KEY = error(
    "mkdocs-key",
    _("`{key}` cannot be set here: in `mkdocs.yml` a group sets {keys}, each to one plain value."),
    _("Remove it; all else is in `group.yml`."),
)
CODE_CHANGED = warning(
    "code-changed",
    _("this change touches {count} files that run, or say what runs: {files}."),
    _("Have somebody who reads code look at it before it is merged, whatever its title says."),
)

# The group's settings.
TOO_FEW_KEEPERS = error(
    "too-few-keepers",
    _("the duty `{duty}` has fewer than two keepers."),
    _("Add a second member to `{duty}` in `duties`, so that nothing hangs on one person."),
)
KEEPER_LEFT = warning(
    "keeper-left",
    _("the duty `{duty}` has fewer than two keepers who belong today: {gone} left or has not joined yet."),
    _("Replace {gone} in `{duty}` in `duties`."),
)
OVERLAPPING_RULES = error(
    "overlapping-rules",
    _("two rules of the `rhythm` have the same `from: {day}`, so one would never be in force."),
    _(
        "Make one of the two a circle of its own: `circles: {circle}`. A later `from` would end the other rule."
    ),
)
ONE_RULE = _("Write both as one rule: `every: {both}`.")
SAMPLE_IDENTITY = error(
    "sample-identity",
    _("`identity: {identity}` is the sample's: your calendars would mix with those of other groups."),
    _(
        "Run `tablee init`, or write as `identity` a name of your own that never changes, such as the site's in `url`."
    ),
)
FORMS_STALE = warning(
    "forms-stale",
    _("GitHub’s forms are not those of this group as it is now: {files}."),
    _("Run `tablee forms`, which writes them anew, and commit what it changes."),
)
TOO_MANY_DATES = error(
    "too-many-dates",
    _("the rhythms make {dates} dates until {horizon}; {most} is the most."),
    _("Look less far ahead, as in `horizon: 26 weeks`, or let the circles meet less often."),
)
HOLIDAYS_END = warning(
    "holidays-end",
    _("the holidays are known to {to_on} only, and dates are shown to {horizon}."),
    _("Run `tablee holidays` and look at what it changes in `holidays.yml`."),
)
HOLIDAYS_MISSING = warning(
    "holidays-missing",
    _("`holidays` is set, and there is no `holidays.yml`: no public holiday is skipped."),
    _("Run `tablee holidays` to write `holidays.yml`, or remove `holidays` here."),
)
