import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, startApi } from '../support/api.ts';
import { matterOf, opened, openingOf, published, sent, submission, submitted } from '../support/applicants.ts';
import { type Office, openOffice, sha } from '../support/office.ts';

let office: Office;
let api: Api;
beforeAll(async () => {
  office = await openOffice();
  api = await startApi(office);
});
afterAll(async () => {
  await api.close();
  await office.close();
  expect(api.defects).toEqual([]);
});

describe('opening an application', () => {
  const as = 'school-1-a0/applicant';
  const call = (headers: Record<string, string> = {}, more: object = {}) =>
    api.call({ path: '/v1/cases', as, headers, json: { ...openingOf('school-1-a0'), ...more } });

  test('answers where the case is and at which version; its double is answered with the same case', async () => {
    const key = { 'idempotency-key': '"opening-1"' };
    const first = await call(key);
    expect(first.status).toBe(201);
    expect(first.headers.get('location')).toBe(`/v1/cases/${first.body.id}`);
    expect(first.headers.get('etag')).toBe('"v1"');
    expect(first.headers.get('idempotency-replayed')).toBeNull();
    expect(first.body).toMatchObject({ version: 1, state: 'draft.editing', ended: null, event: { seq: 1 } });
    expect(first.body.number).toMatch(/^KL23-\d{6}$/);

    const second = await call(key);
    expect(second.status).toBe(201);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
    expect(second.body).toEqual(first.body);
  });

  test('the same key quoted or bare, with the body in another order and spacing, is the same request', async () => {
    const { programme, data } = openingOf('school-1-a0') as { programme: string; data: object };
    const raw = `{ "data": ${JSON.stringify(data, null, 2)}, "programme": "${programme}" }`;
    const again = await api.call({ path: '/v1/cases', as, headers: { 'idempotency-key': 'opening-1' }, raw });
    expect([again.status, again.headers.get('idempotency-replayed')]).toEqual([201, 'true']);
  });

  test('the same key with another body is refused', async () => {
    const reply = await call({ 'idempotency-key': 'opening-1' }, { id: matterOf(1) });
    expect([reply.status, reply.body.code]).toEqual([422, 'KEY_REUSED']);
  });

  test('without a key a double meets the year’s slot', async () => {
    const reply = await call();
    expect([reply.status, reply.body.code]).toEqual([409, 'SLOT_TAKEN']);
    expect(reply.body.blockers[0]).toMatchObject({ code: 'SLOT_TAKEN', clause: '五(三)' });
  });

  test('the opener may choose the id, and a double of it changes nothing', async () => {
    const id = matterOf(77);
    const json = { ...openingOf('school-1-a1'), id: id.toUpperCase() };
    const first = await api.call({ path: '/v1/cases', as: 'school-1-a1/applicant', json });
    expect([first.status, first.body.id]).toEqual([201, id]);
    const again = await api.call({ path: '/v1/cases', as: 'school-1-a1/applicant', json });
    expect([again.status, again.body.code]).toEqual([409, 'EVENT_NOT_ALLOWED']);
    const seen = await api.call({ path: `/v1/cases/${id}`, as: 'school-1-a1/applicant' });
    expect(seen.body.version).toBe(1);
  });

  test('nobody opens for somebody else', async () => {
    const reply = await api.call({
      path: '/v1/cases',
      as: 'school-1-a2/applicant',
      json: openingOf('school-1-a3'),
    });
    expect([reply.status, reply.body.code]).toEqual([403, 'ROLE_NOT_ENTITLED']);
  });

  test('under a programme that is not there is refused by its field', async () => {
    const reply = await call({}, { programme: 'kaili-2031' });
    expect([reply.status, reply.body.code]).toEqual([422, 'INVALID_BODY']);
    expect(reply.body.errors).toMatchObject([{ in: 'body', pointer: '/programme', code: 'UNKNOWN_PROGRAMME' }]);
  });
});

describe('sending an event', () => {
  test('answers the case with what may happen next; its double is answered with the same event', async () => {
    const id = await opened(api, 'school-1-a4');
    const send = () =>
      api.call({
        path: `/v1/cases/${id}/events`,
        as: 'school-1-a4/applicant',
        headers: { 'if-match': '"v1"', 'idempotency-key': `"submit ${id}"` },
        json: submission,
      });
    const first = await send();
    expect(first.status).toBe(200);
    expect(first.headers.get('etag')).toBe('"v2"');
    expect(first.body).toMatchObject({ version: 2, holder: { role: 'materialReviewer', organisation: 'school-1' } });
    expect(first.body.event.seq).toBe(2);
    const second = await send();
    expect([second.status, second.headers.get('idempotency-replayed')]).toEqual([200, 'true']);
    expect(second.body).toEqual(first.body);
  });

  test('without a key a double finds its version out of date', async () => {
    const id = await opened(api, 'school-1-a5');
    const send = () =>
      api.call({
        path: `/v1/cases/${id}/events`,
        as: 'school-1-a5/applicant',
        headers: { 'if-match': 'W/"v1"' },
        json: submission,
      });
    expect((await send()).status).toBe(200);
    const second = await send();
    expect([second.status, second.body.code]).toEqual([412, 'STALE_VERSION']);
    expect(second.body.params).toEqual({ version: 2 });
    expect(second.headers.get('etag')).toBe('"v2"');
  });

  test('without a version is refused before anything else of it is looked at', async () => {
    const id = await opened(api, 'school-1-a6');
    const reply = await api.call({ path: `/v1/cases/${id}/events`, as: 'school-1-a6/applicant', json: submission });
    expect([reply.status, reply.body.code]).toEqual([428, 'VERSION_REQUIRED']);
  });

  test('that the state does not take says so, by clause and who could help, as the list of events does', async () => {
    const id = await submitted(api, 'school-1-a7');
    const reply = await api.call({
      path: `/v1/cases/${id}/events`,
      as: 'school-1-handler/unitHandler',
      headers: { 'if-match': '"v2"' },
      json: { type: 'push', signature: { date: '2023-08-02', seal: sha('seal') } },
    });
    expect([reply.status, reply.body.code]).toEqual([409, 'EVENT_NOT_ALLOWED']);
    expect(reply.body.blockers).toMatchObject([{ code: 'EVENT_NOT_ALLOWED', help: 'materialReviewer' }]);
  });

  test('of another role is forbidden, and says whose it is', async () => {
    const id = await submitted(api, 'school-1-a8');
    const reply = await api.call({
      path: `/v1/cases/${id}/events`,
      as: 'school-1-admin/unitAdmin',
      headers: { 'if-match': '"v2"' },
      json: { type: 'withdraw', reason: { code: 'PERSONAL' } },
    });
    expect([reply.status, reply.body.code]).toEqual([403, 'ROLE_NOT_ENTITLED']);
    expect(reply.body.blockers[0].params.entitled).toBe('applicant');
    const seen = await api.call({ path: `/v1/cases/${id}`, as: 'school-1-admin/unitAdmin' });
    const listed = seen.body.availableEvents.find(({ type }: { type: string }) => type === 'withdraw');
    expect(listed.blockers).toEqual(reply.body.blockers);
  });

  test('without what it needs names the need', async () => {
    const id = await opened(api, 'school-1-a9');
    const reply = await api.call({
      path: `/v1/cases/${id}/events`,
      as: 'school-1-a9/applicant',
      headers: { 'if-match': '"v1"' },
      json: { type: 'withdraw' },
    });
    expect([reply.status, reply.body.code]).toEqual([409, 'NEEDS_MISSING']);
    expect(reply.body.detail).toContain('理由');
  });

  test('to an ended case is refused, and nothing is offered any more', async () => {
    const id = await opened(api, 'school-1-a10');
    const event = { type: 'withdraw', reason: { code: 'PERSONAL', text: '家里有事' } };
    const ended = await sent(api, { id, as: 'school-1-a10/applicant', event });
    expect(ended.body).toMatchObject({ ended: 'withdrawn', holder: null, availableEvents: [] });
    const reply = await api.call({
      path: `/v1/cases/${id}/events`,
      as: 'school-1-a10/applicant',
      headers: { 'if-match': '"v2"' },
      json: event,
    });
    expect([reply.status, reply.body.code]).toEqual([409, 'CASE_ENDED']);
  });

  test('the words of a reason are sealed: the history holds their hash', async () => {
    const id = await opened(api, 'school-1-a11');
    const event = { type: 'withdraw', reason: { code: 'PERSONAL', text: '秘密的理由' } };
    await sent(api, { id, as: 'school-1-a11/applicant', event });
    const history = await api.call({ path: `/v1/cases/${id}/history`, as: 'school-1-a11/applicant' });
    expect(history.text).not.toContain('秘密');
    expect(history.body.events[1]).toMatchObject({ reason: 'PERSONAL', textSha256: sha('秘密的理由') });
  });
});

describe('objecting to a case that a notice shows', () => {
  test('is answered with a receipt, whoever objects, and never with the case', async () => {
    const id = await published(api, { office, applicant: 'school-2-a0' });
    const objecting = (n: number, as: string) =>
      api.call({
        path: `/v1/cases/${id}/events`,
        as,
        json: { type: 'object', data: { matter: matterOf(n), alleges: 'OTHER' } },
      });
    for (const [n, as] of ['neighbour/citizen', 'school-1-admin/unitAdmin', 'school-2-a1/applicant'].entries()) {
      const reply = await objecting(n + 10, as);
      expect(reply.status).toBe(200);
      expect(reply.headers.get('etag')).toBeNull();
      expect(reply.body).toEqual({ matter: matterOf(n + 10), received: '2023-08-02T09:00:00+08:00' });
    }
    const double = await objecting(10, 'neighbour/citizen');
    expect([double.status, double.body.code]).toEqual([409, 'MATTER_KNOWN']);
    expect(double.body.blockers[0].params).toEqual({});
  });

  test('with a key, a double is answered with the same receipt', async () => {
    const id = await published(api, { office, applicant: 'school-2-a2' });
    const send = () =>
      api.call({
        path: `/v1/cases/${id}/events`,
        as: 'neighbour/citizen',
        headers: { 'idempotency-key': 'objection' },
        json: { type: 'object', data: { matter: matterOf(20), alleges: 'OTHER' } },
      });
    const first = await send();
    const second = await send();
    expect([first.status, second.status]).toEqual([200, 200]);
    expect(second.body).toEqual(first.body);
    expect(second.headers.get('idempotency-replayed')).toBe('true');
  });

  test('nobody reads in the history who it was, but the bureau and the auditors', async () => {
    const id = await published(api, { office, applicant: 'school-2-a3' });
    const json = { type: 'complain', data: { matter: matterOf(30), alleges: 'FRAUD' } };
    await api.call({ path: `/v1/cases/${id}/events`, as: 'neighbour/citizen', json });
    const readers = [
      ['school-2-a3/applicant', null],
      ['school-2-admin/unitAdmin', null],
      ['kaili-1/bureauOfficer', 'neighbour'],
      ['kaili-2/auditor', 'neighbour'],
    ] as const;
    for (const [as, known] of readers) {
      const { body } = await api.call({ path: `/v1/cases/${id}/history`, as });
      expect(body.events.at(-1)).toMatchObject({ type: 'complain', role: 'citizen', actor: known });
    }
  });
});

describe('what may happen next', () => {
  const find = (events: { type: string }[], type: string) => events.find((event) => event.type === type);

  test('is known where the facts are known: a vacancy that is there, and one that is taken', async () => {
    const ids = [
      await published(api, { office, applicant: 'school-2-a4' }),
      await published(api, { office, applicant: 'school-2-a5' }),
    ];
    await office.advanceTo('2023-08-10T09:00');
    const as = 'school-2-admin/unitAdmin';
    const recommendation = async (id: string | undefined) =>
      find((await api.call({ path: `/v1/cases/${id}`, as })).body.availableEvents, 'recommend');
    expect(await recommendation(ids[0])).toMatchObject({ allowed: 'yes', blockers: [] });
    const event = { type: 'recommend', signature: { date: '2023-08-10', seal: sha('seal') } };
    await sent(api, { id: ids[0] ?? '', as, event });
    expect(await recommendation(ids[1])).toMatchObject({ allowed: 'unknown', blockers: [{ code: 'NO_VACANCY' }] });
  });

  test('is unknown where it depends on the payload', async () => {
    const id = await opened(api, 'school-2-a6');
    const { body } = await api.call({ path: `/v1/cases/${id}`, as: 'school-2-a6/applicant' });
    expect(find(body.availableEvents, 'submit')).toMatchObject({ allowed: 'unknown', label: '点击申报' });
    expect(find(body.availableEvents, 'withdraw')).toMatchObject({ allowed: 'yes', needs: ['reason'] });
  });
});
