"""One year of one group: people live, the steward runs in all weathers, and now and then everything comes to rest."""

from __future__ import annotations

import traceback
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from itertools import accumulate
from pathlib import Path
from random import Random

from simulation.accidents import ACCIDENTS, repair
from simulation.checks import CHECKS
from simulation.duties import DUTIES
from simulation.faults import DEEDS, Crashed, Fault, Weather, draw_weather
from simulation.groups import Temper, first_files, found_group
from simulation.host import Host
from simulation.oracle import Oracle
from simulation.people import ANSWERING, Deed
from simulation.remembering import remembering
from simulation.run_checks import check_run
from simulation.scene import Scene, circle_of, key_of
from simulation.session import Session
from simulation.story import Story
from simulation.voices import ZONE
from simulation.worlds import Registered
from tablee.checks.rules import check_group
from tablee.checks.surroundings import Surroundings
from tablee.cli.apply import apply_again
from tablee.cli.steward_run import StewardRun
from tablee.i18n.errors import UserError
from tablee.i18n.translations import load_translations
from tablee.steward.diff import Plan
from tablee.steward.run import RunInput

DAYS = 364
QUIET_EVERY = 18
"""Days from one quiet moment to the next."""
MOST_RUNS_TO_REST = 6
RUNS_A_DAY = 0.24
HALF = 0.5
FAULTY = 0.4
_QUIET = {Temper.SILENT, Temper.MUTE, Temper.ABSENT}
"""How many of the runs meet with a fault."""
_DEEDS: dict[Deed, int] = {**ANSWERING, **DUTIES, **ACCIDENTS}
_KINDS, _UP_TO = tuple(_DEEDS), tuple(accumulate(_DEEDS.values()))
ALL, NOTHING, FILE = Registered.ALL, Registered.NOTHING, Registered.FILE


@dataclass
class Year:
    """A group on its way through a year."""

    scene: Scene
    forbidden: str = ""
    plans: list[Plan] = field(default_factory=list)

    @property
    def host(self) -> Host:
        """The repository."""
        return self.scene.host

    def live(self, days: int) -> None:
        """Let the days go by; stop at the first violation, since what follows it proves nothing."""
        rng, story = self.scene.rng, self.scene.story
        begins = self.scene.group.begins
        for number in range(days):
            day = begins + timedelta(days=number)
            self._set_clock(datetime.combine(day, time(8, rng.randrange(60)), tzinfo=ZONE))
            early = rng.random() < HALF
            if early:
                self._people_live()
            if rng.random() < RUNS_A_DAY:
                self._run_in_any_weather()
            self._set_clock(datetime.combine(day, time(rng.choice((13, 15, 18, 22)), 5), tzinfo=ZONE))
            if not early:
                self._people_live()
            if number % QUIET_EVERY == QUIET_EVERY - 1:
                self._come_to_rest()
            if story.violations:
                return

    def _set_clock(self, at: datetime) -> None:
        self.host.now = max(self.host.now, at)

    def _people_live(self) -> None:
        rng, scene = self.scene.rng, self.scene
        if scene.is_silent():
            return
        waking = sum(one.temper not in _QUIET for one in scene.here())
        for _deed in range(rng.randrange(2 + round(waking * 0.7))):
            for _attempt in range(2):
                if rng.choices(_KINDS, cum_weights=_UP_TO)[0](scene):
                    break
        if rng.random() < 0.3:
            self._merge()

    # --- runs -------------------------------------------------------------------------------------------------------

    def _run_in_any_weather(self) -> None:
        rng, host, story = self.scene.rng, self.host, self.scene.story
        self._change_permissions()
        weather = draw_weather(rng, FAULTY, self.forbidden)
        if weather.kind:
            story.fault(host.now, weather.kind)
        if weather.kind is Fault.MISSING:
            return
        if weather.kind is Fault.LATE:
            host.tick_clock(timedelta(hours=rng.randint(2, 9)))
        if weather.kind is Fault.MOVED:
            weather.meanwhile = lambda: self._somebody_does(_BY_HAND)
        if weather.kind is Fault.SPOKEN:
            weather.meanwhile = lambda: self._somebody_does(_SPEAKING)
        if weather.kind in {Fault.DOUBLED, Fault.STALE}:
            weather.at = 1 if weather.kind is Fault.STALE else weather.at
            weather.meanwhile = lambda: self._run_beside(weather.kind)
        self.run(weather)

    def _change_permissions(self) -> None:
        rng, host, story = self.scene.rng, self.host, self.scene.story
        if self.forbidden:
            self.forbidden = "" if rng.random() < 0.4 else self.forbidden
        elif rng.random() < 0.02:
            self.forbidden = rng.choice(DEEDS)
            story.fault(host.now, Fault.FORBIDDEN, self.forbidden)

    def _somebody_does(self, deeds: dict[Deed, int]) -> None:
        for _attempt in range(4):
            if self.scene.rng.choices(list(deeds), list(deeds.values()))[0](self.scene):
                return

    def _run_beside(self, kind: Fault | None) -> None:
        """Let a whole run go by between two writes of another one."""
        mine = self.plans
        self.plans = []
        self.run(Weather(kind, at=1000))
        self.plans = mine

    def run(self, weather: Weather) -> bool:
        """Let the steward run once; say whether it read all, did all, and whether there was anything to do."""
        scene, host = self.scene, self.host
        scene.story.runs += 1
        scene.oracle.look_again()
        session = Session(host, weather, scene.read)
        whole = self._apply(session)
        told = "whole" if whole else "broke off" if session.struck else "left something"
        scene.story.tell(host.now, f"run ({told}, {session.writes} writes)")
        self._settle(session, whole=whole)
        scene.oracle.whole_at = host.now if whole else scene.oracle.whole_at
        for rule, text in check_run(scene, session, self.plans[-1] if self.plans else None):
            scene.story.accuse(rule, host.now, text)
        scene.forget_remarks()
        return whole

    def _apply(self, session: Session) -> bool:
        """Do as `tablee apply` does."""
        desk = self._desk(session)
        if desk is None:
            return False
        with suppress(UserError, Crashed), self._accusing():
            outcome = apply_again(desk, self.plans.append)
            if outcome is None:
                self.scene.story.tell(self.host.now, "the brake is on: a keeper lets the plan go")
                outcome = apply_again(_insisting(desk), self.plans.append)
            quiet = not session.struck and not session.excused
            return outcome is not None and outcome.is_whole and not outcome.skipped and quiet
        return False

    @contextmanager
    def _accusing(self) -> Iterator[None]:
        """Take what is no fault of the tracker's for a fault of the program."""
        try:
            yield
        except (UserError, Crashed):
            raise
        except Exception:  # noqa: BLE001 (whatever it is, it is the finding)
            self.scene.story.accuse("the steward never falls", self.host.now, traceback.format_exc()[-1500:])

    def _desk(self, session: Session) -> StewardRun | None:
        loaded = self.host.loaded()
        if loaded.group is None:
            return None
        problems = tuple(check_group(loaded, self.host.now, Surroundings()))
        situation = RunInput(loaded.group, loaded, problems, self.host.now, Surroundings())
        words = load_translations(loaded.group.settings.language)
        return StewardRun(Path("no-history"), situation, session, words, close_many=False)

    def _settle(self, session: Session, *, whole: bool) -> None:
        idle = not session.writes and not session.excused
        outcomes = {ALL} if whole else {NOTHING} if idle else {ALL, FILE, NOTHING}
        aside = [path[9:-4] for path in self.scene.broken if path.startswith("meetings/")]
        troubles = [trouble for plan in self.plans[-1:] for trouble in plan.troubles]
        refused = [str(trouble.values["file"])[9:-4] for trouble in troubles if "file" in trouble.values]
        for trouble in troubles:
            self.scene.story.tell(self.host.now, f"?? {trouble.message} {trouble.values}")
        self.scene.oracle.settle(outcomes, [*aside, *refused])

    # --- rest -------------------------------------------------------------------------------------------------------

    def _merge(self) -> bool:
        """Let a keeper merge what the steward proposes; say whether there was anything to merge."""
        merged = [subject for subject in sorted(self.host.waiting) if self.host.merge(subject)]
        for subject in merged:
            self.scene.tell("proposal merged", f"a keeper merges {subject}")
        self.scene.oracle.look()
        return bool(merged)

    def _come_to_rest(self) -> None:
        """Let the steward run undisturbed until it has nothing to do, then look whether all is well."""
        scene, story = self.scene, self.scene.story
        self.forbidden = ""
        for path in sorted(path for path in scene.broken if path.startswith("members/")):
            repair(scene, path)
        for _run in range(MOST_RUNS_TO_REST):
            self.plans = []
            self.run(Weather())
            if story.violations:
                return
            merged = self._merge()
            if self.plans and not (self.plans[-1].actions or merged):
                break
        else:
            story.accuse("the second run plans nothing", self.host.now, f"{self.plans[-1].actions}"[:600])
        for rule, check in CHECKS.items():
            for text in check(scene):
                story.accuse(rule, self.host.now, text)
        broken = {key_of(path) for path in scene.broken if path.startswith("meetings/")}
        scene.oracle.settled(broken)
        scene.dates.settle({circle_of(key) for key in broken})
        scene.mended.clear()


def _insisting(desk: StewardRun) -> StewardRun:
    return replace(desk, close_many=True)


_BY_HAND: dict[Deed, int] = {
    deed: n
    for deed, n in _DEEDS.items()
    if deed.__name__ in {"answer_by_hand", "write_remark", "go_away", "join"}
}
_SPEAKING: dict[Deed, int] = {
    deed: n
    for deed, n in _DEEDS.items()
    if deed.__name__ in {"react", "unreact", "comment", "vote", "answer_call"}
}


def live_a_year(seed: int, days: int = DAYS) -> Story:
    """Live a year, all of whose chances come from a seed: the same seed gives the same year."""
    rng = Random(seed)  # noqa: S311 (chances of a simulation)
    group = found_group(rng)
    files = first_files(group, rng)
    story = Story(seed, group.writes)
    host = Host(datetime.combine(group.begins, time(7), tzinfo=ZONE), files)
    scene = Scene(rng, group, host, Oracle(host, story), story)
    with remembering():
        Year(scene).live(days)
    return story
