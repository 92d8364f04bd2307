import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Actor } from '../../machines/roles.ts';
import { SYSTEM, sitting } from '../support/case-path.ts';
import { actor, conclusions, items, materials, type Office, openOffice, type Sending, sha } from '../support/office.ts';
import { prove, publish } from '../support/publicity.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

/** What a case has left in the registers beside its history. */
async function traces(id: string) {
  return {
    deadlines: await office.query(
      'select status, count(*)::int as n from deadlines where case_id = $1 group by 1 order by 1',
      [id],
    ),
    slots: await office.query('select permanent from year_slots where case_id = $1', [id]),
    commands: await office.query(
      `select target is not null as targeted from outbox where case_id = $1 and kind = 'command'`,
      [id],
    ),
  };
}

describe('an application, from draft to certificate', () => {
  it('goes through the notice, deadline by deadline', async () => {
    const id = await office.open('school-1-a0');
    const send = (type: string, by: Actor, more: Partial<Sending> = {}) => office.send({ case: id, type, by, ...more });
    const sends = async (...of: Parameters<typeof send>) =>
      expect(await send(...of), of[0]).toMatchObject({ outcome: 'moved' });
    await sends('submit', actor('applicant', 'school-1-a0'), { data: { materials, content: sha('content') } });
    const verified = { data: { items, conclusions }, signed: true };
    await sends('verify', actor('materialReviewer', 'school-1-reviewer'), verified);
    await publish(office, [id]);
    await office.advanceTo('2023-08-10T00:00');
    await sends('recommend', actor('unitAdmin', 'school-1-admin'), { signed: true });
    await sends('push', actor('departmentOfficer', 'edu-1'), { signed: true });
    await sends('receive', actor('organiserOfficer', 'kaili-1'));
    await sends('passPolicy', actor('organiserOfficer', 'kaili-1'), { signed: true });
    await publish(office, [id]);
    await office.advanceTo('2023-08-18T00:00');
    await sends('convene', SYSTEM, { data: { meeting: sitting } });
    const opinion = { meeting: sitting, group: 'g-1', experts: 3, opinion: sha('opinion') };
    await sends('recordOpinion', SYSTEM, { data: opinion, document: sha('opinion') });
    const decided = (present: number, yes: number) => ({
      data: { meeting: sitting, minutes: sha('minutes'), signedBy: 'chair-1', present, yes },
      signed: true,
    });
    const refused = (code: string) => ({ outcome: 'refused', code });
    expect(await send('decide', SYSTEM, decided(8, 8))).toMatchObject(refused('QUORUM_MISSING'));
    await sends('decide', SYSTEM, decided(9, 6));
    await publish(office, [id]);
    await office.advanceTo('2023-08-26T00:00');
    const filing = actor('filingOfficer', 'qdn-1');
    expect(await send('confirm', filing, { signed: true })).toMatchObject(refused('PUBLICITY_UNPROVED'));
    await prove(office, [id]);
    expect(await send('confirm', filing, { signed: true })).toMatchObject({
      outcome: 'moved',
      now: { state: 'certified', ended: 'certified' },
    });
    expect(await traces(id)).toEqual({
      deadlines: [
        { status: 'disarmed', n: 9 },
        { status: 'fired', n: 3 },
      ],
      slots: [{ permanent: true }],
      commands: [{ targeted: true }],
    });
  });
});
