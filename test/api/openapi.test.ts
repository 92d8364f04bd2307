import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { operations } from '../../api/contract.ts';
import type { Operation } from '../../api/operation.ts';
import { keyRingOf, newKeyPair } from '../../store/certificates/keys.ts';
import { type Api, startApi } from '../support/api.ts';
import { type Office, openOffice } from '../support/office.ts';
import { disagreement, openapi } from '../support/openapi.ts';

/**
 * The document against the rules of OpenAPI 3.1 that a generator of clients relies on, and against the routes. That what
 * is answered is what it says is checked on every reply of every test of the API.
 */

let office: Office;
let api: Api;
beforeAll(async () => {
  office = await openOffice();
  api = await startApi(office, { keys: keyRingOf({ privatePem: newKeyPair().privatePem, publicPems: [] }) });
});
afterAll(async () => {
  await api.close();
  await office.close();
});

const methods = ['get', 'post', 'put', 'patch', 'delete'];
/** As a generator of clients sees it: the document, not the types it was built with. */
const paths: Record<string, Record<string, Described>> = JSON.parse(JSON.stringify(openapi.paths));
const described = Object.entries(paths).flatMap(([path, item]) =>
  Object.entries(item).map(([method, operation]) => ({ path, method, operation })),
);

interface Described {
  readonly operationId: string;
  readonly security: readonly object[];
  readonly parameters?: readonly { in: string; name: string; required?: boolean; schema: object }[];
  readonly requestBody?: { content: Record<string, { schema: object }> };
  readonly responses: Record<string, { description: string; content: Record<string, { schema: object }> }>;
}

/** Every object in the document, with where it stands. */
function* objects(value: unknown, at = '#'): Generator<[string, Record<string, unknown>]> {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) yield [at, value as Record<string, unknown>];
  for (const [key, inner] of Object.entries(value)) yield* objects(inner, `${at}/${key}`);
}

describe('the document', () => {
  test('is served as it is built, in OpenAPI 3.1', async () => {
    const reply = await api.call({ path: '/openapi.json' });
    expect(reply.headers.get('content-type')).toMatch(/^application\/json/);
    expect(reply.body).toEqual(openapi);
    expect(openapi.openapi).toBe('3.1.0');
  });

  test('refers only to what is in it, and has nothing that nobody refers to', () => {
    const referred = new Set<string>();
    for (const [, value] of objects(openapi)) if (typeof value.$ref === 'string') referred.add(value.$ref);
    const present = Object.keys(openapi.components.schemas).map((name) => `#/components/schemas/${name}`);
    for (const ref of referred) expect(present).toContain(ref);
    expect(present.filter((name) => !referred.has(name))).toEqual([]);
    expect(present.filter((name) => name.includes('__'))).toEqual([]);
  });

  test('gives every operation an id of its own, its path’s parameters, and bodies only to those that take one', () => {
    const ids = described.map(({ operation }) => operation.operationId);
    expect(new Set(ids).size).toBe(ids.length);
    for (const { path, method, operation } of described) {
      expect(methods).toContain(method);
      const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      const parameters = (operation.parameters ?? []).filter((one) => one.in === 'path');
      expect(parameters.map(({ name }) => name)).toEqual(inPath);
      expect(parameters.every(({ required }) => required === true)).toBe(true);
      if (method === 'get') expect(operation.requestBody).toBeUndefined();
      const reply: Operation['reply'] | undefined = (Object.values(operations) as Operation[]).find(
        ({ id }) => id === operation.operationId,
      )?.reply;
      const given = reply?.file ?? ['application/json'];
      for (const [status, response] of Object.entries(operation.responses)) {
        expect(status).toMatch(/^[1-5]\d\d$/);
        expect(response.description).not.toBe('');
        const media = Number(status) < 400 ? given : ['application/problem+json'];
        expect(Object.keys(response.content)).toEqual(media);
      }
    }
  });

  test('has a schema for every event, told apart by its type', () => {
    const { oneOf, discriminator } = openapi.components.schemas.Event as {
      oneOf: { $ref: string }[];
      discriminator: { propertyName: string; mapping: Record<string, string> };
    };
    expect(discriminator.propertyName).toBe('type');
    expect(Object.values(discriminator.mapping).sort()).toEqual(oneOf.map(({ $ref }) => $ref).sort());
    for (const [type, ref] of Object.entries(discriminator.mapping)) {
      const schema = openapi.components.schemas[ref.replace('#/components/schemas/', '')];
      expect(schema).toMatchObject({
        properties: { type: { const: type } },
        required: expect.arrayContaining(['type']),
      });
    }
  });
});

describe('the routes', () => {
  const table = Object.values(operations) as Operation[];
  const example = (path: string) => path.replaceAll(/:\w+/g, '00000000-0000-4000-8000-000000000000');

  test('are those of the document: what it describes is there, and takes a token where it says so', async () => {
    expect(described).toHaveLength(table.length);
    for (const operation of table) {
      const { method, path, id } = operation;
      const reply = await api.call({
        method: method.toUpperCase(),
        path: example(path),
        ...(method === 'post' ? { json: {} } : {}),
      });
      expect([id, reply.status]).toEqual([id, withNothing(operation)]);
    }
  });

  /** What an operation answers to whoever sends neither token, nor anything else. */
  function withNothing({ access, missing, body, query }: Operation): number {
    if (access === 'token') return 401;
    if (missing !== undefined) return 404;
    if (body && !body.safeParse({}).success) return 422;
    return query && !query.safeParse({}).success ? 400 : 200;
  }

  test.each(table.filter(({ method }) => method === 'post').map(({ path }) => path))(
    'POST %s answers a problem to a body of none, of nothing, and of the wrong type',
    async (path) => {
      const as = 'kaili-1/bureauOfficer';
      const headers = { 'idempotency-key': 'body-of-nothing' };
      const empty = await api.call({ method: 'POST', path: example(path), as, headers });
      const nothing = await api.call({ method: 'POST', path: example(path), as, raw: '', headers });
      const wrong = await api.call({
        method: 'POST',
        path: example(path),
        as,
        raw: 'x',
        headers: { ...headers, 'content-type': 'text/html' },
      });
      expect([empty.status, nothing.status, wrong.status]).toEqual([415, 400, 415]);
    },
  );

  test('answer HEAD as GET, without the body', async () => {
    const reply = await api.call({ method: 'HEAD', path: '/v1/me', as: 'kaili-1/bureauOfficer' });
    expect([reply.status, reply.text]).toEqual([200, '']);
    expect(Number(reply.headers.get('content-length'))).toBeGreaterThan(0);
  });

  test('answer other methods with those they take', async () => {
    for (const path of new Set(table.map((one) => one.path))) {
      const taken = table.filter((one) => one.path === path).map((one) => one.method.toUpperCase());
      for (const method of ['PUT', 'PATCH', 'DELETE', 'OPTIONS'].filter((one) => !taken.includes(one))) {
        const reply = await api.call({ method, path: example(path) });
        expect([path, method, reply.status]).toEqual([path, method, 405]);
        const allowed = table
          .filter((one) => one.path === path)
          .map((one) => (one.method === 'get' ? 'GET, HEAD' : one.method.toUpperCase()));
        expect(reply.headers.get('allow')).toBe(allowed.join(', '));
      }
    }
  });
});

describe('the comparison of replies with the document', () => {
  const of = { method: 'GET', path: '/v1/me', status: 200, contentType: 'application/json' };
  const me = { person: 'kaili-1', role: 'auditor', roleLabel: '审计人员', organisation: null };

  test('finds nothing in what is right', () => {
    expect(disagreement({ ...of, body: me })).toBeNull();
  });

  test('finds a field too many, a field too few, a value that is none, a status and a type not described', () => {
    expect(disagreement({ ...of, body: { ...me, secret: 1 } })).toContain('secret');
    expect(disagreement({ ...of, body: { ...me, person: undefined } })).toContain('person');
    expect(disagreement({ ...of, body: { ...me, role: 'god' } })).toContain('role');
    expect(disagreement({ ...of, status: 418, body: me })).toContain('not described');
    expect(disagreement({ ...of, contentType: 'text/html', body: me })).toContain('not described as');
  });
});
