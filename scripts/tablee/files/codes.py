"""Every problem that reading one file can find: its code, what it says and what to do."""

from __future__ import annotations

from tablee.files.problem import error, warning
from tablee.i18n.translations import _

# The bytes and the YAML of a file.
TOO_LARGE = error(
    "too-large",
    _("the file has {size} KiB; at most {most} KiB are read."),
    _("Shorten it, or move long text to a page in `content/`."),
)
AND_MORE = error(
    "and-more",
    _("this file has more problems than the {most} that are told."),
    _("Mend those first, then check again."),
)
NOT_UTF_8 = error(
    "not-utf-8",
    _("the file is not written in UTF-8: byte {byte} at position {position} is not."),
    _("Save it again with the encoding UTF-8."),
)
NUL = error(
    "nul",
    _("the file holds a character that no text has (code {character})."),
    _("Remove it, or write the file again."),
)
EMPTY_FILE = error(
    "empty-file",
    _("the file is empty."),
    _("Write `{keys}` into it, or delete it."),
)
SYNTAX = error(
    "syntax",
    _("this is not YAML: {reason}."),
    _("Compare this line and the one before it with another file of the same folder."),
)
WRITE_LINE = _("Write `{line}`")
TWO_VERSIONS = _("Keep one of the two versions, and remove the lines `<<<<<<<`, `=======` and `>>>>>>>`.")
STRAY = _("Remove this line: it holds no words.")
REMARK = _("Remove this line; or, if it is a remark, write `{line}`")
BLANK_LINE = _("Delete this line: it holds nothing else.")
WHOLE_ADDRESS = _("Write the whole address, from `https://` on.")
WITHOUT_BRACES = _("Write each key on a line of its own, without braces and commas, as in `{line}`.")
NO_FENCE = _("Remove this line, and the one that ends the block: they are Markdown's.")
TAB = error(
    "tab",
    _("a tab stands where YAML wants spaces."),
    _("Replace it with spaces, two for each level."),
)
SEVERAL_DOCUMENTS = error(
    "several-documents",
    _("a line `---` starts a second document here, and only the first would be read."),
    _("Remove the line `---`, or make two files."),
)
ALIAS = error(
    "alias",
    _("`{text}` is a YAML anchor or alias, which these files do not use."),
    _("Write the text itself here; if it really begins with `{sign}`, put quotes around it."),
)
TAG = error(
    "tag",
    _("`{text}` is a YAML tag, which these files do not use."),
    _("Remove it; if the text really begins with `!`, put quotes around it."),
)
TOO_DEEP = error(
    "too-deep",
    _("this is nested deeper than any value of these files."),
    _("Remove the brackets or dashes that are too many."),
)
COLON_IN_TEXT = error(
    "colon-in-text",
    _("the text after `{key}:` holds a colon followed by a space, which YAML reads as another key."),
    _("Put quotes around the text: `{line}`"),
)
OR_TWO_LINES = _("Begin a new line before `{other}:`; or, if all is one text, put quotes around it: `{line}`")
HASH_IN_TEXT = error(
    "hash-in-text",
    _("everything from `{lost}` on is read as a comment and lost."),
    _("Put quotes around the text: `{line}`"),
)
COMMA_IN_BRACES = error(
    "comma-in-braces",
    _(
        "the comma before `{lost}` ends the text of `{key}`: inside braces and brackets a comma separates entries."
    ),
    _("Put quotes around the text: `{line}`"),
)
MISSING_SPACE = error(
    "missing-space",
    _("`{text}` lacks the space after its colon, so YAML reads it as one word."),
    _("Write `{line}`"),
)
PASTED_LINES = error(
    "pasted-lines",
    _("the lines after `{key}:` are no part of it: without `|` a text ends with its line."),
    _("Write `{key}: |`, and begin each line of the text with two spaces."),
)
ON_ONE_LINE = _("If they belong to it, put the whole text on one line: `{line}`; else remove them.")
BULLETS = error(
    "bullets",
    _("the lines after `{key}:` are no list for YAML, which wants a dash and a space before each entry."),
    _("Write them on one line: `{line}`"),
)
UNDER_ANOTHER = _("Put it right under `{other}:`, with as many spaces before it.")
FILL_IN = _("Write them on one line, and fill in the dots: `{line}`")
INDENTED = error(
    "indented",
    _("`{key}:` does not begin under the keys around it."),
    _("Take away the spaces before it: `{line}`"),
)
QUOTE_IN_TEXT = error(
    "quote-in-text",
    _("the text after `{key}:` holds the very quote that it begins with, so it ends there."),
    _("Put double quotes around it: `{line}`"),
)
SIGN_AT_START = error(
    "sign-at-start",
    _("the text after `{key}:` begins with `{sign}`, which YAML takes for a sign of its own."),
    _("Put quotes around the text: `{line}`"),
)
HTML_IN_TEXT = warning(
    "html-in-text",
    _("`{text}` is HTML, and is shown just as it stands: texts are Markdown here."),
    _("Write `{line}`"),
)
WITHOUT_SIGN = _("Leave the sign out: `{line}`")
WITHOUT_TAG = _("Remove it, or say it in Markdown.")
COMMENT_IN_TEXT = warning(
    "comment-in-text",
    _("everything from `{lost}` on is a comment, and shown nowhere."),
    _("If it belongs to the text, put quotes around it: `{line}`; else put a second space before the `#`."),
)
SEVERAL_PEOPLE = error(
    "several-people",
    _("a second person begins here: one file holds one member."),
    _("Put these lines into a file of their own, such as `members/{name}.yml`."),
)

# The names of files.
BAD_FILE_NAME = error(
    "bad-file-name",
    _(
        "`{name}` is no identity: it may hold small letters without accents, digits and single hyphens, and is no name "
        "that Windows keeps for itself (`con`, `aux`, `nul`…)."
    ),
    _("Rename the file, for example to `{example}`."),
)
BAD_SLOT_KEY = error(
    "bad-slot-key",
    _("`{name}` is not the name of a meeting's file."),
    _("Name it after its day: `2026-12-10.yml`, `2026-12-10-soir.yml` or `circle.2026-12-10.yml`."),
)
DAY_OF_NAME = _("Rename the file to `{near}.yml`.")
NO_GROUP = error(
    "no-group",
    _("there is no `group.yml` here."),
    _("Run `tablee init`, or name the group's folder with `-C`."),
)

# The keys and values of a file.
DUPLICATE_KEY = error(
    "duplicate-key",
    _("`{key}` stands here again; it is already on line {first}."),
    _("Keep one of the two."),
)
UNKNOWN_KEY = error(
    "unknown-key",
    _("`{key}` is not known here."),
    _("Known keys: {known}."),
)
UNWRAP = _("Remove this line, and the spaces before the lines below it.")
ON_ITS_LINE = _("If it belongs to `{other}:`, write all of it on one line: `{line}`")
DID_YOU_MEAN = _("Did you mean `{near}`?")
STRANGE_BLANK = _("A blank that is no plain space stands in it. Write `{line}`")
OF_LINKS = _("Write `{line}`: pages on the web go into `links`.")
OF_NOBODY = _(
    "Remove this line: this file is public for ever. A page on the web can stand in `links`, the group's address in "
    "`contact` in `group.yml`."
)
OBSOLETE_KEY = warning(
    "obsolete-key",
    _("`{key}` is not used any more. {instead}"),
    _("Delete this key."),
)
MISSING_KEY = error(
    "missing-key",
    _("`{key}` is missing."),
    _("Add a line `{key}: …` ({about})."),
)
WRONG_TYPE = error(
    "wrong-type",
    _("`{key}` is {given} where {wanted} belongs."),
    _("Write it as in `{example}`."),
)
SPAN_OR_DAYS = _("From one day to the other, write `{example}`; for these two days alone, `{other}`.")
ONE_ALONE = _("Keep one: `{example}`, or `{other}`.")
OR_MONTH_FIRST = _("Write it as in `{example}`; if the month stands first, as in `{other}`.")
NOTHING_TO_SAY = _("Remove this line: where there is nothing to say, none stands.")
WITH_THE_REST = _("Write `{example}`, and fill in the dots.")
BAD_VALUE = error(
    "bad-value",
    _("`{value}` is not {wanted}."),
    _("Write it as in `{example}`."),
)
TOO_LONG = error(
    "too-long",
    _("this text has {length} characters; at most {most} belong here."),
    _("Shorten it."),
)
TOO_MANY = error(
    "too-many",
    _("this list has {length} entries; at most {most} belong here."),
    _("Remove some."),
)
CONTROL_CHARACTER = error(
    "control-character",
    _("the text holds an invisible control character (code {character})."),
    _("Remove it, or type the text again."),
)
EMPTY_ENTRY = error(
    "empty-entry",
    _("nothing is written here for `{key}`."),
    _("Write it, or remove the entry."),
)
EMPTY_LIST = error(
    "empty-list",
    _("the list `{key}` is empty."),
    _("Write at least one entry, as in `{example}`."),
)
REPEATED = error(
    "repeated",
    _("`{value}` stands twice in this list."),
    _("Keep one of the two."),
)
NOT_HTTPS = error(
    "not-https",
    _("`{value}` is not an https address."),
    _("Write the whole address, as in `{example}`."),
)
ENDS_BEFORE_START = error(
    "ends-before-start",
    _("`{end_key}: {end}` is before `{start_key}: {start}`."),
    _("Correct one of the two dates."),
)
CONTRADICTION = error(
    "contradiction",
    _("`{one}` and `{other}` contradict each other."),
    _("Keep one of the two."),
)
