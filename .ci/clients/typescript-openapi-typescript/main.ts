// Uses the types that openapi-typescript makes: the life of a resource, and errors by their code.
import assert from 'node:assert/strict';
import { connect, create, pages } from './client.js';
import type { components } from './entryguard.js';

type Resource = components['schemas']['Resource'];
type ErrorCode = components['schemas']['ErrorCode'];

const api = connect(process.env.BASE_URL!, process.env.PAID_ADMIN_TOKEN!);
const name = `Generated ${crypto.randomUUID()}`;

const created: Resource[] = [];
for (let n = 0; n < 3; n += 1) {
  const { data, error } = await create(api, {
    name, credentialId: process.env.PAID_CREDENTIAL_ID!, provider: 'AWS', resourceType: 'SECURITY_GROUP',
    resourceIdentifier: 'sg-0abc123def456', region: 'eu-central-1', config: { port: 443, protocol: 'tcp', note: 'kept' },
  });
  assert.ok(data, error?.message);
  created.push(data);
}
const path = { id: created[0].id };

const got = await api.GET('/resources/{id}', { params: { path } });
assert.deepEqual([got.data?.config?.port, got.data?.config?.note, got.data?.lastVerifiedAt], [443, 'kept', null]);
const header = { 'If-Match': got.response.headers.get('ETag')! };

const listed: Resource[][] = [];
for await (const page of pages(api, 2)) {
  listed.push(page);
}
assert.ok(listed.length > 1 && listed.every((page) => page.length <= 2));
assert.deepEqual(listed.flat().filter((each) => each.name === name).map((each) => each.id), created.map((each) => each.id));

const patch = { params: { path, header }, body: { config: { port: 8443, protocol: 'tcp' as const } } };
assert.equal((await api.PATCH('/resources/{id}', patch)).data?.config?.port, 8443);
const stale = await api.PATCH('/resources/{id}', patch);
const changed: ErrorCode = 'PRECONDITION_FAILED';
assert.deepEqual([stale.response.status, stale.error?.error], [412, changed]);

const verified = await api.POST('/resources/{id}/verify', { params: { path, header: { Prefer: 'wait=10' } } });
assert.equal(verified.data?.isActive, true);

for (const each of created) {
  assert.equal((await api.DELETE('/resources/{id}', { params: { path: { id: each.id } } })).response.status, 204);
}
const gone = await api.GET('/resources/{id}', { params: { path } });
const unknown: ErrorCode = 'RESOURCE_NOT_FOUND';
assert.deepEqual([gone.response.status, gone.error?.error], [404, unknown]);
