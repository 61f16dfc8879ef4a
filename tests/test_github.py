"""The steward's tracker on GitHub: read whole or not at all, each change asked for once, each fault with its end."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, datetime, timedelta

import pytest

from fake_github.description import needs_description
from fake_github.faults import Fault, answer_lost, broken, cut, limited, moved_before, page_lost
from fake_github.server import FakeGitHub
from tablee.adapters.github import Access, GitHubTracker, read_access
from tablee.steward.tracker import (
    Comment,
    Draft,
    Moved,
    Person,
    Reaction,
    ReactionContent,
    Tracker,
    TrackerError,
    Truncated,
    Unreadable,
    Unwritten,
    Workflow,
)

pytestmark = needs_description
BOT = "github-actions[bot]"
MEETING = "meetings/2026-12-10.yml"
DRAFT = Draft("Prochaine date", "<!-- tablee -->\nQui vient ?", ("tablee",))


class Run:
    """A run of the steward against the fake, with its waits counted instead of waited."""

    def __init__(self, fake: FakeGitHub, *, pull_requests: bool = False, most_writes: int = 100) -> None:
        access = read_access(fake.environment())
        assert access
        self.waits: list[float] = []
        self.tracker = fake.stack.enter_context(
            GitHubTracker(
                access,
                fake.world.git.branches["main"],
                pull_requests=pull_requests,
                sleep=self.waits.append,
                most_writes=most_writes,
            )
        )


@pytest.fixture
def fake(monkeypatch: pytest.MonkeyPatch) -> Iterator[FakeGitHub]:
    """Return a running fake with a group's files; after the test nothing wrong may have been asked or answered."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    with FakeGitHub() as running:
        running.world.push({"group.yml": b"name: La Table\n", MEETING: b"title: a # b\n"})
        running.world.account("paul", 7)
        yield running
    assert running.wrong == []


def bodies(fake: FakeGitHub) -> list[str]:
    """Return the bodies of the bot's issues."""
    return [
        issue.body for issue in fake.world.issues.values() if issue.account and issue.account.login == BOT
    ]


# --- reading ----------------------------------------------------------------------------------------------------------


def test_it_is_a_tracker(fake: FakeGitHub) -> None:
    """The adapter has all that the steward asks of a tracker."""
    tracker: Tracker = Run(fake).tracker
    assert tracker.read_issues() == ()


def test_issues_are_read_with_what_people_said(fake: FakeGitHub) -> None:
    """Closed ones too, pull requests not; voices only below open issues of the steward, its own reactions left out."""
    world = fake.world
    ours = world.open_issue(BOT, "Le 10 décembre", "corps\r\nsuite", ("tablee",))
    world.react("paul", ours.number, "+1")
    world.react(BOT, ours.number, "+1")
    written = world.add_comment("paul", ours.number, "/oui")
    world.now += timedelta(hours=1)
    world.edit_comment(written.id, "/non")
    world.add_comment(BOT, ours.number, "Noté")
    world.open_pull("lea", "PR", "", "branche")
    theirs = world.open_issue("paul", "Une question", "<!-- tablee -->")
    world.react("lea", theirs.number, "+1")
    done = world.open_issue(BOT, "Novembre")
    done.is_open = False
    issues = Run(fake).tracker.read_issues()
    assert [(issue.number, issue.is_open, issue.by_steward) for issue in issues] == [
        (1, True, True),
        (4, False, True),
    ]
    at = datetime(2026, 11, 23, 8, 0, tzinfo=UTC)
    paul = Person(7, "paul")
    assert issues[0].reactions == (Reaction(paul, ReactionContent.PLUS_ONE, at),)
    assert issues[0].comments[0] == Comment(written.id, paul, "/non", at, at + timedelta(hours=1))
    assert [comment.by_steward for comment in issues[0].comments] == [False, True]
    assert (issues[0].body, issues[0].labels) == ("corps\nsuite", ("tablee",))
    assert issues[1].reactions == ()
    assert theirs.number not in {issue.number for issue in issues}


def test_a_human_of_the_bots_name_is_no_bot(fake: FakeGitHub) -> None:
    """Only an account of the type Bot and of the steward's name writes what the steward trusts."""
    fake.world.open_issue("dependabot[bot]", "Une dépendance")
    fake.world.issues[1].account = None
    fake.world.open_issue("github-actions", "Presque")
    assert [issue.by_steward for issue in Run(fake).tracker.read_issues()] == [False, False]


def test_every_page_is_read(fake: FakeGitHub) -> None:
    """250 issues come in three pages, oldest first."""
    for number in range(250):
        fake.world.open_issue(BOT, f"Titre {number}").is_open = False
    assert [issue.number for issue in Run(fake).tracker.read_issues()] == list(range(1, 251))
    assert fake.asked == ["issues/list-for-repo"] * 4  # the last one lists open forms


def test_a_run_without_news_costs_the_pages_and_two_calls_an_open_issue(fake: FakeGitHub) -> None:
    """1,000 closed issues and 12 open ones: eleven pages, one of forms, and reactions and comments of the twelve."""
    for number in range(1012):
        fake.world.open_issue(BOT, f"Titre {number}").is_open = number >= 1000
    assert len(Run(fake).tracker.read_issues()) == 1012
    assert len(fake.asked) == 11 + 1 + 2 * 12


@pytest.mark.parametrize(
    "fault",
    [
        broken("issues/list-for-repo", times=9),
        broken("issues/list-for-repo", times=9, status=500),
        broken("issues/list-comments", times=9),
        broken("reactions/list-for-issue", times=9),
        cut("issues/list-for-repo", is_done=False, times=9),
        page_lost("issues/list-for-repo", page=1, times=2),
        page_lost("issues/list-for-repo", page=2, times=2),
        Fault("issues/list-for-repo", status=404, message="Not Found"),
        Fault("issues/list-for-repo", status=401, message="Bad credentials"),
        limited("issues/list-for-repo", seconds=3600),
        limited("issues/list-for-repo", seconds=5, times=9),
    ],
    ids=lambda fault: f"{fault.operation} {fault.status or 'cut'} {fault.page}",
)
def test_a_list_that_is_not_whole_is_unreadable(fake: FakeGitHub, fault: Fault) -> None:
    """A fault that lasts, a page that is missing, a refusal: never is it taken for "nothing is there"."""
    for number in range(205):
        fake.world.open_issue(BOT, f"Titre {number}").is_open = number > 200
    fake.faults.append(fault)
    with pytest.raises(Unreadable) as unreadable:
        Run(fake).tracker.read_issues()
    assert unreadable.value.phrase.values


@pytest.mark.parametrize(
    "fault",
    [
        broken("issues/list-for-repo", times=2),
        cut("issues/list-for-repo", is_done=False, times=2),
        broken("reactions/list-for-issue", times=2),
    ],
    ids=lambda fault: f"{fault.operation} {fault.status or 'cut'}",
)
def test_a_read_that_fails_twice_is_asked_again(fake: FakeGitHub, fault: Fault) -> None:
    """Reading may be repeated: after one second, then after two."""
    fake.world.open_issue(BOT, "Décembre")
    fake.faults.append(fault)
    run = Run(fake)
    assert len(run.tracker.read_issues()) == 1
    assert run.waits == [1.0, 2.0]


@pytest.mark.parametrize("page", [1, 3])
def test_a_page_that_is_empty_once_is_asked_for_again(fake: FakeGitHub, page: int) -> None:
    """Also where nothing at all seems to be there."""
    for number in range(205):
        fake.world.open_issue(BOT, f"Titre {number}").is_open = False
    fake.faults.append(page_lost("issues/list-for-repo", page=page))
    assert len(Run(fake).tracker.read_issues()) == 205


def test_the_token_goes_to_no_other_server(fake: FakeGitHub) -> None:
    """A list that goes on elsewhere is not followed."""
    for number in range(101):
        fake.world.open_issue(BOT, f"Titre {number}")
    with FakeGitHub() as elsewhere:
        fake.links_to = elsewhere.url
        with pytest.raises(Unreadable):
            Run(fake).tracker.read_issues()
    assert (fake.asked, elsewhere.asked) == (["issues/list-for-repo"], [])


# --- issues -----------------------------------------------------------------------------------------------------------


def test_an_issue_is_opened_with_its_labels(fake: FakeGitHub) -> None:
    """Labels are made first, once."""
    run = Run(fake)
    draft = Draft("Titre", "Corps", ("tablee", "Bug"))
    assert run.tracker.create_issue(draft) == 1
    assert run.tracker.create_issue(draft) == 2
    made = fake.world.issues[1]
    assert (made.title, made.body, made.labels) == ("Titre", "Corps", ["tablee", "Bug"])
    assert fake.world.labels == ["bug", "tablee"]
    assert fake.asked.count("issues/create-label") == 1


def test_an_issue_is_changed_closed_and_opened_again(fake: FakeGitHub) -> None:
    """Title, body and labels are set; the state by itself."""
    run = Run(fake)
    number = run.tracker.create_issue(DRAFT)
    run.tracker.update_issue(number, Draft("Confirmé", "À jeudi"))
    issue = fake.world.issues[number]
    assert (issue.title, issue.body, issue.labels) == ("Confirmé", "À jeudi", [])
    run.tracker.set_open(number, is_open=False)
    states = [issue.is_open]
    run.tracker.set_open(number, is_open=True)
    assert [*states, issue.is_open] == [False, True]
    issue.body = "À la main"
    assert run.tracker.read_body(number) == "À la main"


def test_comments_and_reactions_are_written(fake: FakeGitHub) -> None:
    """A reaction that was given already is given once."""
    run = Run(fake)
    number = run.tracker.create_issue(DRAFT)
    run.tracker.add_comment(number, "Noté")
    written = fake.world.add_comment("paul", number, "/oui")
    run.tracker.add_reaction(written.id, ReactionContent.ROCKET)
    run.tracker.add_reaction(written.id, ReactionContent.ROCKET)
    comments = run.tracker.read_issues()[0].comments
    assert [(comment.body, comment.by_steward, comment.answered) for comment in comments] == [
        ("Noté", True, False),
        ("/oui", False, True),
    ]
    assert [one.content for one in written.reactions] == ["rocket"]


def test_there_is_a_second_between_two_writes(fake: FakeGitHub) -> None:
    """Three writes, two waits; reading waits for nothing."""
    run = Run(fake)
    number = run.tracker.create_issue(Draft("Titre", "Corps"))
    run.tracker.read_body(number)
    run.tracker.add_comment(number, "a")
    run.tracker.add_comment(number, "b")
    assert run.waits == [1.0, 1.0]


def test_a_run_writes_only_so_much(fake: FakeGitHub) -> None:
    """Beyond its cap a run is truncated, before anything is asked."""
    run = Run(fake, most_writes=2)
    run.tracker.create_issue(Draft("un", ""))
    run.tracker.create_issue(Draft("deux", ""))
    with pytest.raises(Truncated):
        run.tracker.create_issue(Draft("trois", ""))
    assert len(fake.world.issues) == 2


WRITES: dict[str, Callable[[GitHubTracker], object]] = {
    "issues/create": lambda tracker: tracker.create_issue(DRAFT),
    "issues/update": lambda tracker: tracker.update_issue(1, DRAFT),
    "issues/create-comment": lambda tracker: tracker.add_comment(1, "Noté"),
    "actions/create-workflow-dispatch": lambda tracker: tracker.dispatch(Workflow.SITE),
    "actions/enable-workflow": lambda tracker: tracker.keep_schedules(),
}


@pytest.mark.parametrize("operation", WRITES)
@pytest.mark.parametrize(
    "fault",
    [answer_lost, broken, lambda name: cut(name, is_done=True), lambda name: cut(name, is_done=False)],
    ids=["502 after", "503 before", "cut after", "cut before"],
)  # fmt: skip
def test_a_write_whose_answer_was_lost_is_never_asked_again(
    fake: FakeGitHub, operation: str, fault: Callable[[str], Fault]
) -> None:
    """Whether it was done nobody knows: the next run looks, this one asks once and says so."""
    fake.world.open_issue(BOT, "Novembre")
    fake.world.workflows |= {"steward.yml": "disabled_inactivity"} if "enable" in operation else {}
    fake.faults.append(fault(operation))
    with pytest.raises(Unwritten):
        WRITES[operation](Run(fake).tracker)
    assert fake.asked.count(operation) == 1


def test_a_502_after_the_write_makes_no_second_issue(fake: FakeGitHub) -> None:
    """The next run finds by its body what the lost answer had made."""
    fake.faults.append(answer_lost("issues/create"))
    with pytest.raises(Unwritten):
        Run(fake).tracker.create_issue(DRAFT)
    found = [issue.body for issue in Run(fake).tracker.read_issues() if issue.by_steward]
    assert found == [DRAFT.body]
    assert bodies(fake) == [DRAFT.body]


def test_a_list_that_lags_shows_the_issue_later(fake: FakeGitHub) -> None:
    """What the first list does not show yet, the second one does: duplicates of the time between can be healed."""
    fake.world.list_lag = 2
    Run(fake).tracker.create_issue(DRAFT)
    assert [len(Run(fake).tracker.read_issues()) for _run in range(2)] == [0, 1]


def test_github_is_waited_for_where_it_says_how_long(fake: FakeGitHub) -> None:
    """A refusal for the rate did nothing, so even a write is asked again after the time that GitHub names."""
    fake.faults.append(limited("issues/create", seconds=30, times=2))
    run = Run(fake)
    assert run.tracker.create_issue(Draft("Titre", "")) == 1
    assert run.waits == [30.0, 30.0]
    assert len(fake.world.issues) == 1


def test_an_exhausted_limit_is_waited_for_until_its_reset(fake: FakeGitHub) -> None:
    """The time of the reset is compared with GitHub's own clock; a long wait is left to the next run."""
    reset = {"X-RateLimit-Remaining": "0", "X-RateLimit-Reset": str(int(fake.world.now.timestamp()) + 40)}
    fake.faults.append(Fault("issues/create", status=403, message="API rate limit exceeded", headers=reset))
    run = Run(fake)
    assert run.tracker.create_issue(Draft("Titre", "")) == 1
    assert run.waits == [41.0]
    later = {**reset, "X-RateLimit-Reset": str(int(fake.world.now.timestamp()) + 3000)}
    fake.faults.append(Fault("issues/create", status=403, message="API rate limit exceeded", headers=later))
    with pytest.raises(Unwritten):
        run.tracker.create_issue(Draft("Titre", ""))
    assert run.waits == [41.0, 1.0]


def test_a_missing_permission_is_named(fake: FakeGitHub) -> None:
    """A token that may not write is told which permission it lacks, in the words of GitHub's answer."""
    fake.permissions["issues"] = "read"
    with pytest.raises(Unwritten) as unwritten:
        Run(fake).tracker.add_comment(1, "Noté")
    assert (
        unwritten.value.phrase.values["fault"] == "403 Resource not accessible by integration (issues=write)"
    )


def test_a_label_that_somebody_made_meanwhile_is_no_fault(fake: FakeGitHub) -> None:
    """GitHub's answer that a label exists is what was wanted."""
    made = fake.world.labels
    fake.faults.append(moved_before("issues/create-label", lambda: made.append("Tablee")))
    assert Run(fake).tracker.create_issue(DRAFT) == 1


# --- commits ----------------------------------------------------------------------------------------------------------


def test_files_are_written_as_one_commit(fake: FakeGitHub) -> None:
    """Changed, new and deleted files, in one commit on the branch that was read; then the site can be built."""
    before = fake.world.git.branches["main"]
    run = Run(fake)
    new: dict[str, bytes | None] = {
        MEETING: b"\xef\xbb\xbftitle: \xc3\xa9\r\n",
        "meetings/2026-12-17.yml": b"{}\n",
        "group.yml": None,
    }
    where = run.tracker.commit_files(new, "Noter les réponses", "answers")
    head = fake.world.git.branches["main"]
    assert where == f"https://github.test/la-tablee/vallee/commit/{head}"
    assert fake.world.files() == {
        path: content for path, content in sorted(new.items()) if content is not None
    }
    commit = fake.world.git.commits[head]
    assert (commit.parents, commit.message) == ((before,), "Noter les réponses")
    run.tracker.dispatch(Workflow.SITE)
    assert fake.world.dispatched == [("site.yml", "main")]


def test_a_second_commit_follows_the_first(fake: FakeGitHub) -> None:
    """What the run wrote itself is what it has read."""
    run = Run(fake)
    run.tracker.commit_files({MEETING: b"title: b\n"}, "Un", "x")
    run.tracker.commit_files({MEETING: b"title: c\n"}, "Deux", "x")
    assert fake.world.files()[MEETING] == b"title: c\n"
    assert run.tracker.read_changes() == {}


def test_a_commit_of_a_real_repository_is_known_by_its_own_id(fake: FakeGitHub) -> None:
    """A run in a clone names the clone's commit, and commits on top of it."""
    fake.world.git.adopt("main", {MEETING: b"title: z\n"}, "c" * 40)
    run = Run(fake)
    assert run.tracker.commit_files({MEETING: b"title: y\n"}, "Un", "x")
    assert fake.world.git.commits[fake.world.git.branches["main"]].parents == ("c" * 40,)


def test_files_that_say_so_already_make_no_commit(fake: FakeGitHub) -> None:
    """No commit, no address."""
    before = fake.world.git.branches["main"]
    assert Run(fake).tracker.commit_files({MEETING: b"title: a # b\n"}, "Rien", "x") == ""
    assert fake.world.git.branches["main"] == before


@pytest.mark.parametrize("operation", ["git/get-ref", "git/create-tree", "git/update-ref"])
def test_a_branch_that_moved_is_read_again(fake: FakeGitHub, operation: str) -> None:
    """Whenever the push comes, it is kept; what it changed is read, and the commit is made on top of it."""
    run = Run(fake)
    by_hand = b"title: a # b\nguests: 2\n"
    fake.faults.append(
        moved_before(
            operation, lambda: fake.world.push({MEETING: by_hand, "content/x.md": b"x", "group.yml": None})
        )
    )
    with pytest.raises(Moved):
        run.tracker.commit_files({MEETING: b"title: c\n"}, "Un", "x")
    assert fake.world.files()[MEETING] == by_hand
    assert run.tracker.read_changes() == {MEETING: by_hand, "group.yml": None}
    assert run.tracker.commit_files({MEETING: b"title: c\nguests: 2\n"}, "Deux", "x")
    assert fake.world.files() == {MEETING: b"title: c\nguests: 2\n", "content/x.md": b"x"}


def test_a_branch_that_was_rewritten_stops_the_run(fake: FakeGitHub) -> None:
    """After a forced push nothing that was read is known to hold."""
    run = Run(fake)
    run.tracker.commit_files({MEETING: b"title: c\n"}, "Un", "x")
    fake.world.git.branches["main"] = fake.world.git.add_commit(fake.world.git.add_tree({}), (), "Autre")
    with pytest.raises(Unreadable):
        run.tracker.read_changes()


@pytest.mark.parametrize(
    "fault", [answer_lost("git/update-ref"), cut("git/update-ref", is_done=True)], ids=["502", "cut"]
)
def test_a_commit_whose_answer_was_lost_is_found_on_the_branch(fake: FakeGitHub, fault: Fault) -> None:
    """The branch itself says that it moved to the commit: the site is built after it, too."""
    fake.faults.append(fault)
    assert Run(fake).tracker.commit_files({MEETING: b"title: c\n"}, "Un", "x")
    assert fake.world.files()[MEETING] == b"title: c\n"
    assert fake.asked.count("git/update-ref") == 1


def test_a_protected_branch_is_no_moved_branch(fake: FakeGitHub) -> None:
    """A rule that forbids the push is told in GitHub's words; trying again would not help."""
    fake.world.is_protected = True
    with pytest.raises(Unwritten) as unwritten:
        Run(fake).tracker.commit_files({MEETING: b"title: c\n"}, "Un", "x")
    assert not isinstance(unwritten.value, Moved)
    assert "pull request" in str(unwritten.value)


# --- pull requests ----------------------------------------------------------------------------------------------------


def propose(fake: FakeGitHub, content: bytes, subject: str = "meeting:2026-12-10") -> str:
    """Propose a file in a run of its own."""
    return Run(fake, pull_requests=True).tracker.commit_files({MEETING: content}, "Titre\n\nTexte", subject)


def test_a_subject_has_one_pull_request_updated_in_place(fake: FakeGitHub) -> None:
    """The group's branch stays as it is; the second run changes the branch, the third has nothing to do."""
    where = propose(fake, b"title: c\n")
    assert where == "https://github.test/la-tablee/vallee/pull/1"
    assert (fake.world.issues[1].title, fake.world.issues[1].body) == ("Titre", "Texte")
    fake.world.push({"group.yml": b"name: La Tablee\n"})
    assert propose(fake, b"title: d\n") == where
    branch = "tablee/meeting-2026-12-10"
    head = fake.world.git.branches[branch]
    assert fake.world.files(branch) == {"group.yml": b"name: La Tablee\n", MEETING: b"title: d\n"}
    assert fake.world.files()[MEETING] == b"title: a # b\n"
    assert propose(fake, b"title: d\n") == where
    assert fake.world.git.branches[branch] == head
    assert len(fake.world.issues) == fake.asked.count("pulls/create") == 1


def test_a_merged_pull_request_needs_no_other(fake: FakeGitHub) -> None:
    """What the group's branch says already is proposed no more."""
    propose(fake, b"title: c\n")
    fake.world.push({MEETING: b"title: c\n"})
    fake.world.issues[1].is_open = False
    assert propose(fake, b"title: c\n") == ""
    assert len(fake.world.issues) == 1


def test_two_subjects_have_two_pull_requests(fake: FakeGitHub) -> None:
    """Each with a branch of its own, whatever stands in its subject."""
    propose(fake, b"title: c\n")
    propose(fake, b"title: d\n", "../Évil; rm -rf")
    assert [pull.head for pull in fake.world.issues.values()] == [
        "tablee/meeting-2026-12-10",
        "tablee/evil-rm-rf",
    ]


def test_where_the_bot_may_open_no_pull_request_the_way_by_hand_is_said(fake: FakeGitHub) -> None:
    """The branch is there, and the address opens the form for it."""
    fake.world.may_open_pulls = False
    with pytest.raises(Unwritten) as unwritten:
        propose(fake, b"title: c\n")
    assert unwritten.value.phrase.values["link"] == (
        "https://github.test/la-tablee/vallee/compare/main...tablee/meeting-2026-12-10?expand=1"
    )


def test_a_pull_request_whose_answer_was_lost_is_found(fake: FakeGitHub) -> None:
    """It is looked for before anything is said to be wrong."""
    fake.faults.append(answer_lost("pulls/create"))
    assert propose(fake, b"title: c\n").endswith("/pull/1")
    assert len(fake.world.issues) == 1


def test_a_pull_request_on_a_branch_that_moved_waits(fake: FakeGitHub) -> None:
    """Also where two runs make the branch of a subject at once."""
    run = Run(fake, pull_requests=True)
    fake.world.push({"group.yml": b"name: La Tablee\n"})
    with pytest.raises(Moved):
        run.tracker.commit_files({MEETING: b"title: c\n"}, "Un", "x")
    fake.faults.append(
        moved_before("git/create-ref", lambda: fake.world.push({"a.yml": b"a"}, branch="tablee/x"))
    )
    with pytest.raises(Moved):
        propose(fake, b"title: c\n", "x")


# --- the rest ---------------------------------------------------------------------------------------------------------


def test_a_schedule_that_github_stopped_is_enabled_and_no_other(fake: FakeGitHub) -> None:
    """GitHub's own stop is undone; a person's is a will, and a workflow that was taken out is not missed."""
    before = fake.world.git.branches["main"]
    Run(fake).tracker.keep_schedules()
    assert (fake.world.enabled, fake.world.git.branches["main"]) == ([], before)
    fake.world.workflows = {"site.yml": "disabled_inactivity", "steward.yml": "disabled_manually"}
    Run(fake).tracker.keep_schedules()
    assert fake.world.enabled == ["site.yml"]
    del fake.world.workflows["site.yml"]
    Run(fake).tracker.keep_schedules()
    assert (fake.world.enabled, fake.world.git.branches["main"]) == (["site.yml"], before)


def test_every_fault_of_an_ill_formed_answer_is_the_trackers(fake: FakeGitHub) -> None:
    """A gateway's page of HTML instead of JSON is unreadable, not a bug."""
    fake.faults.append(Fault("issues/list-for-repo", raw=b"<html>"))
    with pytest.raises(TrackerError):
        Run(fake).tracker.read_issues()


ENVIRONMENT = {"GITHUB_REPOSITORY": "a/b", "GITHUB_TOKEN": "secret"}


def test_the_environment_says_how_github_is_reached() -> None:
    """A runner's variables; the token is never shown."""
    access = read_access(
        {
            **ENVIRONMENT,
            "GITHUB_API_URL": "https://ghe.example.org/api/v3/",
            "GITHUB_REF_TYPE": "branch",
            "GITHUB_REF_NAME": "principale",
            "TABLEE_STEWARD": "tablee[bot]",
        }
    )
    assert access == Access(
        "a/b", "secret", "principale", "https://ghe.example.org/api/v3", "https://github.com", "tablee[bot]"
    )
    assert "secret" not in repr(access)


@pytest.mark.parametrize(
    "lacking", [{"GITHUB_TOKEN": ""}, {"GITHUB_REPOSITORY": ""}, {"GITHUB_REPOSITORY": "a/b/../c"}]
)
def test_away_from_github_there_is_no_access(lacking: dict[str, str]) -> None:
    """Without a token or a repository the folder is the tracker."""
    assert read_access({**ENVIRONMENT, **lacking}) is None
    assert read_access({**ENVIRONMENT, "GITHUB_REF_TYPE": "tag", "GITHUB_REF_NAME": "v1"}) == Access(
        "a/b", "secret"
    )


def test_the_number_of_an_account_is_read(fake: FakeGitHub) -> None:
    """None for a login that nobody has."""
    assert Run(fake).tracker.read_accounts(["paul", "nobody"]) == {"paul": 7, "nobody": None}
