"""Proposals: what waits to be merged counts as said, no issue claims it, and a hand edit or a refusal wins."""

from __future__ import annotations

import pytest

from fake_tracker import FakeTracker
from stewarded import a_folder, a_tracker, at, issue_of, make_plan, meeting_of, number_of, run_steward
from tablee.files.load import load_group
from tablee.model import Answer
from tablee.steward.apply import apply
from tablee.steward.decide.statements import React
from tablee.steward.diff import Commit, DispatchWorkflow
from tablee.steward.interpret.checkboxes import ticked_cards
from tablee.steward.pull_requests import Proposal, Proposals, Standing, pending_files
from tablee.steward.tracker import ReactionContent, Unopened, Unwritten

KEY = "2026-11-12"
PATH = f"meetings/{KEY}.yml"
FILE = b"called: [{member: ana, on: 2026-11-05, answer: accepted}]\nfacilitator: ana\nanswers: {bo: yes}\n"


def where(key: str) -> str:
    """Return the address of a subject's proposal."""
    return f"https://git.test/compare/{key}"


def reviewed(on: str = "2026-11-09", **meetings: str) -> FakeTracker:
    """Return a tracker on a group that reviews everything, with one meeting that is in main already."""
    files = a_folder(**meetings)
    files[PATH] = FILE
    tracker = a_tracker(on, files)
    tracker.proposals = Proposals((), where)
    return tracker


def propose(tracker: FakeTracker, *proposals: Proposal) -> None:
    """Put proposals there as they would be read again."""
    tracker.proposals = Proposals(proposals, where)


def run_proposing(tracker: FakeTracker) -> list[Commit]:
    """Let the steward run once; what it writes becomes proposals, and main stays as it is."""
    main = dict(tracker.files)
    made = make_plan(tracker)
    apply(made, tracker)
    tracker.files = main
    commits = [action for action in made.actions if isinstance(action, Commit)]
    assert tracker.proposals
    kept = {one.path: one for one in tracker.proposals.standing}
    new = {
        p: Proposal(p, main.get(p), data, current=True) for one in commits for p, data in one.files.items()
    }
    propose(tracker, *{**kept, **new}.values())
    return commits


def commits_of(tracker: FakeTracker) -> dict[str, bytes]:
    """Return the files that the steward would propose now."""
    commits = [action for action in make_plan(tracker).actions if isinstance(action, Commit)]
    return {path: data for one in commits for path, data in one.files.items()}


def test_each_subject_is_proposed_by_itself() -> None:
    """One file a proposal; the site is published when somebody merges, which is a push of its own."""
    tracker = reviewed("2026-11-15")
    commits = run_proposing(tracker)
    assert [(one.subject, list(one.files)) for one in commits] == [
        ("2026-11-19", ["meetings/2026-11-19.yml"])
    ]
    assert not [action for action in make_plan(tracker).actions if isinstance(action, DispatchWorkflow)]


def test_no_issue_claims_what_is_not_merged() -> None:
    """A date that waits has no issue yet; an answer that waits is not counted; both say where they wait."""
    tracker = reviewed()
    run_proposing(tracker)
    tracker.react(number_of(tracker, f"meeting:{KEY}"), "cy", ReactionContent.PLUS_ONE)
    run_proposing(tracker)
    body = issue_of(tracker, f"meeting:{KEY}").body
    assert "1 comes: Bo" in body
    assert f"it waits for somebody to merge [{KEY}]({where(KEY)})" in body
    dashboard = issue_of(tracker, "dashboard").body
    assert "### Waiting to be merged\n\n" in dashboard
    assert f"- [{KEY}]({where(KEY)})" in dashboard
    assert f"- [2026-11-19]({where('2026-11-19')})" in dashboard
    assert not [issue for issue in tracker.issues.values() if "19 November" in issue.title]


def test_what_waits_is_neither_asked_nor_proposed_again() -> None:
    """A second run plans nothing; a changed mind changes the proposal; merged, it stands in the issue."""
    tracker = reviewed()
    run_proposing(tracker)
    number = number_of(tracker, f"meeting:{KEY}")
    tracker.react(number, "cy", ReactionContent.PLUS_ONE)
    run_proposing(tracker)
    run_proposing(tracker)
    assert not make_plan(tracker).actions
    tracker.unreact(number, "cy", ReactionContent.PLUS_ONE)
    tracker.react(number, "cy", ReactionContent.MINUS_ONE)
    (commit,) = run_proposing(tracker)
    assert b"cy: no" in commit.files[PATH]
    tracker.files[PATH] = commit.files[PATH]
    propose(tracker)
    run_steward(tracker)
    assert "1 can’t come: Cy" in issue_of(tracker, f"meeting:{KEY}").body
    assert "waits for somebody" not in issue_of(tracker, f"meeting:{KEY}").body


def test_a_comment_is_seen_now_and_done_when_it_is_merged() -> None:
    """The reaction says "seen"; the comment is not heard a second time, so that a reviewer's amendment stays."""
    tracker = reviewed()
    run_proposing(tracker)
    tracker.comment(number_of(tracker, f"meeting:{KEY}"), "cy", "/yes")
    reactions = [action.reply for action in make_plan(tracker).actions if isinstance(action, React)]
    assert reactions == [ReactionContent.EYES]
    (commit,) = run_proposing(tracker)
    tracker.files[PATH] = commit.files[PATH].replace(b"cy: yes", b"cy: maybe")
    propose(tracker)
    run_steward(tracker)
    assert meeting_of(tracker, KEY).answers["cy"] is Answer.MAYBE
    assert not commits_of(tracker).get(PATH)


def test_what_was_turned_down_is_not_proposed_again_without_news() -> None:
    """A pull request closed unmerged is an answer; with news it is proposed once more."""
    tracker = reviewed()
    proposed = {path: data for one in run_proposing(tracker) for path, data in one.files.items()}
    declined = [Proposal(path, None, data, Standing.DECLINED) for path, data in proposed.items()]
    propose(tracker, *declined)
    for day in ("2026-11-09", "2026-11-10"):
        run_steward(tracker, day)
        assert commits_of(tracker) == {}
    assert "2026-11-19" not in issue_of(tracker, "dashboard").body.partition("Waiting")[2]
    tracker.react(number_of(tracker, f"meeting:{KEY}"), "cy", ReactionContent.PLUS_ONE)
    assert list(commits_of(tracker)) == [PATH]


def test_a_refusal_holds_until_the_file_changes() -> None:
    """Whoever turned it down and wrote the file instead has spoken: from there the rules go on."""
    (proposed,) = [one for one in run_proposing(reviewed()) if one.subject == "2026-11-19"]
    (path,) = proposed.files
    tracker = reviewed(on_2026_11_19="title: Rates\n")
    propose(tracker, Proposal(path, None, proposed.files[path], Standing.DECLINED))
    assert b"title: Rates\n" in commits_of(tracker)[path]


def test_what_no_pull_request_holds_is_tried_again() -> None:
    """Where nobody could open it, each run tries, and the dashboard leads to the form."""
    tracker = reviewed()
    (commit,) = [one for one in run_proposing(tracker) if one.subject == "2026-11-19"]
    (path,) = commit.files
    propose(tracker, Proposal(path, None, commit.files[path], Standing.UNOPENED, current=True))
    assert commits_of(tracker) == dict(commit.files)


def test_a_pull_request_that_cannot_be_opened_stops_nothing_else() -> None:
    """The others are opened, the issues written; the run is not whole, and has the link."""
    tracker = reviewed("2026-11-15")
    tracker.fail("commit_files", lambda phrase: Unopened(phrase, "https://git.test/form"))  # type: ignore[arg-type]
    outcome = apply(make_plan(tracker), tracker)
    assert [one.link for one in outcome.skipped] == ["https://git.test/form"]
    assert not outcome.is_whole
    assert issue_of(tracker, "dashboard").is_open


def test_what_could_not_be_proposed_is_not_remembered() -> None:
    """The branch was not written: the reaction is heard again by the next run."""
    tracker = reviewed()
    run_proposing(tracker)
    tracker.react(number_of(tracker, f"meeting:{KEY}"), "cy", ReactionContent.PLUS_ONE)
    tracker.fail("commit_files", Unwritten)
    apply(make_plan(tracker), tracker)
    assert b"cy: yes" in commits_of(tracker)[PATH]


BASE = b"# kept\nanswers: {bo: yes, cy: no}\n"
PROPOSED = b"# kept\nanswers: {bo: yes, cy: yes, di: no}\n"
TODAY = {
    "nothing happened": (BASE, PROPOSED),
    "a title by hand": (b"# kept\ntitle: Rates # mine\nanswers: {bo: yes, cy: no}\n",
                        b"# kept\ntitle: Rates # mine\nanswers: {bo: yes, cy: yes, di: no}\n"),
    "the same answer by hand": (b"# kept\nanswers: {bo: yes, cy: maybe}\n",
                                b"# kept\nanswers: {bo: yes, cy: maybe, di: no}\n"),
    "it was merged": (PROPOSED, None),
    "it was taken out": (None, None),
    "it cannot be read": (b"answers: [\n", None),
}  # fmt: skip


@pytest.mark.parametrize("what", TODAY)
def test_main_moved_while_a_proposal_waited(what: str) -> None:
    """What was proposed goes on top of today's file, comments kept; where a hand was there too, the hand wins."""
    today, expected = TODAY[what]
    files = {**a_folder(), **({PATH: today} if today is not None else {})}
    found = pending_files(load_group(files), [Proposal(PATH, BASE, PROPOSED)])
    assert found == ({} if expected is None else {PATH: expected})


def test_a_file_made_by_hand_beside_a_proposed_one_wins() -> None:
    """Both are new: the date is confirmed already, and only what is missing is added."""
    files = {**a_folder(), PATH: b"title: Rates\n"}
    bare = Proposal(PATH, None, b"answers: {}\n")
    assert pending_files(load_group(files), [bare]) == {}
    called = Proposal(PATH, None, b"called:\n  - {member: ana, on: 2026-11-05}\n")
    assert b"title: Rates\n" in pending_files(load_group(files), [called])[PATH]


def test_a_tick_that_waits_stays_ticked() -> None:
    """Nobody has merged it yet; the box is not cleared below the finger that ticked it, nor read as cleared."""
    tracker = reviewed()
    run_proposing(tracker)
    tracker.files[PATH] += b"present: [ana, bo, cy]\nroom_words: [olive]\nmissions: {table: bo, word: cy}\n"
    tracker.now = at("2026-11-12 15:00")
    run_proposing(tracker)
    number = number_of(tracker, f"meeting:{KEY}")
    tracker.tick(number, "card:table")
    (commit,) = run_proposing(tracker)
    assert b"done: [table]" in commit.files[PATH]
    run_proposing(tracker)
    assert ticked_cards(tracker.issues[number].body) == ("table",)
    assert not make_plan(tracker).actions


def test_an_overtaken_proposal_is_proposed_again_on_top() -> None:
    """Main has changed below it, so that nobody could merge it; once it is on top, there is nothing more to do."""
    tracker = reviewed()
    run_proposing(tracker)
    tracker.react(number_of(tracker, f"meeting:{KEY}"), "cy", ReactionContent.PLUS_ONE)
    (commit,) = run_proposing(tracker)
    tracker.files[PATH] = FILE.replace(b"bo: yes", b"bo: no")
    assert tracker.proposals
    others = [one for one in tracker.proposals.standing if one.path != PATH]
    propose(tracker, Proposal(PATH, FILE, commit.files[PATH]), *others)
    on_top = tracker.files[PATH].replace(b"bo: no", b"bo: no, cy: yes")
    (again,) = run_proposing(tracker)
    assert again.files == {PATH: on_top}
    run_proposing(tracker)
    assert not make_plan(tracker).actions


@pytest.mark.parametrize("standing", Standing)
def test_a_proposal_that_says_what_main_says_is_not_proposed_again(standing: Standing) -> None:
    """Somebody merged it, or wrote the same by hand."""
    found = Proposals((Proposal(PATH, BASE, PROPOSED, standing),), where)
    assert found.propose_again(load_group({**a_folder(), PATH: PROPOSED})) == {}


def test_a_proposal_that_stands_on_main_is_not_proposed_again() -> None:
    """It waits to be merged as it is; one that was turned down does not come back, whatever main says by now."""
    on_base = load_group({**a_folder(), PATH: BASE})
    by_hand = load_group({**a_folder(), PATH: TODAY["a title by hand"][0] or b""})
    current = Proposals((Proposal(PATH, BASE, PROPOSED), Proposal(PATH, None, PROPOSED, current=True)), where)
    declined = Proposals((Proposal(PATH, BASE, PROPOSED, Standing.DECLINED),), where)
    assert current.propose_again(on_base) == {}
    assert declined.propose_again(on_base) == declined.propose_again(by_hand) == {}


def test_the_answers_of_a_member_whose_file_is_broken_are_remembered() -> None:
    """Mended, a changed mind is no quarrel with a hand edit that nobody made."""
    tracker = reviewed()
    tracker.files[PATH] = FILE.replace(b"bo: yes", b"bo: yes, cy: yes")
    run_proposing(tracker)
    number = number_of(tracker, f"meeting:{KEY}")
    sound, tracker.files["members/cy.yml"] = tracker.files["members/cy.yml"], b"public: perhaps\n"
    tracker.react(number, "di", ReactionContent.PLUS_ONE)
    run_proposing(tracker)
    tracker.files["members/cy.yml"] = sound
    tracker.comment(number, "cy", "/no")
    (commit,) = run_proposing(tracker)
    assert b"cy: no" in commit.files[PATH]
