// Uses the client that openapi-generator makes: the life of a resource, and errors by their code.
import assert from 'node:assert/strict';
import { type ApiError, ApiErrorFromJSON, ErrorCode, type Resource, ResponseError } from './client';
import { connect, create, pages } from './entryguard';

const api = connect(process.env.BASE_URL!, process.env.PAID_ADMIN_TOKEN!);
const name = `Generated ${crypto.randomUUID()}`;

async function refused(call: Promise<unknown>): Promise<[number, string]> {
  try {
    await call;
  } catch (error) {
    assert.ok(error instanceof ResponseError, String(error));
    const body: ApiError = ApiErrorFromJSON(await error.response.json());
    return [error.response.status, body.error];
  }
  throw new Error('the call was not refused');
}

async function main() {
  const created: Resource[] = [];
  for (let n = 0; n < 3; n += 1) {
    created.push(await create(api, {
      name, credentialId: process.env.PAID_CREDENTIAL_ID!, provider: 'AWS', resourceType: 'SECURITY_GROUP',
      resourceIdentifier: 'sg-0abc123def456', region: 'eu-central-1', config: { port: 443, protocol: 'tcp', note: 'kept' },
    }));
  }
  const { id } = created[0];

  const response = await api.getResourceRaw({ id });
  const ifMatch = response.raw.headers.get('ETag')!;
  const got = await response.value();
  assert.deepEqual([got.config?.port, got.config?.note], [443, 'kept']);
  assert.ok(got.lastVerifiedAt === null && got.createdAt instanceof Date);

  const listed: Resource[][] = [];
  for await (const page of pages(api, 2)) {
    listed.push(page);
  }
  assert.ok(listed.length > 1 && listed.every((page) => page.length <= 2));
  assert.deepEqual(listed.flat().filter((each) => each.name === name).map((each) => each.id), created.map((each) => each.id));

  const resourcePatch = { config: { port: 8443, protocol: 'tcp' as const } };
  assert.equal((await api.updateResource({ id, resourcePatch, ifMatch })).config?.port, 8443);
  assert.deepEqual(await refused(api.updateResource({ id, resourcePatch, ifMatch })), [412, ErrorCode.PreconditionFailed]);

  assert.equal((await api.verifyResource({ id, prefer: 'wait=10' })).isActive, true);

  for (const each of created) {
    await api.deleteResource({ id: each.id });
  }
  assert.deepEqual(await refused(api.getResource({ id })), [404, ErrorCode.ResourceNotFound]);
}

main().catch((error) => {
  console.error(error);
  process.exitCode = 1;
});
