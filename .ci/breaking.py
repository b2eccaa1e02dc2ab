"""Fails if openapi.yaml breaks callers of the last release, unless the changelog says so.

Usage: breaking.py OASDIFF RELEASED CONTRACT CHANGELOG

oasdiff finds the changes. A change that breaks is permitted if the changelog has a line with "**Breaking:**" and the operation, such as
`GET /resources`, in a section of a version after the released one.
"""

import json
import re
import subprocess
import sys
from pathlib import Path


def main(oasdiff, released, contract, changelog):
    done = subprocess.run([oasdiff, "breaking", "--format", "json", released, contract], capture_output=True, text=True)
    if done.returncode != 0:
        sys.exit(f"oasdiff ended with {done.returncode}: {done.stderr}")
    changes = json.loads(done.stdout or "null") or []
    # Of level 3. The warnings of level 2, such as a new code of an error, are what docs/clients.md tells clients to expect.
    breaking = [change for change in changes if change["level"] >= 3]
    version = re.search(r"^info:\n(?:  .*\n)*?  version: (.+)$", Path(released).read_text(), re.MULTILINE)[1]
    newer = re.split(rf"^## .*\b{re.escape(version)}\b.*$", Path(changelog).read_text(), maxsplit=1, flags=re.MULTILINE)[0]
    announced = [line for line in newer.splitlines() if "**Breaking:**" in line]
    silent = []
    for change in breaking:
        operation = f"{change['operation']} {change['path']}"
        if not any(f"`{operation}`" in line for line in announced):
            silent.append(f"{operation}: {change['text']} ({change['id']})")
    if silent:
        sys.exit("\n".join(silent) + f"\nThis breaks callers of {version}, and {changelog} does not say so.")
    print(f"{contract} keeps what {version} promised, or the changelog says what it breaks: {len(breaking)} breaking changes")


main(*sys.argv[1:])
