import { afterAll, beforeAll, expect, test } from 'vitest';
import { addDays } from '../../machines/time.ts';
import { type Api, startApi } from '../support/api.ts';
import { opened, published, submitted, verified } from '../support/applicants.ts';
import { aimed, type CaseThere, fuzzedCalls, fuzzPlan } from '../support/fuzz.ts';
import { type Office, openOffice } from '../support/office.ts';

let office: Office;
let api: Api;
beforeAll(async () => {
  office = await openOffice();
  api = await startApi(office);
  await opened(api, 'school-1-a0');
  await submitted(api, 'school-1-a1');
  await published(api, { office, applicant: 'school-1-a2' });
  await verified(api, 'school-2-a0');
});
afterAll(async () => {
  await api.close();
  await office.close();
});

const AT_ONCE = 16;
const MS_EACH = 40;

test(
  `${fuzzPlan.requests} fuzzed requests of seed ${fuzzPlan.seed}: none is answered with 500, all as the document says`,
  async () => {
    const calls = fuzzedCalls(fuzzPlan);
    const statuses = new Map<number, number>();
    for (let start = 0; start < calls.length; start += AT_ONCE) {
      await playOn(start / calls.length);
      const cases = await casesThere();
      const batch = calls.slice(start, start + AT_ONCE).map((call) => aimed(call, cases));
      const replies = await Promise.all(batch.map(api.call));
      for (const [index, { status, headers, text }] of replies.entries()) {
        statuses.set(status, (statuses.get(status) ?? 0) + 1);
        if (status >= 500) throw new Error(`${status} to ${JSON.stringify(batch[index])}: ${text}`);
        if (status >= 400) expect(headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
      }
    }
    console.log(
      `answered: ${[...statuses]
        .sort()
        .map(([status, count]) => `${status} × ${count}`)
        .join(', ')}`,
    );
    const states = await office.query('select distinct state from events');
    console.log(`cases came to ${states.length} states`);
    expect(api.defects).toEqual([]);
    // A run that is refused at the door tests the door only: enough of it has to come through.
    expect(statuses.get(200) ?? 0).toBeGreaterThan(fuzzPlan.requests / 40);
    expect(statuses.get(409) ?? 0).toBeGreaterThan(fuzzPlan.requests / 100);
    expect(statuses.get(422) ?? 0).toBeGreaterThan(fuzzPlan.requests / 10);
    await everyCaseIsWhole();
  },
  60_000 + fuzzPlan.requests * MS_EACH,
);

const YEAR_DAYS = 370;
let day = '2023-08-02';

/** The season goes by meanwhile, slowly at first: publicities end, nodes are missed, the rollover comes. */
async function playOn(share: number): Promise<void> {
  const today = addDays('2023-08-02', Math.floor(share ** 3 * YEAR_DAYS));
  if (today <= addDays(day, 6)) return;
  day = today;
  await office.advanceTo(`${day}T09:00`);
}

/** Ten cases, those still running first: an ended one has only one answer left. */
function casesThere(): Promise<CaseThere[]> {
  return office.query(
    `select id, version, holder_role, holder_org, person from cases
     order by ended is not null, md5(id::text || last_at::text), id limit 10`,
  );
}

/**
 * Whatever was sent: versions, events and the deadlines of every case still belong together. A notice that was not proved in
 * time waits for a look at its page, however long.
 */
async function everyCaseIsWhole(): Promise<void> {
  const broken = await office.query(
    `select c.id from cases c where c.version <> (select count(*) from events e where e.case_id = c.id)
       or c.version <> (select max(seq) from events e where e.case_id = c.id)
       or (c.ended is not null or c.lifecycle = 'notice' and c.state = 'unproved') = exists (
         select from deadlines d where d.case_id = c.id and d.status in ('armed', 'provisional'))`,
  );
  expect(broken).toEqual([]);
}
