"""Walks through a stack as its callers would. Prints a line a step; the first that is not as it should be ends it.

walk_through.py STACK [--keep]   a stack on MiniStack; deploy/smoke.py walks through one on AWS
"""

import base64
import hashlib
import hmac
import json
import secrets
import sys
import time
import urllib.error
import urllib.request
import uuid

import boto3

RESOURCES = "/v1/resources"


class Failure(Exception):
    """A step went otherwise than it should."""


class Stack:
    """What was deployed, by the names of the stack's outputs."""

    def __init__(self, name):
        self.name = name
        cloudformation = boto3.client("cloudformation")
        outputs = cloudformation.describe_stacks(StackName=name)["Stacks"][0]["Outputs"]
        self.outputs = {output["OutputKey"]: output["OutputValue"] for output in outputs}
        template = cloudformation.get_template(StackName=name, TemplateStage="Processed")["TemplateBody"]
        self.resources = (json.loads(template) if isinstance(template, str) else template)["Resources"]
        self.api_id = self.outputs["ApiUrl"].removeprefix("https://").split(".")[0]

    def put_gateway_responses(self):
        """MiniStack leaves out the gateway responses that an API's body brings: these are the template's own.

        What a parameter chooses (Fn::If) is for options that are not set here.
        """
        gateway = boto3.client("apigateway")
        api = next(each for each in self.resources.values() if each["Type"] == "AWS::ApiGateway::RestApi")
        for kind, response in api["Properties"]["Body"]["x-amazon-apigateway-gateway-responses"].items():
            gateway.put_gateway_response(
                restApiId=self.api_id,
                responseType=kind,
                statusCode=str(response["statusCode"]),
                responseParameters={
                    name: value for name, value in response["responseParameters"].items() if isinstance(value, str)
                },
                responseTemplates=response["responseTemplates"],
            )
        gateway.create_deployment(restApiId=self.api_id, stageName="api")

    def signing_key(self):
        """The key that the stack made for itself."""
        keyring = boto3.client("secretsmanager").get_secret_value(SecretId=self.outputs["KeyringArn"])
        key = json.loads(keyring["SecretString"])["k"]
        return base64.urlsafe_b64decode(key + "=" * (-len(key) % 4))

    def put_event(self, kind, **detail):
        entry = {
            "EventBusName": self.outputs["EventBusName"],
            "Source": "entryguard",
            "DetailType": kind,
            "Detail": json.dumps(detail),
        }
        if boto3.client("events").put_events(Entries=[entry])["FailedEntryCount"]:
            raise Failure(f"the bus did not take {kind}")
        print(f"    {kind} put on the bus", flush=True)


class Announcements:
    """What the service says on the bus, by a rule and a queue beside the stack's."""

    def __init__(self, stack):
        name, bus = f"{stack.name}-announcements", stack.outputs["EventBusName"]
        self.sqs = boto3.client("sqs")
        self.queue = self.sqs.create_queue(QueueName=name)["QueueUrl"]
        arn = self.sqs.get_queue_attributes(QueueUrl=self.queue, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
        sender = {"Service": "events.amazonaws.com"}
        statement = {"Effect": "Allow", "Principal": sender, "Action": "sqs:SendMessage", "Resource": arn}
        policy = json.dumps({"Version": "2012-10-17", "Statement": [statement]})
        self.sqs.set_queue_attributes(QueueUrl=self.queue, Attributes={"Policy": policy})
        self.rule = {"Rule": name, "EventBusName": bus}
        events = boto3.client("events")
        pattern = json.dumps({"source": ["entryguard.resources"]})
        events.put_rule(Name=name, EventBusName=bus, EventPattern=pattern)
        events.put_targets(Targets=[{"Id": "announcements", "Arn": arn}], **self.rule)
        self.received = []

    def close(self):
        events = boto3.client("events")
        events.remove_targets(Ids=["announcements"], **self.rule)
        events.delete_rule(Name=self.rule["Rule"], EventBusName=self.rule["EventBusName"])
        self.sqs.delete_queue(QueueUrl=self.queue)

    def expect(self, kind, text):
        """Waits for an event of a kind with a text in it."""

        def arrived():
            answer = self.sqs.receive_message(QueueUrl=self.queue, MaxNumberOfMessages=10, WaitTimeSeconds=1)
            self.received += [json.loads(message["Body"]) for message in answer.get("Messages", [])]
            return any(event["detail-type"] == kind and text in json.dumps(event["detail"]) for event in self.received)

        until(f"{kind} with {text}", arrived, lambda: self.received)
        print(f"    {kind} came from the bus", flush=True)


class Answer:
    def __init__(self, status, headers, body):
        self.status = status
        self.headers = headers
        self.body = body

    def json(self):
        return json.loads(self.body)

    def __str__(self):
        return f"{self.status} {self.body}"


class Api:
    """The API at an address, without the /v1 that paths begin with. It counts what it sends."""

    def __init__(self, address):
        self.address = address
        self.sent = 0

    @staticmethod
    def on_ministack(stack):
        return Api(f"{boto3.client('apigateway').meta.endpoint_url}/restapis/{stack.api_id}/api/_user_request_")

    def send(self, method, path=RESOURCES, headers=None, body=None):
        self.sent += 1
        request = urllib.request.Request(self.address + path, method=method, headers=dict(headers or {}))
        if body is not None:
            request.data = json.dumps(body).encode()
            request.add_header("Content-Type", "application/json")
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return Answer(answer.status, answer.headers, answer.read().decode())
        except urllib.error.HTTPError as answer:
            return Answer(answer.code, answer.headers, answer.read().decode())


def until(what, is_so, last, seconds=120):
    """Asks again and again, for so long at most."""
    end = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > end:
            raise Failure(f"waited {seconds} s for {what}, and last saw {last()}")
        time.sleep(0.2)


def expect(what, answer, status, error=None):
    """Holds an answer to a status and, unless it is a success, to the one shape of errors."""
    if answer.status != status or (error and answer.json().get("error") != error):
        raise Failure(f"{what}: expected {status} {error or ''}, but got {answer}")
    if error and set(answer.json()) - {"validationErrors"} != {"error", "message", "timestamp"}:
        raise Failure(f"{what}: an error of another shape: {answer}")
    print(f"{status} {what}", flush=True)
    return answer


def expect_soon(what, send, status, accepts=lambda answer: True):
    """For what an event brings about: it comes a moment later."""
    answers = []

    def is_so():
        answers.append(send())
        return answers[-1].status == status and accepts(answers[-1])

    until(what, is_so, lambda: answers[-1])
    return expect(what, answers[-1], status)


def hold(what, is_so):
    if not is_so:
        raise Failure(what)


def token(key, organization, role, **changed):
    def encoded(value):
        return base64.urlsafe_b64encode(value).rstrip(b"=").decode()

    now = int(time.time())
    header = {"alg": "HS256", "typ": "JWT"}
    claims = {"iss": "entryguard", "aud": "entryguard-api", "sub": "maple-user", "iat": now, "exp": now + 3600}
    claims |= {"organizationId": organization, "roles": [role]} | changed
    signed = ".".join(encoded(json.dumps(part).encode()) for part in (header, claims))
    return f"{signed}.{encoded(hmac.new(key, signed.encode(), hashlib.sha256).digest())}"


def bearer(text):
    return {"Authorization": f"Bearer {text}"}


def walk_through(stack, api):
    announcements = Announcements(stack)
    key = stack.signing_key()
    organization, credential = str(uuid.uuid4()), str(uuid.uuid4())
    admin, member = bearer(token(key, organization, "ORG_ADMIN")), bearer(token(key, organization, "USER"))
    api_key = f"eg_live_{secrets.token_hex(16)}"
    resource = {
        "name": "Production API Gateway",
        "credentialId": credential,
        "provider": "AWS",
        "resourceType": "SECURITY_GROUP",
        "resourceIdentifier": "sg-0abc123def456",
        "region": "eu-central-1",
        "config": {"port": 443, "protocol": "tcp"},
    }

    # Who is not known.
    nobody = expect("list without a token", api.send("GET"), 401, "UNAUTHORIZED")
    hold("a 401 has WWW-Authenticate: Bearer", nobody.headers["WWW-Authenticate"] == "Bearer")
    forged = bearer(token(secrets.token_bytes(48), organization, "ORG_ADMIN"))
    expect("list with a token of another key", api.send("GET", headers=forged), 401, "UNAUTHORIZED")
    expect("list for an organization that is not known", api.send("GET", headers=admin), 403, "FORBIDDEN")

    # An organization, a credential and a key arrive through bus and queue.
    stack.put_event("OrganizationChanged", organizationId=organization, name="Maple Studio", tier="FREE", status="ACTIVE", version=1)
    stack.put_event(
        "CredentialChanged", organizationId=organization, credentialId=credential, name="AWS Production Account", provider="AWS", version=1
    )
    stack.put_event(
        "ApiKeyChanged",
        organizationId=organization,
        keyHash=hashlib.sha256(api_key.encode()).hexdigest(),
        displayPrefix=api_key[:12],
        name="Deploy key",
        scopes=["resources:read"],
        version=1,
    )
    expect_soon("list, of nothing yet", lambda: api.send("GET", headers=admin), 200)

    # A create, again, and with another body.
    keyed = admin | {"Idempotency-Key": "walk-1"}
    created = expect_soon("create", lambda: api.send("POST", headers=keyed, body=resource), 201)
    repeated = expect("create again under its Idempotency-Key: the same answer", api.send("POST", headers=keyed, body=resource), 201)
    hold("a create that is sent again gets the first answer", repeated.body == created.body)
    other = resource | {"name": "Another"}
    expect("create of another under that key", api.send("POST", headers=keyed, body=other), 422, "IDEMPOTENCY_KEY_REUSED")

    # Lists.
    listed = expect("list, of that one", api.send("GET", headers=admin), 200)
    hold("the list has what was created", listed.json() == [created.json()])
    by_key = expect_soon("list with an API key", lambda: api.send("GET", headers={"X-API-Key": api_key}), 200)
    hold("the key lists the same", by_key.body == listed.body)

    # That one: got, updated in the state that was seen, and its verification asked for.
    one = f"{RESOURCES}/{created.json()['id']}"
    got = expect("get it", api.send("GET", one, headers=admin), 200)
    hold("what is got is what was created, with its tag", (got.body, got.headers["ETag"]) == (created.body, created.headers["ETag"]))
    seen = {"If-None-Match": got.headers["ETag"]}
    expect("get it again, unless it has changed", api.send("GET", one, headers=admin | seen), 304)
    as_seen = admin | {"If-Match": got.headers["ETag"]}
    port = {"config": {"port": 8443, "protocol": "tcp"}}
    updated = expect("change its port", api.send("PATCH", one, headers=as_seen, body=port), 200)
    hold("the port is the new one", updated.json()["config"] == port["config"])
    expect("change it again in the state of before", api.send("PATCH", one, headers=as_seen, body=port), 412, "PRECONDITION_FAILED")
    expect("delete it in the state of before", api.send("DELETE", one, headers=as_seen), 412, "PRECONDITION_FAILED")
    expect("have it verified", api.send("POST", f"{one}/verify", headers=admin), 202)
    verified = {"resourceId": created.json()["id"], "succeeded": True, "verifiedAt": "2030-01-01T00:00:00Z", "version": 1}
    stack.put_event("ResourceVerified", organizationId=organization, **verified)
    expect_soon("get it, verified", lambda: api.send("GET", one, headers=admin), 200, lambda answer: answer.json()["isActive"])

    # What is refused.
    expect("create by a member", api.send("POST", headers=member, body=resource), 403, "FORBIDDEN")
    expect("list by a member", api.send("GET", headers=member), 403, "FORBIDDEN")
    expect("create of nothing", api.send("POST", headers=admin, body={}), 400, "VALIDATION_ERROR")
    unknown = resource | {"credentialId": str(uuid.uuid4())}
    expect("create with an unknown credential", api.send("POST", headers=admin, body=unknown), 404, "CREDENTIAL_NOT_FOUND")
    expect("delete all", api.send("DELETE", headers=admin), 405, "METHOD_NOT_ALLOWED")
    expect("delete by a key", api.send("DELETE", one, headers={"X-API-Key": api_key}), 403, "FORBIDDEN")
    expect("get what is not there", api.send("GET", f"{RESOURCES}/{uuid.uuid4()}", headers=admin), 404, "RESOURCE_NOT_FOUND")

    # The limit, and a place that is free again.
    expect("create a second", api.send("POST", headers=admin, body=resource), 201)
    expect("create a third", api.send("POST", headers=admin, body=resource), 201)
    expect("create a fourth: Free has three", api.send("POST", headers=admin, body=resource), 400, "MAX_RESOURCES_REACHED")
    expect("delete the first", api.send("DELETE", one, headers=admin), 204)
    again = expect("create in the place that is free again", api.send("POST", headers=admin, body=resource), 201)
    stack.put_event("ResourceDeleted", organizationId=organization, resourceId=again.json()["id"], version=1)
    expect_soon("create in the place that an event made free", lambda: api.send("POST", headers=admin, body=resource), 201)

    # A paid tier, and a resource that is asked for by an event.
    stack.put_event("OrganizationChanged", organizationId=organization, name="Maple Studio", tier="PAID", status="ACTIVE", version=2)
    expect_soon("create a fourth: Paid has no limit", lambda: api.send("POST", headers=admin, body=resource), 201)
    request = str(uuid.uuid4())
    asked_for = resource | {"name": "Asked for by an event"}
    stack.put_event("ResourceRequested", organizationId=organization, requestId=request, requestedBy="terraform", resource=asked_for)
    expect_soon(
        "list, with what the event asked for",
        lambda: api.send("GET", headers=admin),
        200,
        lambda listed: any(each["name"] == asked_for["name"] for each in listed.json()),
    )

    # What the service says itself.
    for kind in ("ResourceCreated", "ResourceUpdated", "ResourceVerificationRequested", "ResourceDeleted"):
        announcements.expect(kind, created.json()["id"])
    announcements.expect("ResourceDeleted", again.json()["id"])
    announcements.expect("ResourceRequestCompleted", request)
    announcements.close()

    # For those who go on by hand.
    return f"curl -i -w '\\n' {api.address}{RESOURCES} -H 'Authorization: {admin['Authorization']}'"


def main():
    started = time.monotonic()
    stack = Stack(sys.argv[1])
    try:
        stack.put_gateway_responses()
        line = walk_through(stack, Api.on_ministack(stack))
    except Failure as failure:
        sys.exit(f"FAILED {failure}")
    print(f"All of it is as it should be, after {time.monotonic() - started:.0f} s.")
    if "--keep" in sys.argv:
        print(f"To list what is there, in the next hour:\n  {line}", flush=True)


if __name__ == "__main__":
    main()
