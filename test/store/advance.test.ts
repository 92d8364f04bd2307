import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { actor, conclusions, items, materials, type Office, openOffice, sha } from '../support/office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

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
    await office.advanceTo('2023-08-17T00:00');
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
    const size = 17;
    expect(
      await office.send({
        ...secretary,
        type: 'decide',
        data: { present: size, yes: size, minutes: sha('minutes'), signedBy: 'chair-1' },
        signed: true,
      }),
    ).toMatchObject({ outcome: 'refused' });
    const [row] = await office.query('select * from cases where id = $1', [id]);
    console.log(
      row,
      await office.query(
        'select seq, type, state, holder_role, holder_org, nodes, arms, disarms, facts from events where case_id=$1 order by seq',
        [id],
      ),
    );
  });
});
