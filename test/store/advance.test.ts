import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actor, conclusions, items, materials, type Office, openOffice, sha } from '../support/office.ts';

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
    const by = (role: Parameters<typeof actor>[0], person: string) => ({ case: id, by: actor(role, person) });
    const moved = { outcome: 'moved' };
    const content = sha('content');
    expect(
      await office.send({ ...by('applicant', 'school-1-a0'), type: 'submit', data: { materials, content } }),
    ).toMatchObject(moved);
    expect(
      await office.send({
        ...by('materialReviewer', 'school-1-reviewer'),
        type: 'verify',
        data: { items, conclusions },
        signed: true,
      }),
    ).toMatchObject(moved);
    await office.advanceTo('2023-08-10T00:00');
    expect(await office.send({ ...by('unitAdmin', 'school-1-admin'), type: 'recommend', signed: true })).toMatchObject(
      moved,
    );
    expect(await office.send({ ...by('departmentOfficer', 'edu-1'), type: 'push', signed: true })).toMatchObject(moved);
    expect(await office.send({ ...by('organiserOfficer', 'kaili-1'), type: 'receive' })).toMatchObject(moved);
    expect(await office.send({ ...by('organiserOfficer', 'kaili-1'), type: 'passPolicy', signed: true })).toMatchObject(
      moved,
    );
    await office.advanceTo('2023-08-18T00:00');
    const secretary = by('committeeSecretary', 'secretary-1');
    expect(await office.send({ ...secretary, type: 'convene', data: { meeting: 'm-1' } })).toMatchObject(moved);
    expect(
      await office.send({
        ...secretary,
        type: 'recordOpinion',
        data: { group: 'g-1', experts: 3, opinion: sha('opinion') },
        document: sha('opinion'),
      }),
    ).toMatchObject(moved);
    const decision = { minutes: sha('minutes'), signedBy: 'chair-1' };
    expect(
      await office.send({ ...secretary, type: 'decide', data: { ...decision, present: 8, yes: 8 }, signed: true }),
    ).toMatchObject({ outcome: 'refused', code: 'QUORUM_MISSING' });
    expect(
      await office.send({ ...secretary, type: 'decide', data: { ...decision, present: 9, yes: 6 }, signed: true }),
    ).toMatchObject(moved);
    await office.advanceTo('2023-08-26T00:00');
    expect(await office.send({ ...by('filingOfficer', 'qdn-1'), type: 'confirm', signed: true })).toMatchObject({
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
