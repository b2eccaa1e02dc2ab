"""All that an operator does once, with a stack of its own: deploy/smoke --help says what it can be told.

Each step prints a line. The first that is not as it should be ends the run; the stack is then deleted all the same, and what is left is named.
"""

import argparse
import contextlib
import json
import pathlib
import re
import secrets
import subprocess
import sys
import threading
import time
import uuid

import boto3
from botocore.exceptions import ClientError

from walk_through import RESOURCES, Api, Failure, Stack, bearer, expect, expect_soon, hold, token, until, walk_through

HOME = pathlib.Path(__file__).resolve().parent.parent


class Skipped(Exception):
    """A step cannot be done here; the message says why."""


class Smoke:
    """The one stack that this run made, by its name and its id."""

    def __init__(self, options):
        self.options = options
        self.name = f"entryguard-smoke-{secrets.token_hex(4)}"
        self.names = (self.name, f"{self.name}-again")
        self.started = time.monotonic()
        self.values = {}
        self.requests = 0
        self.id = None
        # Every resource that it ever had, by logical id: what it keeps is not among its resources any more.
        self.made = {}
        # What was made beside it, which goes after it.
        self.beside = contextlib.ExitStack()

    # What is done with the stack.

    def deploy(self, gradual=False, **changed):
        """Deploys with all values so far and those that change."""
        values = self.values | changed | {"GradualDeployment": str(gradual).lower()}
        template = HOME / "template.yaml"
        if self.options.on_ministack:
            # It has no CodeDeploy.
            values["GradualDeployment"] = "false"
            assignments = [f"{name}={value}" for name, value in values.items()]
            template = pathlib.Path(self.options.work) / "template.json"
            adapted = [sys.executable, HOME / "deploy/ministack_template.py", HOME / "template.yaml", *assignments]
            template.write_bytes(subprocess.run(adapted, check=True, capture_output=True).stdout)
        command = [self.options.sam, "deploy", "--template", template, "--config-file", HOME / "samconfig.toml"]
        command += ["--stack-name", self.name, "--no-confirm-changeset", "--no-progressbar", "--parameter-overrides"]
        # sam takes an empty value in quotation marks alone.
        command += [name + "=" + (value or '""') for name, value in values.items()]
        done = subprocess.run(command, cwd=self.options.work, capture_output=True, text=True)
        if self.id is None:
            with contextlib.suppress(ClientError):
                self.id = self.describe()["StackId"]
        if self.id:
            self.look()
        if done.returncode:
            raise Failure("sam deploy failed:\n" + (done.stdout + done.stderr)[-4000:])
        self.values = values

    def describe(self):
        return boto3.client("cloudformation").describe_stacks(StackName=self.id or self.name)["Stacks"][0]

    def look(self):
        pages = boto3.client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=self.id)
        for page in pages:
            for each in page["StackResourceSummaries"]:
                if each.get("PhysicalResourceId"):
                    self.made[each["LogicalResourceId"]] = each

    def physical(self, logical):
        return self.made[logical]["PhysicalResourceId"]

    def stack(self):
        stack = Stack(self.name)
        if self.options.on_ministack:
            stack.put_gateway_responses()
        return stack

    def api(self, stack):
        if self.options.on_ministack:
            return Api.on_ministack(stack)
        return Api(stack.outputs["ApiUrl"].removesuffix("/v1"))

    @contextlib.contextmanager
    def calling(self, stack):
        api = self.api(stack)
        try:
            yield api
        finally:
            self.requests += api.sent

    def need_aws(self, why):
        if self.options.on_ministack:
            raise Skipped(f"only AWS can show it: {why}")

    # Steps.

    def deploys_by_defaults(self):
        values = {"Architecture": self.options.architecture} if self.options.on_ministack else {}
        self.deploy(**values)
        hold("the bus is named after the stack", self.stack().outputs["EventBusName"] == self.name)

    def walks_through(self):
        stack = self.stack()
        with self.calling(stack) as api:
            walk_through(stack, api)

    def changes_what_tokens_say_limits_and_browsers(self):
        origin = "https://smoke.example.com"
        claims = {"TokenIssuer": "smoke", "TokenAudience": "smoke-api", "TokenOrganizationClaim": "org", "TokenRolesClaim": "groups"}
        self.deploy(FreeResourceLimit="1", RequestsPerMinute="20", CorsOrigin=origin, **claims)
        stack = self.stack()
        organization, credential = str(uuid.uuid4()), str(uuid.uuid4())
        stack.put_event("OrganizationChanged", organizationId=organization, name="Smoke", tier="FREE", status="ACTIVE", version=1)
        stack.put_event("CredentialChanged", organizationId=organization, credentialId=credential, name="One", provider="AWS", version=1)
        key = stack.signing_key()
        admin = bearer(token(key, organization, "", iss="smoke", aud="smoke-api", org=organization, groups=["ORG_ADMIN"]))
        body = {"name": "One", "credentialId": credential, "provider": "AWS", "resourceType": "SECURITY_GROUP"}
        body |= {"resourceIdentifier": "sg-0abc123def456", "region": "eu-central-1"}
        with self.calling(stack) as api:
            expect("a token as before the change", api.send("GET", headers=bearer(token(key, organization, "ORG_ADMIN"))), 401)
            created = expect_soon("create by a token that says it in the new claims", lambda: api.send("POST", headers=admin, body=body), 201)
            hold("pages of the origin may read the answer", created.headers["Access-Control-Allow-Origin"] == origin)
            expect("create a second, of one", api.send("POST", headers=admin, body=body), 400, "MAX_RESOURCES_REACHED")
            answers = [api.send("GET", headers=admin).status for _ in range(45)]
            hold(f"some of 45 lists are beyond 20 a minute: {answers}", 429 in answers)
            if self.options.on_ministack:
                print("    SKIPPED the origin in API Gateway's own answers: MiniStack does not read them", flush=True)
            else:
                nobody = expect("list without a token", api.send("GET"), 401)
                hold("pages of the origin may read it", nobody.headers["Access-Control-Allow-Origin"] == origin)
        self.deploy(
            TokenIssuer="entryguard",
            TokenAudience="entryguard-api",
            TokenOrganizationClaim="organizationId",
            TokenRolesClaim="roles",
            FreeResourceLimit="3",
            RequestsPerMinute="600",
            CorsOrigin="",
        )

    def changes_load_logs_and_alarms(self):
        changed = {"ThrottlingRate": "20", "ThrottlingBurst": "40", "TableReadMaximum": "2000", "TableWriteMaximum": "1000"}
        boundary = "arn:aws:iam::aws:policy/AdministratorAccess"
        changed |= {"LogRetentionDays": "7", "AlarmEmail": "success@simulator.amazonses.com", "PermissionsBoundaryArn": boundary}
        self.deploy(SetGatewayLogRole="false", ReservedConcurrency="2", VerifyConcurrency="3", **changed)
        stack = self.stack()
        stage = boto3.client("apigateway").get_stage(restApiId=stack.api_id, stageName="api")
        self.hold_here("an operation's rate is 20", lambda: any(
            "resources/GET" in name and setting["throttlingRateLimit"] == 20 for name, setting in stage["methodSettings"].items()))
        table = boto3.client("dynamodb").describe_table(TableName=stack.outputs["TableName"])["Table"]
        self.hold_here("the table takes 1,000 writes a second", lambda: table["OnDemandThroughput"]["MaxWriteRequestUnits"] == 1000)
        groups = boto3.client("logs").describe_log_groups(logGroupNamePrefix=f"/aws/lambda/{self.name}/")["logGroups"]
        hold(f"logs are kept for a week: {groups}", groups and all(group.get("retentionInDays") == 7 for group in groups))
        topic = stack.outputs["AlarmTopicArn"]
        subscribed = boto3.client("sns").list_subscriptions_by_topic(TopicArn=topic)["Subscriptions"]
        hold("alarms go to the address", [each["Endpoint"] for each in subscribed] == [changed["AlarmEmail"]])
        role = boto3.client("iam").get_role(RoleName=self.physical("AuthorizerRole"))["Role"]
        self.hold_here("roles have the boundary", lambda: role["PermissionsBoundary"]["PermissionsBoundaryArn"] == boundary)
        function = self.physical("CreateResourceFunction")
        self.hold_here("two creates can run at once", lambda: boto3.client("lambda").get_function_concurrency(
            FunctionName=function)["ReservedConcurrentExecutions"] == 2)
        verifying = self.physical("VerifyResourceFunction")
        self.hold_here("three verifications can run at once", lambda: boto3.client("lambda").get_function_concurrency(
            FunctionName=verifying)["ReservedConcurrentExecutions"] == 3)
        self.deploy(ThrottlingRate="200", ThrottlingBurst="400", ReservedConcurrency="0", VerifyConcurrency="0", TableReadMaximum="0", TableWriteMaximum="0")

    def hold_here(self, what, is_so):
        """Where an emulator does not keep what it is told, that is said and not held."""
        try:
            found = is_so()
        except (ClientError, KeyError):
            found = False
        if not found and self.options.on_ministack:
            print(f"    SKIPPED {what}: MiniStack does not keep it", flush=True)
        else:
            hold(what, found)
            print(f"    {what}", flush=True)

    def uses_a_bus_that_exists(self):
        bus = f"{self.name}-other"
        events = boto3.client("events")
        events.create_event_bus(Name=bus)
        self.beside.callback(events.delete_event_bus, Name=bus)
        self.deploy(EventBusName=bus)
        stack = self.stack()
        hold("the stack says so", stack.outputs["EventBusName"] == bus)
        self.walks_through()

    def uses_keys_and_a_web_acl(self):
        self.need_aws("keys and web ACLs")
        if not self.options.with_keys:
            raise Skipped("--with-keys was not given: it costs a few cents a day for a week")
        kms, wafv2, account = boto3.client("kms"), boto3.client("wafv2"), boto3.client("sts").get_caller_identity()["Account"]
        region = boto3.session.Session().region_name
        statements = [
            {"Effect": "Allow", "Principal": {"AWS": f"arn:aws:iam::{account}:root"}, "Action": "kms:*", "Resource": "*"},
            {
                "Effect": "Allow",
                "Principal": {"Service": ["events.amazonaws.com", f"logs.{region}.amazonaws.com"]},
                "Action": ["kms:Encrypt*", "kms:Decrypt*", "kms:ReEncrypt*", "kms:GenerateDataKey*", "kms:Describe*"],
                "Resource": "*",
            },
        ]
        policy = json.dumps({"Version": "2012-10-17", "Statement": statements})
        key = kms.create_key(Description=self.name, Policy=policy)["KeyMetadata"]
        self.beside.callback(kms.schedule_key_deletion, KeyId=key["KeyId"], PendingWindowInDays=7)
        visible = {"SampledRequestsEnabled": False, "CloudWatchMetricsEnabled": False, "MetricName": "smoke"}
        acl = wafv2.create_web_acl(Name=self.name, Scope="REGIONAL", DefaultAction={"Allow": {}}, VisibilityConfig=visible, Rules=[])["Summary"]
        self.beside.callback(self.delete_web_acl, acl)
        self.deploy(OtherTableKeyArn=key["Arn"])
        self.deploy(TableKeyArn=key["Arn"], OtherTableKeyArn="", ServiceKeyArn=key["Arn"], WebAclArn=acl["ARN"])
        table = boto3.client("dynamodb").describe_table(TableName=self.stack().outputs["TableName"])["Table"]
        hold("the table has the key", table["SSEDescription"]["KMSMasterKeyArn"] == key["Arn"])
        self.walks_through()

    @staticmethod
    def delete_web_acl(acl):
        wafv2 = boto3.client("wafv2")
        name = {"Name": acl["Name"], "Scope": "REGIONAL", "Id": acl["Id"]}
        wafv2.delete_web_acl(LockToken=wafv2.get_web_acl(**name)["LockToken"], **name)

    def uses_a_domain(self):
        self.need_aws("domains")
        if not (self.options.domain and self.options.certificate and self.options.zone):
            raise Skipped("--domain, --certificate and --zone were not given")
        own = self.stack().outputs["ApiUrl"]
        self.deploy(DomainName=self.options.domain, CertificateArn=self.options.certificate, HostedZoneId=self.options.zone)
        api = Api(f"https://{self.options.domain}/api")
        expect_soon("list at the domain, without a token", lambda: api.send("GET"), 401)
        self.deploy(OwnAddress="false")
        expect_soon("list at API Gateway's own address", lambda: Api(own.removesuffix("/v1")).send("GET"), 403)
        self.deploy(DomainName="", CertificateArn="", HostedZoneId="", OwnAddress="true")

    def changes_the_architecture(self):
        self.need_aws("another machine's architecture")
        self.deploy(Architecture="x86_64")
        function = boto3.client("lambda").get_function_configuration(FunctionName=self.physical("CreateResourceFunction"), Qualifier="live")
        hold("functions run on x86-64", function["Architectures"] == ["x86_64"])
        self.deploy(Architecture="arm64")

    def rolls_back_by_an_alias(self):
        client, function = boto3.client("lambda"), self.physical("ListResourcesFunction")
        now = client.get_alias(FunctionName=function, Name="live")["FunctionVersion"]
        pages = client.get_paginator("list_versions_by_function").paginate(FunctionName=function)
        versions = [each["Version"] for page in pages for each in page["Versions"] if each["Version"].isdigit()]
        hold(f"versions of before are there: {versions}", len(versions) > 1)
        before = max((version for version in versions if version != now), key=int)
        client.update_alias(FunctionName=function, Name="live", FunctionVersion=before)
        stack = self.stack()
        with self.calling(stack) as api:
            admin = bearer(token(stack.signing_key(), str(uuid.uuid4()), "ORG_ADMIN"))
            expect("list, by the version of before", api.send("GET", headers=admin), 403, "FORBIDDEN")
        client.update_alias(FunctionName=function, Name="live", FunctionVersion=now)

    def is_taken_back_when_a_version_fails(self):
        self.need_aws("CodeDeploy takes a version back")
        stack = self.stack()
        done = threading.Event()
        with self.calling(stack) as api:
            def call():
                # A key is looked up in the table, which the faulty version does not find.
                while not done.wait(0.2):
                    api.send("GET", headers={"X-API-Key": "eg_live_" + "0" * 20})

            callers = [threading.Thread(target=call, daemon=True) for _ in range(4)]
            for caller in callers:
                caller.start()
            values = dict(self.values)
            try:
                self.deploy(gradual=True, DynamoDbEndpoint="http://127.0.0.1:1")
            except Failure:
                print("    the deployment failed, as it should", flush=True)
            else:
                raise Failure("a version that cannot reach the table was deployed")
            finally:
                done.set()
                for caller in callers:
                    caller.join()
            self.values = values
            hold("the stack is as before", self.describe()["StackStatus"] == "UPDATE_ROLLBACK_COMPLETE")
            expect("list with an unknown key, by the version of before", api.send("GET", headers={"X-API-Key": "eg_live_" + "0" * 20}), 401)

    def is_adopted_by_another_stack(self):
        self.need_aws("a change set that imports resources")
        before = self.stack()
        secret = before.signing_key()
        self.delete_stack()
        self.name, self.id = self.names[1], None
        cloudformation = boto3.client("cloudformation")
        adopted = [
            {"ResourceType": "AWS::DynamoDB::Table", "LogicalResourceId": "Table", "ResourceIdentifier": {"TableName": before.outputs["TableName"]}},
            {"ResourceType": "AWS::SecretsManager::Secret", "LogicalResourceId": "Keyring", "ResourceIdentifier": {"Id": before.outputs["KeyringArn"]}},
        ]
        change = {"StackName": self.name, "ChangeSetName": "adopt"}
        template = (HOME / "deploy/adopt.json").read_text(encoding="utf-8")
        cloudformation.create_change_set(ChangeSetType="IMPORT", TemplateBody=template, ResourcesToImport=adopted, **change)
        cloudformation.get_waiter("change_set_create_complete").wait(**change)
        cloudformation.execute_change_set(**change)
        self.id = self.describe()["StackId"]
        until("the import", lambda: self.describe()["StackStatus"] == "IMPORT_COMPLETE", lambda: self.describe()["StackStatus"], seconds=600)
        self.deploy()
        after = self.stack()
        hold("table and keyring are the ones of before", all(
            after.outputs[name] == before.outputs[name] for name in ("TableName", "KeyringArn")))
        hold("the key is the one of before", after.signing_key() == secret)

    # The end.

    def delete_stack(self):
        with contextlib.suppress(ClientError):
            self.look()
        boto3.client("cloudformation").delete_stack(StackName=self.id)
        until("the stack's deletion", lambda: self.describe()["StackStatus"] in ("DELETE_COMPLETE", "DELETE_FAILED"),
              lambda: self.describe()["StackStatus"], seconds=1800)
        status = self.describe()["StackStatus"]
        if status != "DELETE_COMPLETE":
            raise Failure(f"the stack {self.name} is {status}")
        print("    the stack is gone", flush=True)

    def remove(self):
        """Deletes the stack, then what it keeps, of which the table is last."""
        if self.id is None and not self.made:
            return
        if self.id:
            self.delete_stack()
        if not {"Table", "Keyring"} <= set(self.made):
            return
        table, keyring = self.physical("Table"), self.physical("Keyring")
        boto3.client("dynamodb").describe_table(TableName=table)
        boto3.client("secretsmanager").describe_secret(SecretId=keyring)
        print("    table and keyring are still there", flush=True)
        for name in self.names:
            for each in ("apigateway/", "lambda/"):
                self.delete_log_groups(f"/aws/{each}{name}")
        self.beside.close()
        for name in self.names:
            self.quietly(boto3.client("events").delete_event_bus, Name=name)
        boto3.client("secretsmanager").delete_secret(SecretId=keyring, ForceDeleteWithoutRecovery=True)
        boto3.client("dynamodb").update_table(TableName=table, DeletionProtectionEnabled=False)
        boto3.client("dynamodb").delete_table(TableName=table)
        print("    what it kept is gone, the table last", flush=True)
        if "GatewayLogRole" in self.made:
            print(f"    the role {self.physical('GatewayLogRole')} stays: the account's API Gateway logs by it, for all APIs", flush=True)

    def delete_log_groups(self, prefix):
        logs = boto3.client("logs")
        for group in logs.describe_log_groups(logGroupNamePrefix=prefix)["logGroups"]:
            self.quietly(logs.delete_log_group, logGroupName=group["logGroupName"])

    @staticmethod
    def quietly(call, **arguments):
        """Where a step before has deleted it already."""
        with contextlib.suppress(ClientError):
            call(**arguments)

    def says_what_it_cost(self):
        hours = (time.monotonic() - self.started) / 3600
        page = (HOME / "docs/operate/costs.md").read_text(encoding="utf-8")
        million, _, month = (float(sum_) for sum_ in re.findall(r"\*\*\$([\d.]+)\*\*", page))
        cost = self.requests * million / 1e6 + hours * month / 730
        print(f"{self.requests} requests in {hours * 60:.0f} minutes: about ${cost:.4f} by the prices of docs/operate/costs.md"
              + (", and for the key and the web ACL until they are gone" if self.options.with_keys else ""))


STEPS = [
    Smoke.deploys_by_defaults,
    Smoke.walks_through,
    Smoke.changes_what_tokens_say_limits_and_browsers,
    Smoke.changes_load_logs_and_alarms,
    Smoke.rolls_back_by_an_alias,
    Smoke.uses_a_bus_that_exists,
    Smoke.uses_keys_and_a_web_acl,
    Smoke.uses_a_domain,
    Smoke.changes_the_architecture,
    Smoke.is_taken_back_when_a_version_fails,
    Smoke.is_adopted_by_another_stack,
]


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--sam", required=True)
    parser.add_argument("--work", required=True)
    parser.add_argument("--architecture", required=True)
    parser.add_argument("--domain")
    parser.add_argument("--certificate")
    parser.add_argument("--zone")
    for flag in ("--on-ministack", "--yes", "--with-keys"):
        parser.add_argument(flag, action="store_true")
    options = parser.parse_args()
    smoke = Smoke(options)
    if not (options.on_ministack or options.yes):
        account, region = boto3.client("sts").get_caller_identity()["Account"], boto3.session.Session().region_name
        if input(f"Deploy the stack {smoke.name} to the account {account}, region {region}? [y/N] ").lower() != "y":
            sys.exit("Nothing was done.")
    failed = None
    try:
        for step in STEPS:
            name = step.__name__.replace("_", " ")
            print(f"-- {name}", flush=True)
            try:
                step(smoke)
            except Skipped as skipped:
                print(f"    SKIPPED {name}: {skipped}", flush=True)
    except Failure as failure:
        failed = failure
        print(f"FAILED {failure}", file=sys.stderr, flush=True)
    finally:
        print("-- is removed", flush=True)
        smoke.remove()
    smoke.says_what_it_cost()
    if failed:
        sys.exit(1)


if __name__ == "__main__":
    main()
