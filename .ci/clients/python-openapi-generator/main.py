"""Uses the client that openapi-generator makes: the life of a resource, and errors by their code."""

import os
import uuid

import entryguard
from retrying import connect, create, pages
from urllib3 import HTTPHeaderDict

api = connect(os.environ["BASE_URL"], os.environ["PAID_ADMIN_TOKEN"])
name = f"Generated {uuid.uuid4()}"
spec = entryguard.ResourceSpec.from_dict({
    "name": name, "credentialId": os.environ["PAID_CREDENTIAL_ID"], "provider": "AWS", "resourceType": "SECURITY_GROUP",
    "resourceIdentifier": "sg-0abc123def456", "region": "eu-central-1", "config": {"port": 443, "protocol": "tcp", "note": "kept"},
})


def refused(call):
    try:
        call()
    except entryguard.ApiException as error:
        return error.status, error.data.error
    return None


created = [create(api, spec) for _ in range(3)]
one = created[0].id

got = api.get_resource_with_http_info(one)
tag = HTTPHeaderDict(got.headers)["ETag"]
assert got.data.config.port == 443 and got.data.config.additional_properties == {"note": "kept"}, got.data
assert got.data.last_verified_at is None and got.data.created_at.utcoffset() is not None, got.data

listed = list(pages(api, limit=2))
assert len(listed) > 1 and all(len(page) <= 2 for page in listed), listed
assert [each.id for page in listed for each in page if each.name == name] == [each.id for each in created], listed

patch = entryguard.ResourcePatch(config=entryguard.Config(port=8443, protocol="tcp"))
assert api.update_resource(one, patch, if_match=tag).config.port == 8443
assert refused(lambda: api.update_resource(one, patch, if_match=tag)) == (412, entryguard.ErrorCode.PRECONDITION_FAILED)

assert api.verify_resource(one, prefer="wait=10").is_active

for each in created:
    api.delete_resource(each.id)
assert refused(lambda: api.get_resource(one)) == (404, entryguard.ErrorCode.RESOURCE_NOT_FOUND)
