"""Runs the code blocks of one language of a page as one program, and compares the output of each with the block after it.

Usage: run_blocks.py PAGE bash|python|js [--busy]

BASE_URL is the address of the API. With --busy a proxy in front of it (busy.py) rejects the first attempts: the output
has to be the same. Ids, times and cursors are compared by equality with each other; white space is ignored.
"""

import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path

import busy

COMMANDS = {"bash": ["bash"], "python": [sys.executable], "js": ["node"]}
SUFFIXES = {"bash": ".sh", "python": ".py", "js": ".mjs"}
SEPARATOR = "\x1e"
SEPARATE = {"bash": "printf '\\036'", "python": "print('\\x1e', end='', flush=True)", "js": "process.stdout.write('\\x1e')"}
FENCE = re.compile(r"^```(\w*)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
OUTPUTS = ("text", "json")
# A resource's id is a UUIDv7; no other printed id is one.
VARYING = re.compile(r"(?P<id>[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12})|(?P<time>\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ)"
                     r"|(?<=cursor=)(?P<cursor>[^&>\s]+)")


def blocks(page, language):
    """Pairs of a block and its expected output."""
    fences = FENCE.findall(page)
    found = []
    for index, (tag, text) in enumerate(fences):
        if tag == language:
            after = fences[index + 1] if index + 1 < len(fences) else ("", "")
            found.append((text, after[1] if after[0] in OUTPUTS else ""))
    return found


def comparable(outputs):
    """The outputs without white space, with ids and cursors numbered by first appearance, and one constant for all times."""
    numbers = {}

    def name(match):
        if match.lastgroup == "time":
            return "TIME"
        return numbers.setdefault(match[0], f"{match.lastgroup.upper()}-{len(numbers) + 1}")

    return ["".join(VARYING.sub(name, output).split()) for output in outputs]


def run(program, language, environment):
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "program" + SUFFIXES[language])
        file.write_text(program)
        done = subprocess.run([*COMMANDS[language], str(file)], env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    if done.returncode != 0:
        sys.exit(f"{done.stdout}\nThe {language} blocks ended with {done.returncode}.")
    return done.stdout.split(SEPARATOR)


def main(page, language, *options):
    found = blocks(Path(page).read_text(), language)
    if not found:
        sys.exit(f"{page} has no block in {language}.")
    environment = dict(os.environ)
    if "--busy" in options:
        environment["BASE_URL"] = busy.start()
    printed = run(f"\n{SEPARATE[language]}\n".join(text for text, _ in found), language, environment)
    expected = [output for _, output in found]
    if len(printed) != len(expected):
        sys.exit(f"{len(expected)} blocks printed {len(printed)} outputs.")
    for (text, output), before, after, is_printed in zip(found, comparable(expected), comparable(printed), printed):
        if before != after:
            sys.exit(f"{page} says that\n\n{text}\nprints\n\n{output}\nbut it prints\n\n{is_printed}")
    if "--busy" in options:
        busy.check()
    circumstances = ", also when the API throttles" if "--busy" in options else ""
    print(f"{len(found)} blocks in {language} print what {page} says{circumstances}")


main(*sys.argv[1:])
