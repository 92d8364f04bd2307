import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Actor, Role } from '../../machines/roles.ts';
import { act, caseOf, historyOf, lead, moved } from '../support/case-path.ts';
import { actor, type Office, opening, openOffice, sending, sha } from '../support/office.ts';

/** Outside what an actor sees, a case does not exist (design D8). A foreign command must look like one to no case at all. */

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

const from = (role: Role, organisation: string, person = `${role} of ${organisation}`): Actor => {
  return { role, person, organisation, onBehalfOf: null };
};
const applicant = (person: string, onBehalfOf: string | null = null): Actor => {
  return { role: 'applicant', person, organisation: null, onBehalfOf };
};

const own = 'school-1-a0';
const stages = {
  draft: [],
  submitted: ['submit', 'verify'],
  pushed: ['publish', '2023-08-10T00:00', 'recommend', 'push'],
} as const;

/** Who sees the case from which stage on; never: nobody of that organisation has anything to do with it. */
const rows: [since: keyof typeof stages | 'never', who: string, actor: Actor][] = [
  ['draft', 'the applicant', applicant(own)],
  ['draft', 'who acts for the applicant', applicant('daughter', own)],
  ['never', 'another applicant of the same school', applicant('school-1-a1')],
  ['never', 'an applicant of another school', applicant('school-2-a0')],
  ['never', 'the applicant who acts for another', applicant(own, 'school-1-a1')],
  ['submitted', 'the handler of the school', from('unitHandler', 'school-1')],
  ['never', 'the handler of the school next door', from('unitHandler', 'school-2')],
  ['never', 'the handler of a company', from('unitHandler', 'company-1')],
  ['submitted', 'the head of the school', from('unitAdmin', 'school-1')],
  ['never', 'the head of the school next door', from('unitAdmin', 'school-2')],
  ['never', 'the head of a company', from('unitAdmin', 'company-1')],
  ['submitted', 'the reviewer of the school', from('materialReviewer', 'school-1')],
  ['never', 'the reviewer of the school next door', from('materialReviewer', 'school-2')],
  ['never', 'the reviewer of a company', from('materialReviewer', 'company-1')],
  ['submitted', 'the department of the school', from('departmentOfficer', 'kaili-edu')],
  ['never', 'a department that does not push it', from('departmentOfficer', 'qdn-edu')],
  ['draft', 'the bureau that organises the review', from('organiserOfficer', 'kaili-hrss')],
  ['draft', 'the bureau of the city', from('bureauOfficer', 'kaili-hrss')],
  ['draft', 'the bureau of the prefecture', from('bureauOfficer', 'qdn-hrss')],
  ['never', 'the bureau of another city', from('bureauOfficer', 'duyun-hrss')],
  ['draft', 'the authority it is filed with', from('filingOfficer', 'qdn-hrss')],
  ['draft', 'the auditor of the bureau', from('auditor', 'kaili-hrss')],
  ['never', 'the auditor of another bureau', from('auditor', 'duyun-hrss')],
  ['pushed', 'the secretary of its committee', from('committeeSecretary', 'committee-kaili-teacher')],
  ['never', 'the secretary of another committee', from('committeeSecretary', 'committee-qdn')],
  ['never', 'a citizen who sends what is not hers to send', from('citizen', '', 'neighbour')],
  ['never', 'an officer without an organisation', { ...from('bureauOfficer', ''), organisation: null }],
];

const reached = Object.keys(stages) as (keyof typeof stages)[];

describe.each(reached)('when a case is %s', (stage) => {
  let id: string;
  beforeAll(async () => {
    [{ id } = { id: '' }] = await office.query<{ id: string }>('select id from cases where person = $1', [own]);
    if (!id) id = await office.open(own);
    await lead(office, id, stages[stage]);
  });

  test.each(rows)('(from %s) %s', async (since, _, by) => {
    const sees = since !== 'never' && reached.indexOf(since) <= reached.indexOf(stage);
    const before = await historyOf(office, id);
    // Nobody may carry it over here: whoever sees the case is told so, whoever does not is told nothing.
    const command = { type: 'carryOver', by, reason: 'OTHER' as const };
    const answer = await office.send({ ...command, case: id });
    const ofNone = await office.send({ ...command, case: caseOf('no such case') });
    expect(ofNone).toEqual({ outcome: 'notFound' });
    if (sees) expect(answer).toMatchObject({ outcome: 'refused' });
    else expect(answer).toEqual(ofNone);
    for (const expected of [null, 1, 99]) {
      if (!sees) expect(await office.door.advance(sending({ ...command, case: id, expected }))).toEqual(ofNone);
    }
    expect(await historyOf(office, id)).toEqual(before);
  });
});

describe('a citizen', () => {
  const citizen = actor('citizen', 'neighbour');
  const objection = (id: string) => ({
    case: id,
    type: 'object',
    by: citizen,
    data: { matter: caseOf(`matter of ${id}`), alleges: 'OTHER' },
  });

  test('may object to a case once a notice shows it, and until it ends', async () => {
    const id = await office.open('school-1-a2');
    await lead(office, id, ['submit']);
    expect(await office.send(objection(id))).toEqual({ outcome: 'notFound' });
    await lead(office, id, ['verify', 'publish']);
    expect(await office.send(objection(id))).toMatchObject({ outcome: 'moved' });
    moved(await act(office, id, 'withdraw'));
    const other = { ...objection(id), data: { matter: caseOf('later'), alleges: 'OTHER' } };
    expect(await office.send(other)).toEqual({ outcome: 'notFound' });
  });

  test('does not learn that an id is taken', async () => {
    const id = await office.open('school-1-a3');
    await lead(office, id, ['submit', 'verify']);
    expect(await office.send({ ...opening(id, 'school-1-a4'), by: citizen })).toEqual({ outcome: 'notFound' });
  });
});

describe('an id that somebody opens', () => {
  test('is nobody else’s, also in the batch that opens it', async () => {
    const id = caseOf('of one');
    const decoy = sending({ case: caseOf('nothing'), type: 'withdraw', by: applicant('school-1-a5') });
    const open = sending(opening(id, 'school-1-a5'));
    const other = sending(opening(id, 'school-1-a6'));
    const [, first, second] = await office.door.advanceAll([decoy, open, other]);
    expect(first).toMatchObject({ outcome: 'moved' });
    expect(second).toEqual({ outcome: 'notFound' });
  });

  test('names no case while its opening is refused', async () => {
    const id = caseOf('never opened');
    const decoy = sending({ case: caseOf('nothing'), type: 'withdraw', by: applicant('school-1-a7') });
    const open = sending(opening(id, 'school-1-a7', { unit: 'school-2' }));
    const by = applicant('school-1-a7');
    const submit = { case: id, type: 'submit', by, data: { materials: [], content: sha('content') } };
    const [, refused, ...others] = await office.door.advanceAll([
      decoy,
      open,
      sending({ ...submit, expected: 1 }),
      sending({ ...submit, expected: null }),
      { kind: 'due', case: id, deadline: 'clickWindowEnd' },
    ]);
    expect(refused).toMatchObject({ outcome: 'refused', code: 'NOT_EMPLOYED', now: null });
    expect(others).toEqual([{ outcome: 'notFound' }, { outcome: 'notFound' }, { outcome: 'nothingDue' }]);
  });

  test('is judged by the programme that its own opening names', async () => {
    const id = caseOf('two programmes');
    const decoy = sending({ case: caseOf('nothing'), type: 'withdraw', by: applicant('school-1-a8') });
    const [, first, second] = await office.door.advanceAll([
      decoy,
      sending(opening(id, 'school-1-a8', { programme: 'kaili-2022' })),
      sending(opening(id, 'school-1-a8', { programme: 'kaili-2023' })),
    ]);
    expect(first).toMatchObject({ outcome: 'refused', code: 'SEASON_CLOSED' });
    expect(second).toMatchObject({ outcome: 'moved' });
    expect(await office.query('select programme, year from cases where id = $1', [id])).toEqual([
      { programme: 'kaili-2023', year: 2023 },
    ]);
  });
});
