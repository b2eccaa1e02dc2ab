"""Adds to generated requests what openapi.yaml cannot express, so that valid requests succeed."""

import json
import os
import re
from urllib.parse import parse_qs, urlsplit
from urllib.request import Request, urlopen

import schemathesis

CURSORS = {}
KEYS = set()
# Of every resource that there was at some time: a request for one that is deleted by now is meant as it is.
IDS = set()


def filters(query):
    return query.get("provider"), query.get("resourceType")


@schemathesis.hook
def before_call(context, case, kwargs):
    key = idempotency_key(case.headers or {})
    used = key in KEYS
    KEYS.add(key)
    if not case.meta.generation.mode.is_positive:
        return
    if key is not None and used:
        # The key is valid, but belongs to another request: generated keys are short enough to repeat.
        del case.headers["Idempotency-Key"]
    if isinstance(case.body, dict):
        case.body.update(own_credential(case.body) if case.method == "POST" else own_values(case.body))
        write_ports_in_digits(case.body.get("config"))
    if "id" in (case.path_parameters or {}):
        if str(case.path_parameters["id"]).lower() not in IDS:
            case.path_parameters["id"] = new_resource()
        if "If-Match" in (case.headers or {}) and not is_own_tag(case.headers["If-Match"]):
            # A generated tag is none of the resource's.
            case.headers["If-Match"] = "*"
    if "cursor" in (case.query or {}):
        continue_from_a_part(case.query)


def own_credential(body):
    """Credentials are the organization's own, and resources are their provider's."""
    return {
        "credentialId": os.environ["CREDENTIAL_ID"],
        "provider": "AWS",
        "region": body.get("region") or "eu-central-1",
    }


def own_values(body):
    """Of an update: the same, for what it changes."""
    values = own_credential(body)
    return {name: values[name] for name in ("credentialId", "region") if name in body}


def is_own_tag(value):
    """Whether it is one that the service has made: it came by a link."""
    return re.fullmatch('"[0-9a-f]{64}"', str(value)) is not None


def new_resource():
    """The id of a resource that is there."""
    body = {"name": "Production API Gateway", "resourceType": "SECURITY_GROUP", "resourceIdentifier": "sg-0abc123def456"}
    request = Request(os.environ["BASE_URL"] + "/resources", data=json.dumps(body | own_credential({})).encode())
    request.add_header("Authorization", "Bearer " + os.environ["PAID_ADMIN_TOKEN"])
    request.add_header("Content-Type", "application/json")
    with urlopen(request, timeout=30) as response:
        created = json.load(response)["id"]
    IDS.add(created)
    return created


def write_ports_in_digits(config):
    """443.0 is an integer in JSON Schema, but not for the service, which returns numbers as they were written."""
    if not isinstance(config, dict):
        return
    if isinstance(config.get("port"), float):
        config["port"] = int(config["port"])
    if isinstance(config.get("ports"), list):
        config["ports"] = [int(port) for port in config["ports"]]


def idempotency_key(headers):
    """The key without its quotes, or None."""
    key = headers.get("Idempotency-Key")
    if key is None:
        return None
    key = str(key).strip()
    return re.sub(r"\\(.)", r"\1", key[1:-1]) if key.startswith('"') else key


def continue_from_a_part(query):
    """Cursors come from the service, each for its own filters."""
    cursor = CURSORS.get(filters(query))
    if cursor is None:
        del query["cursor"]
    else:
        query["cursor"] = cursor


@schemathesis.hook
def after_call(context, case, response):
    if response.status_code == 201:
        IDS.add(response.json()["id"])
    for link in response.headers.get("link", []):
        target = re.fullmatch(r'<([^>]+)>; rel="next"', link)
        query = parse_qs(urlsplit(target[1]).query)
        CURSORS[tuple(query.get(name, [None])[0] for name in ("provider", "resourceType"))] = query["cursor"][0]
