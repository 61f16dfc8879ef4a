"""Whatever people write stays text: no page gains an element, an attribute or a paragraph from it."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import markdown  # type: ignore[import-untyped]
import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from tablee.site.text import neutral, plain, render_markdown, safe_address

EXTENSIONS = [
    "attr_list",
    "def_list",
    "fenced_code",
    "footnotes",
    "md_in_html",
    "tables",
    "toc",
    "pymdownx.superfences",
]
PIECES = st.sampled_from(
    [
        *(
            "*x*",
            "[a](javascript:alert(1))",
            "{: onclick=evil }",
            "```",
            "~~~",
            "`x`",
            "<script>",
            "</div>",
            "# t",
            "\n\n",
        ),
        *(
            "&lt;b&gt;",
            '" onload="',
            "'",
            "![i](x)",
            "--8<-- 'f'",
            "\n---\n",
            "{{ 1 }}",
            "{% raw %}",
            "é",
            "a",
            " ",
        ),
    ]
)
HOSTILE = st.one_of(st.text(max_size=40), st.lists(PIECES, max_size=8).map("".join))


class Seen(HTMLParser):
    """Collects the elements, with their attributes, and the text of an HTML page."""

    def __init__(self) -> None:
        super().__init__()
        self.elements: list[tuple[str, tuple[str, ...]]] = []
        self.text = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note an element."""
        self.elements.append((tag, tuple(sorted(name for name, _ in attrs))))

    def handle_data(self, data: str) -> None:
        """Note text."""
        self.text += data


def seen(html: str) -> Seen:
    """Parse HTML as a browser's first step does."""
    parser = Seen()
    parser.feed(html)
    parser.close()
    return parser


def neutral_words(text: str) -> list[str]:
    """Return the words that a reader of `neutral(text)` sees."""
    return seen(str(neutral(text))).text.split()


@given(HOSTILE)
def test_a_name_is_inert_in_a_heading_and_in_raw_html(name: str) -> None:
    """Through Python-Markdown with its extensions, a name leaves only the elements of the page itself."""
    title = neutral(" ".join(name.split()))
    page = f'# {title}\n\n<div class="x" title="{neutral(name)}"><p>{neutral(name)}</p></div>\n'
    parsed = seen(markdown.markdown(page, extensions=EXTENSIONS))
    wanted = [("div", ("class", "title")), ("p", ())]
    assert [e for e in parsed.elements if e[0] != "h1"] == wanted
    assert [e for e in parsed.elements if e[0] == "h1"] in ([], [("h1", ())], [("h1", ("id",))])
    assert parsed.text.split() == seen(str(title)).text.split() + neutral_words(name)


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126)))
def test_inert_text_reads_as_it_was_written(text: str) -> None:
    """A reader sees every printable character, and nothing else."""
    assert seen(f"<p>{neutral(text)}</p>").text == text


@given(HOSTILE)
def test_a_title_is_safe_where_a_theme_forgets_to_escape(title: str) -> None:
    """Front matter reads back as one line that opens no tag, ends no attribute and starts no entity."""
    text = plain(title)
    assert not set(text) & set('<>"&\n\r')
    assert yaml.safe_load(yaml.safe_dump({"title": text}))["title"] == text


@given(HOSTILE)
def test_members_markdown_yields_only_allowed_elements(text: str) -> None:
    """Markdown from members gives formatting and links, and no attribute but a link's."""
    html = render_markdown(text)
    allowed = {
        "p",
        "br",
        "strong",
        "em",
        "ul",
        "ol",
        "li",
        "blockquote",
        "code",
        "pre",
        "a",
        "hr",
        "h3",
        "h4",
        "h5",
        "h6",
    }
    for tag, attributes in seen(str(html)).elements:
        assert tag in allowed
        assert set(attributes) <= ({"href", "rel"} if tag == "a" else set())
    assert not set(str(html)) & set("`{}~")


@pytest.mark.parametrize(
    ("text", "html"),
    [
        (
            "**Bon** [site](https://a.test)",
            '<p><strong>Bon</strong> <a href="https://a.test" rel="nofollow noopener">site</a></p>',
        ),
        ("[x](javascript:alert(1))", "<p>[x](javascript:alert(1))</p>"),
        ("[x](http://a.test)", '<p><a href="http://a.test" rel="nofollow noopener">x</a></p>'),
        ("[x](ftp://a.test)", '<p><a rel="nofollow noopener">x</a></p>'),
        ("[x](../members/a/)", '<p><a rel="nofollow noopener">x</a></p>'),
        ("<b onclick=x>gras</b>", "<p>&lt;b onclick=x&gt;gras&lt;/b&gt;</p>"),
        ("# Grand", "<h3>Grand</h3>"),
        ("```\n{{ code }}\n```", "<pre><code>&#123;&#123; code &#125;&#125;\n</code></pre>"),
    ],
)
def test_members_markdown(text: str, html: str) -> None:
    """Formatting stays, links lead to https alone, HTML is shown as text, and headings fit under the page's own."""
    assert str(render_markdown(text)).strip() == html


@pytest.mark.parametrize("address", ["https://a.test/", "mailto:groupe@a.test"])
def test_a_safe_address_stays(address: str) -> None:
    """An https or mailto address may be pressed."""
    assert safe_address(address) == address


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", "ftp://a.test", "data:text/html,x", "//a.test", "HTTP://a.test", ""]
)
def test_another_address_goes(address: str) -> None:
    """No other scheme leads out of a page."""
    assert safe_address(address) == ""


def test_headings_leave_no_gap() -> None:
    """Whatever marks somebody chose for their size, headings begin at the level asked for and go down one by one."""
    text = "#### a\n\n###### b\n\n## c\n\n### d\n\n## e"
    levels = re.findall(r"<(h\d)>", render_markdown(text))
    assert levels == ["h3", "h4", "h3", "h4", "h3"]
    assert re.findall(r"<(h\d)>", render_markdown(text, 2)) == ["h2", "h3", "h2", "h3", "h2"]
