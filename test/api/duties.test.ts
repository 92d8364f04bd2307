import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Api, type Reply, startApi } from '../support/api.ts';
import { dutyOf, dutySeed } from '../support/duty/office.ts';
import { type Office, openOffice, sha } from '../support/office.ts';

/** Duties over HTTP: opened by the bureau, handed in by units, taken at the counter, reviewed by departments. */

let office: Office;
let api: Api;
beforeAll(async () => {
  office = await openOffice({ seed: dutySeed });
  api = await startApi(office);
});
afterAll(async () => {
  await api.close();
  await office.close();
  expect(api.defects).toEqual([]);
});

const open = (as: string, programme = 'kaili-2023') => api.call({ path: '/v1/duties', as, json: { programme } });
const read = (id: string, as: string) => api.call({ path: `/v1/cases/${id}`, as });

async function sendAs(as: string, id: string, event: object): Promise<Reply> {
  const { headers } = await read(id, as);
  return api.call({
    path: `/v1/cases/${id}/events`,
    as,
    headers: { 'if-match': headers.get('etag') ?? '' },
    json: event,
  });
}

const classes = [
  { class: 'SENIOR', posts: 4, filled: 3 },
  { class: 'INTERMEDIATE', posts: 10, filled: 8 },
];
const signature = { date: '2023-08-02', seal: sha('seal') };
const form = { type: 'handIn', data: { content: { form: '1-6', classes } }, document: sha('1-6'), signature };
const [admin, department] = ['school-1-admin/unitAdmin', 'edu-1/departmentOfficer'];
const duty = dutyOf('1-6', 'school-1');

describe('opening the duties of a programme', () => {
  test('is the bureau’s, and may be sent as often as wanted', async () => {
    const first = await open('kaili-1/bureauOfficer');
    expect([first.status, first.body]).toEqual([200, { programme: 'kaili-2023', opened: 24, known: 0, refused: [] }]);
    expect((await open('kaili-1/bureauOfficer')).body).toEqual({
      programme: 'kaili-2023',
      opened: 0,
      known: 24,
      refused: [],
    });
  });

  test('is nobody else’s', async () => {
    for (const as of [admin, department, 'kaili-2/auditor']) {
      const reply = await open(as);
      expect([reply.status, reply.body.code]).toEqual([403, 'ROLE_NOT_ENTITLED']);
    }
  });

  test('names a programme that is there', async () => {
    const reply = await open('kaili-1/bureauOfficer', 'kaili-1999');
    expect([reply.status, reply.body.errors]).toMatchObject([
      422,
      [{ pointer: '/programme', code: 'UNKNOWN_PROGRAMME' }],
    ]);
  });
});

describe('a duty', () => {
  const listed = async (as: string, query = '') =>
    (await api.call({ path: `/v1/cases?lifecycle=duty&limit=100${query}`, as })).body.cases as {
      id: string;
      unit: string;
    }[];

  test('is seen by its owner, by whoever reviews it, and by everybody above, and by nobody else', async () => {
    const owners = (list: { unit: string }[]) => [...new Set(list.map(({ unit }) => unit))].sort();
    expect(owners(await listed(admin))).toEqual(['school-1']);
    expect(owners(await listed(department))).toEqual(['kaili-edu', 'school-1', 'school-2', 'township-school']);
    expect(await listed('qdn-1/organiserOfficer')).toHaveLength(24);
    expect((await read(duty, 'school-2-admin/unitAdmin')).status).toBe(404);
    expect((await read(duty, 'school-1-a0/applicant')).status).toBe(404);
  });

  test('says whose it is, who reviews it, and what may be done with it, in both languages', async () => {
    const { body } = await read(duty, admin);
    expect(body).toMatchObject({
      lifecycle: 'duty',
      state: 'owed',
      stateLabel: '应报送',
      person: null,
      unit: 'school-1',
      claim: null,
      holder: { role: 'unitAdmin', organisation: 'school-1' },
      duty: { form: '1-6', owner: 'school-1', reviewer: 'kaili-edu', collects: false, handedIn: null, overdue: false },
    });
    expect(body.availableEvents).toMatchObject([
      { type: 'handIn', label: '报送', allowed: 'unknown', needs: ['document', 'signature'] },
    ]);
    const { body: english } = await api.call({ path: `/v1/cases/${duty}?lang=en`, as: department });
    expect(english.availableEvents).toMatchObject([{ type: 'handIn', label: 'hand in', needs: ['document'] }]);
  });

  test('explains its deadlines, and agrees with itself', async () => {
    const due = async (id: string, as: string) =>
      (await api.call({ path: `/v1/cases/${id}/deadlines?lang=en`, as })).body.deadlines;
    expect(await due(duty, admin)).toContainEqual(
      expect.objectContaining({
        name: 'dutyDue',
        dueAt: '2023-08-11T00:00:00+08:00',
        clause: '五(五)',
        source: 'notice',
        agrees: true,
      }),
    );
    const rosters = await due(dutyOf('1-10', 'school-1'), admin);
    expect(rosters.map(({ agrees }: { agrees: boolean }) => agrees)).toEqual([true, true, true]);
    expect(rosters).toContainEqual(
      expect.objectContaining({ name: 'dutyDue', dueAt: '2023-08-26T00:00:00+08:00', source: 'assumed' }),
    );
  });

  test('is refused figures that cannot be, by name', async () => {
    const impossible = classes.map((one) => ({ ...one, filled: 99 }));
    const data = { content: { form: '1-6', classes: impossible } };
    const reply = await sendAs(admin, duty, { ...form, data });
    expect([reply.status, reply.body.code]).toEqual([409, 'POSTS_IMPOSSIBLE']);
    expect(reply.body.blockers).toHaveLength(2);
    expect(reply.body.blockers[0]).toMatchObject({
      clause: '五(五)',
      params: { class: 'SENIOR', posts: 4, filled: 99 },
    });
    const misshaped = await sendAs(admin, duty, { ...form, data: { content: { form: '1-6', classes: [] } } });
    expect([misshaped.status, misshaped.body.code]).toEqual([422, 'INVALID_BODY']);
    const unsigned = await sendAs(admin, duty, { type: form.type, data: form.data, document: form.document });
    expect(unsigned.body.blockers).toMatchObject([{ code: 'NEEDS_MISSING', params: { need: 'signature' } }]);
  });

  test('is handed in, taken up, accepted; and its form fixes the vacancies', async () => {
    const handedIn = await sendAs(admin, duty, form);
    expect([handedIn.status, handedIn.body.state, handedIn.body.duty.handedIn]).toMatchObject([
      200,
      'submitted.inTime',
      { late: false, file: sha('1-6'), content: { form: '1-6', classes } },
    ]);
    expect((await sendAs(admin, duty, { type: 'takeUp' })).status).toBe(403);
    expect((await sendAs(department, duty, { type: 'takeUp' })).body.state).toBe('underReview.inTime');
    const accepted = await sendAs(department, duty, { type: 'accept', signature });
    expect(accepted.body).toMatchObject({ state: 'accepted', duty: { inForce: 'accepted' } });
    expect(await office.query(`select class, approved from vacancies where duty = $1 order by class`, [duty])).toEqual([
      { class: 'INTERMEDIATE', approved: 2 },
      { class: 'SENIOR', approved: 1 },
    ]);
  });

  test('that is overdue names the one organisation that answers for it', async () => {
    await office.advanceTo('2023-08-11T09:00');
    const overdue = dutyOf('1-6', 'school-2');
    const { body } = await api.call({ path: `/v1/cases/${overdue}/responsibility?lang=en`, as: department });
    expect(body).toMatchObject({
      responsible: { role: 'unitAdmin', organisation: 'school-2', person: null },
      contributors: [],
      missed: [
        { deadline: 'dutyDue', responsible: { organisation: 'school-2' }, because: 'held', clause: '五(五)、五(七)' },
      ],
    });
    const late = await listed('kaili-1/bureauOfficer', '&state=overdue');
    expect(late.map(({ id }) => id)).toContain(overdue);
    expect(late.map(({ id }) => id)).not.toContain(duty);
  });
});
