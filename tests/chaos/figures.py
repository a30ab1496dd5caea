"""What came of a storm, in figures."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from tests.chaos import inside
from tests.chaos.office import Office
from tests.world.product import Product


@dataclass
class Figures:
    """What came of it."""

    seconds: float = 0.0
    strikes: Counter[str] = field(default_factory=Counter)
    lost: int = 0
    doubled: int = 0
    stuck: int = 0
    strayed: int = 0
    """Runs done by another version than the one they began with."""
    sends: int = 0
    repeated: int = 0
    other_keys: int = 0
    recoveries: list[float] = field(default_factory=list)
    """Of the claims whose holder was struck: seconds until they were taken over."""

    def recovery(self, part: float) -> float:
        """Return the time within which this part of the interrupted runs went on."""
        found = sorted(self.recoveries)
        return found[min(len(found) - 1, int(len(found) * part))] if found else 0.0

    @property
    def clean(self) -> bool:
        return not (self.lost or self.doubled or self.stuck or self.strayed or self.other_keys)

    def count_effects(self, product: Product, office: Office, runs: int) -> None:
        """Hold what is there against what there should be: of each call one of everything."""
        expected = {f"order {number}" for number in range(runs)}
        (left,) = inside.ask(
            product, "select (select count(*) from run where status <> 'done') + (select count(*) from run_due) as n"
        )
        self.stuck = left["n"]
        contacts = office.everything("records/contact")
        tasks = inside.ask(product, "select title, cause ->> 'version' as version from task")
        named = [
            Counter(one["values"]["name"] for one in contacts),
            Counter(one["values"]["name"] for one in office.everything("records/request")),
            Counter(row["title"].rpartition(" by ")[0] for row in tasks),
        ]
        self.lost += sum(len(expected - set(each)) for each in named)
        self.doubled = sum(count - 1 for each in named for count in each.values())
        self.doubled += sum(one["version"] != 2 for one in contacts)  # made once, changed once
        self.strayed = sum(row["title"].rpartition(" by ")[2] != row["version"] for row in tasks)

    def count_sends(self, keys: Mapping[str, Sequence[str]], runs: int) -> None:
        """Count what the shop was sent: for each call at least once, and always under one key."""
        self.lost += runs - len(keys)
        self.sends = sum(map(len, keys.values()))
        self.repeated = self.sends - len(keys)
        self.other_keys = sum(len(set(each)) - 1 for each in keys.values())
