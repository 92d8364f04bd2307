import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { act, caseOf, lead, type UsualEvent, usualSending, wholeWay } from '../support/case-path.ts';
import { actor, type Office, opening, openOffice, type Sending, sending, sha } from '../support/office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const applicants = [...Array(12).keys()].map((n) => `school-1-a${n}`);
const send = (of: Sending) => office.door.advance(sending(of));
const eventsOf = async (id: string) =>
  (await office.query<{ n: number }>('select count(*)::int as n from events where case_id = $1', [id]))[0]?.n;

describe('every command sent twice', () => {
  test('with its key is answered with the event it caused; with another body it is refused; without, it is stale', async () => {
    const [applicant] = applicants as [string];
    const id = await office.open(applicant);
    for (const step of wholeWay) {
      if (/^(\d|publish|prove)/.test(step)) {
        await lead(office, id, [step]);
        continue;
      }
      const command = await usualSending(office, id, step as UsualEvent);
      const keyed = { ...command, key: `key of ${step}` };
      const first = await send(keyed);
      expect(first, step).toMatchObject({ outcome: 'moved', seq: command.expected! + 1, replayed: false });
      const written = await eventsOf(id);
      expect(await send(keyed), step).toEqual({ ...first, replayed: true });
      expect(await send({ ...keyed, data: { ...command.data, other: true } }), step).toEqual({ outcome: 'keyReused' });
      expect(await send(command), step).toEqual({ outcome: 'stale', version: command.expected! + 1 });
      expect(await send({ ...command, expected: null }), step).toEqual({ outcome: 'versionRequired' });
      expect(await eventsOf(id), step).toBe(written);
    }
  });

  test('an opening meets its own case', async () => {
    const [, applicant] = applicants as [string, string];
    const command = { ...opening(caseOf('twice'), applicant), key: 'open' };
    const first = await send(command);
    expect(first).toMatchObject({ outcome: 'moved', seq: 1, replayed: false });
    expect(await send(command)).toEqual({ ...first, replayed: true });
    const { key: _, ...unkeyed } = command;
    expect(await send(unkeyed)).toMatchObject({ outcome: 'refused', code: 'EVENT_NOT_ALLOWED' });
    expect(await eventsOf(caseOf('twice'))).toBe(1);
  });

  test('an opening by the unit meets its own case, although the unit sees a draft no more', async () => {
    const handler = actor('unitHandler', 'school-1-handler');
    const command = { ...opening(caseOf('by the unit'), applicants[2]!), by: handler, key: 'open' };
    const first = await send(command);
    expect(first).toMatchObject({ outcome: 'moved', replayed: false });
    expect(await send(command)).toEqual({ ...first, replayed: true });
  });

  test('an objection is received once', async () => {
    const id = await office.open(applicants[3]!);
    await lead(office, id, ['submit']);
    await lead(office, id, ['verify', 'publish']);
    const data = { matter: caseOf('matter'), alleges: 'OTHER' };
    const object = { case: id, type: 'object', by: actor('citizen', 'neighbour'), data, key: 'objection' };
    const first = await send(object);
    expect(first).toMatchObject({ outcome: 'moved' });
    expect(await send(object)).toEqual({ ...first, replayed: true });
    const { key: _, ...unkeyed } = object;
    expect(await send(unkeyed)).toMatchObject({ outcome: 'refused', code: 'MATTER_KNOWN' });
  });

  test('within one batch it is answered like the first', async () => {
    const id = await office.open(applicants[4]!);
    const command = sending({ ...(await usualSending(office, id, 'submit')), key: 'in one batch' });
    const decoy = sending({ case: caseOf('nothing'), type: 'submit', by: actor('applicant', 'school-1-a0') });
    const [, first, second] = await office.door.advanceAll([decoy, command, command]);
    expect(first).toMatchObject({ outcome: 'moved', replayed: false });
    expect(second).toEqual({ ...first, replayed: true });
    expect(await eventsOf(id)).toBe(2);
  });
});

describe('a key', () => {
  let id: string;
  beforeEach(async () => {
    id = await office.open(applicants.at(-1)!);
    return async () => {
      await lead(office, id, ['withdraw']);
    };
  });

  test('is its sender’s own: another’s is another', async () => {
    const submit = await usualSending(office, id, 'submit');
    await send({ ...submit, key: 'the same' });
    const handler = { ...(await usualSending(office, id, 'verify')), key: 'the same' };
    expect(await send(handler)).toMatchObject({ outcome: 'moved', replayed: false });
  });

  test('is not spent by a command that was refused', async () => {
    const submit = { ...(await usualSending(office, id, 'submit')), key: 'once refused' };
    const empty = { ...submit, data: { materials: [], content: sha('content') } };
    expect(await send(empty)).toMatchObject({ outcome: 'refused', code: 'MATERIAL_MISSING' });
    expect(await send(submit)).toMatchObject({ outcome: 'moved', replayed: false });
  });

  test('spent on one case is refused on another', async () => {
    const other = await office.open('school-1-a10');
    for (const one of [id, other]) await act(office, one, 'submit');
    expect(await act(office, id, 'verify', { key: 'of one case' })).toMatchObject({ outcome: 'moved' });
    // The path belongs to the fingerprint.
    const elsewhere = { ...(await usualSending(office, other, 'verify')), key: 'of one case' };
    expect(await send({ ...elsewhere, data: { ...elsewhere.data, other } })).toEqual({ outcome: 'keyReused' });
  });

  test('of a command from another case needs no fingerprint', async () => {
    const system = { role: 'system', person: null, organisation: null, onBehalfOf: null } as const;
    const open = sending({ ...opening(caseOf('certificate'), 'school-1-a0'), by: system, lifecycle: 'certificate' });
    const data = {
      person: 'school-1-a0',
      unit: 'school-1',
      organiser: 'kaili-hrss',
      bureau: 'kaili-hrss',
      committee: 'kaili-teacher',
      claim: { series: 'SERIES_SCHOOL_TEACHER', level: 'INTERMEDIATE', greenChannel: false, scope: 'ORDINARY' },
      confirmedAt: 0,
    };
    const delivered = { ...open, data, key: 'cause:x:1:0', fingerprint: null, cause: 'cause:x:1:0' };
    const first = await office.door.advance(delivered);
    expect(first).toMatchObject({ outcome: 'moved', replayed: false });
    expect(await office.door.advance(delivered)).toEqual({ ...first, replayed: true });
  });
});
