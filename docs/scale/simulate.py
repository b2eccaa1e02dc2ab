#!/usr/bin/env python3
"""How far the service goes, by arithmetic and one simulation: the figures of docs/scale.md.

simulate.py [--seed N] [--seconds N] [--hold MS] [--call MS] [--batch MS] [--request MS]

  --hold     how long a transaction keeps others off the organization's item
  --call     how long a call of the table takes, for the caller
  --batch    how long provision takes for ten messages
  --request  how long a request keeps a function busy, authorizer and operation each

The defaults are assumptions; put in what your stack shows. The same seed prints the same.
"""

import argparse
import heapq
import random

# Of the code: Backoff, StoreCalls, ADR 2.
TRIES, AFTER_ONE, AFTER_TWO, SHORTEST, PATIENCE = 100, 0.100, 0.600, 0.040, 19.5
# docs/operate/costs.md: write units of a create, read units of a list of 100, and dollars a million requests.
CREATE_UNITS, LIST_OF_100_UNITS = 6, 9
CREATES_COST, LISTS_COST = 17.89, 10.64
# docs/performance.md: bytes of a resource in an answer.
RESOURCE_BYTES = 481
# DynamoDB: what one partition gives in a second, and what a query brings at once.
PARTITION_WRITES, PARTITION_READS, QUERY_BYTES = 1000, 3000, 1 << 20


def wait_between(tries):
    """Long after the second conflict, then half as long each time, so that whoever has waited longest passes first."""
    if tries == 1:
        return 0, AFTER_ONE
    longest = max(AFTER_TWO / 2 ** (tries - 2), SHORTEST)
    return longest / 2, longest


class Organization:
    """Creates that arrive at random, and meet in one counter: whoever begins while another holds it is refused, and waits."""

    def __init__(self, rate, options):
        self.random = random.Random(f"{options.seed} {rate}")
        self.rate, self.options = rate, options
        self.events = []
        self.order = 0
        self.free_at = 0.0
        self.tokens, self.refilled = float(PARTITION_WRITES), 0.0
        self.times, self.tries, self.refused = [], 0, 0

    def at(self, time, kind, create):
        self.order += 1
        heapq.heappush(self.events, (time, self.order, kind, create))

    def run(self):
        self.at(self.random.expovariate(self.rate), "arrives", None)
        while self.events:
            now, _, kind, create = heapq.heappop(self.events)
            if kind == "arrives":
                if now < self.options.seconds:
                    self.at(now + self.random.expovariate(self.rate), "arrives", None)
                    self.at(now + self.options.call / 2, "reaches the table", [now, 0])
            else:
                self.reach(now, create)
        return self

    def reach(self, now, create):
        create[1] += 1
        self.tokens = min(PARTITION_WRITES, self.tokens + (now - self.refilled) * PARTITION_WRITES)
        self.refilled = now
        answered = now + self.options.call / 2
        if now >= self.free_at and self.tokens >= CREATE_UNITS:
            self.tokens -= CREATE_UNITS
            self.free_at = now + self.options.hold
            self.end(create, answered + self.options.hold)
            return
        wait = self.random.uniform(*wait_between(create[1]))
        if create[1] >= TRIES or answered + wait - create[0] > PATIENCE:
            self.refused += 1
            self.tries += create[1]
        else:
            self.at(answered + wait + self.options.call / 2, "reaches the table", create)

    def end(self, create, now):
        self.times.append(now - create[0])
        self.tries += create[1]

    def row(self):
        times = sorted(self.times)
        all_ = len(times) + self.refused

        def percentile(part):
            return f"{1000 * times[min(len(times) - 1, int(part * len(times)))]:,.0f}"

        return [
            f"{self.rate}",
            f"{len(times) / self.options.seconds:.1f}",
            percentile(0.5),
            percentile(0.99),
            f"{self.tries / all_:.2f}",
            f"{100 * self.refused / all_:.1f} %",
        ]


def table(title, head, rows):
    print(f"\n**{title}**\n\n| {' | '.join(head)} |\n|{'---|' * len(head)}")
    for row in rows:
        print(f"| {' | '.join(row)} |")


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--seconds", type=float, default=300)
    for name, default in (("--hold", 10), ("--call", 10), ("--batch", 100), ("--request", 20)):
        parser.add_argument(name, type=lambda text: float(text) / 1000, default=default / 1000)
    options = parser.parse_args()

    table(
        "Creates of one organization",
        ["asked for a second", "made a second", "p50, ms", "p99, ms", "tries a create", "answered 503"],
        [Organization(rate, options).run().row() for rate in (1, 5, 10, 20, 40, 60, 80, 120)],
    )

    lists = []
    for size in (100, 1_000, 10_000, 100_000):
        units = size * LIST_OF_100_UNITS / 100
        answer = size * RESOURCE_BYTES
        queries = max(1, round(units * 4096 / QUERY_BYTES + 0.5))
        lists.append([
            f"{size:,}",
            f"{units:,.0f}",
            f"{queries}",
            f"{answer / 1e6:.2f} MB",
            "whole" if answer < 6 << 20 else "by pages",
            f"{PARTITION_READS / units:,.1f}",
            f"${units * 0.125:,.2f}",
        ])
    table(
        "Lists of one organization",
        ["resources", "read units", "queries, one after the other", "answer", "it comes", "a second, at most", "reads of a million lists"],
        lists,
    )

    load = []
    for rate in (10, 100, 1_000, 10_000):
        busy = 2 * rate * options.request
        load.append([
            f"{rate:,}",
            f"{busy:,.0f}",
            f"{rate * (CREATE_UNITS + 1):,}",
            f"${rate * 86_400 * CREATES_COST / 1e6:,.0f}",
            f"${rate * 86_400 * LISTS_COST / 1e6:,.0f}",
        ])
    table(
        "Requests of all organizations",
        ["a second", "functions at once", "write units a second, if all are creates", "a day of creates", "a day of lists of 3"],
        load,
    )

    events = []
    for functions in (10, 30, 100):
        taken = functions * 10 / options.batch
        row = [f"{functions}", f"{taken:,.0f}"]
        for rate in (100, 1_000):
            days = 7 * rate / (taken - rate) if taken > rate else float("inf")
            row.append("never" if days == float("inf") else f"{24 * days:,.1f} hours")
        events.append(row)
    table(
        "Events in, by ProvisionMapping's MaximumConcurrency",
        ["functions", "events a second", "a week's backlog at 100 a second", "a week's backlog at 1,000 a second"],
        events,
    )

    rows = []
    for organizations in (1_000, 100_000, 1_000_000):
        # The organization, two credentials, two keys and ten resources, of 0.4 KB each; the rate's counters are gone after a day.
        items = 15 * organizations
        gigabytes = items * 0.4 / 1e6
        rows.append([
            f"{organizations:,}",
            f"{items:,}",
            f"{gigabytes:,.1f} GB",
            f"${gigabytes * (0.25 + 0.20):,.2f}",
            f"{items / 3 / (10 * 10 / options.batch) / 3600:,.1f} hours",
            f"${gigabytes * 1e6 / 4 * 0.125 / 1e6:,.2f}",
        ])
    table(
        "Organizations",
        ["organizations", "items", "table", "stored, a month", "onboarding by events, at ten functions", "one ./audit"],
        rows,
    )


if __name__ == "__main__":
    main()
