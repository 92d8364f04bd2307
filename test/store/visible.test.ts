import { afterAll, beforeAll, expect, test } from 'vitest';
import { roles } from '../../machines/roles.ts';
import { sees } from '../../machines/visibility.ts';
import { countByState } from '../../store/overview-read.ts';
import { visibleTo } from '../../store/visible.ts';
import { type Office, openOffice } from '../support/office.ts';

let office: Office;
beforeAll(async () => {
  office = await openOffice();
});
afterAll(() => office.close());

test('a list is filtered by the rule that commands are: for every role, organisation and person', async () => {
  const id = await office.open('school-1-a0');
  const [row] = await office.query<{ person: string; visible_to: string[]; shown: boolean }>(
    'select person, visible_to, shown from cases where id = $1',
    [id],
  );
  if (!row) throw new Error('no case');
  const sight = { person: row.person, visibleTo: row.visible_to, shown: row.shown, ended: null };
  const people = ['school-1-a0', 'school-1-a1', null];
  const organisations = ['kaili-hrss', 'school-1', 'school-2', null];
  const asked = roles
    // The clock and other cases send commands and read nothing; the public reads nothing.
    .filter((role) => role !== 'clock' && role !== 'system' && role !== 'citizen')
    .flatMap((role) =>
      people.flatMap((person) => organisations.map((organisation) => ({ role, person, organisation }))),
    );
  for (const one of asked) {
    const actor = { ...one, onBehalfOf: null };
    const states = await countByState(office.pool, visibleTo(actor));
    expect([one, states.length > 0]).toEqual([one, sees(actor, sight)]);
  }
});

test('whoever acts for another sees what the other sees', async () => {
  await office.open('school-1-a2');
  const actor = { role: 'applicant', person: 'school-1-a3', organisation: null, onBehalfOf: 'school-1-a2' } as const;
  expect(await countByState(office.pool, visibleTo(actor))).toHaveLength(1);
});

test.each(['citizen', 'clock', 'system'] as const)('the %s reads no case', (role) => {
  expect(visibleTo({ role, person: 'neighbour', organisation: null, onBehalfOf: null })).toEqual(['nothing', null]);
});
