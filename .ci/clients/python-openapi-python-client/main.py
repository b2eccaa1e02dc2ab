"""Uses the client that openapi-python-client makes: the life of a resource, and errors by their code."""

import os
import uuid

from entryguard.api.resources import delete_resource, get_resource, update_resource, verify_resource
from entryguard.models import ApiError, Config, ErrorCode, ResourcePatch, ResourceSpec
from retrying import connect, create, pages

client = connect(os.environ["BASE_URL"], os.environ["PAID_ADMIN_TOKEN"])
name = f"Generated {uuid.uuid4()}"
spec = ResourceSpec.from_dict({
    "name": name, "credentialId": os.environ["PAID_CREDENTIAL_ID"], "provider": "AWS", "resourceType": "SECURITY_GROUP",
    "resourceIdentifier": "sg-0abc123def456", "region": "eu-central-1", "config": {"port": 443, "protocol": "tcp", "note": "kept"},
})


def refused(response):
    assert isinstance(response.parsed, ApiError), response
    return response.status_code, response.parsed.error


created = [create(client, spec) for _ in range(3)]
one = created[0].id

got = get_resource.sync_detailed(one, client=client)
tag = got.headers["ETag"]
assert got.parsed.config.port == 443 and got.parsed.config.additional_properties == {"note": "kept"}, got
assert got.parsed.last_verified_at is None and got.parsed.created_at.utcoffset() is not None, got

listed = list(pages(client, limit=2))
assert len(listed) > 1 and all(len(page) <= 2 for page in listed), listed
assert [each.id for page in listed for each in page if each.name == name] == [each.id for each in created], listed

patch = ResourcePatch(config=Config.from_dict({"port": 8443, "protocol": "tcp"}))
assert update_resource.sync(one, client=client, body=patch, if_match=tag).config.port == 8443
assert refused(update_resource.sync_detailed(one, client=client, body=patch, if_match=tag)) == (412, ErrorCode.PRECONDITION_FAILED)

assert verify_resource.sync(one, client=client, prefer="wait=10").is_active

for each in created:
    assert delete_resource.sync_detailed(each.id, client=client).status_code == 204
assert refused(get_resource.sync_detailed(one, client=client)) == (404, ErrorCode.RESOURCE_NOT_FOUND)
