/** What nothing that is asked about a result may break. Each answers what is wrong, or null. */
import { days, endedAt, hands } from './cast.ts';
import { groundOf, type Move, names } from './world.ts';

export type Property = (move: Move) => string | null;
const holds = (is: boolean, wrong: string): string | null => (is ? null : wrong);

const decisions = ['grant', 'refuse'];

export const properties: Readonly<Record<string, Property>> = {
  'it is decided by somebody who had no hand in it': ({ sent: { type, by, name }, before }) => {
    if (!decisions.includes(type)) return null;
    const earlier = names.flatMap((one) => (one === name ? [] : before.rechecks[one].decidedBy));
    const barred = new Set([...hands, 'p-applicant', ...earlier]);
    return holds(![by.person, by.onBehalfOf].some((hand) => hand !== null && barred.has(hand)), `${by.person}`);
  },

  'a result is decided on by its organiser, a procedure by the filing authority': ({ sent: { type, by, name } }) => {
    if (!decisions.includes(type)) return null;
    const wanted = groundOf[name] === 'RESULT' ? 'organiserOfficer' : 'filingOfficer';
    return holds(by.role === wanted, by.role);
  },

  'it is asked for once a ground, one at a time, and not after one was granted': ({ sent: { type, name }, before }) => {
    if (type !== 'open') return null;
    const earlier = names.filter((one) => before.rechecks[one].asked);
    const same = earlier.filter((one) => groundOf[one] === groundOf[name]);
    const open = earlier.filter((one) => !['refused', 'retracted'].includes(before.rechecks[one].stands));
    return holds(same.length + open.length === 0, `${name} after ${[...same, ...open]}`);
  },

  'it is asked for within ten working days of the result, or of what was decided on it': ({ sent, before }) => {
    if (sent.type !== 'open') return null;
    const since = Math.max(endedAt, ...names.map((name) => before.rechecks[name].lastAt));
    // The first of the days lies within ten working days of the result, the second only of itself.
    return holds(before.day === 0 || since === days[1], 'weeks later');
  },

  'the register says what was asked, and nothing else writes into it': ({ sent: { type, name }, before, after }) => {
    const wanted = [...before.register, ...(type === 'open' ? [groundOf[name]] : [])];
    return holds(after.register.join() === wanted.join(), after.register.join());
  },

  'a case is asked for by a grant, and again by the organiser where a vacancy is': ({ sent, before, moved }) => {
    const asked = moved.effects.filter(({ kind }) => kind === 'command').length;
    if (sent.type === 'grant') return holds(asked === 1, `${asked} commands`);
    if (sent.type === 'reopen') return holds(asked === 1 && before.vacancy, 'no vacancy');
    return holds(asked === 0, `${sent.type} sends ${asked}`);
  },

  'a day that passes decides nothing': ({ sent: { by, name }, before, after }) => {
    if (by.role !== 'clock') return null;
    const overdue = { requested: 'decisionOverdue', complained: 'complaintOverdue', granted: 'followUpOverdue' };
    const wanted = Reflect.get(overdue, before.rechecks[name].stands);
    return holds(after.rechecks[name].stands === wanted, after.rechecks[name].stands);
  },

  'an ended recheck takes nothing': ({ sent: { name, label }, before }) =>
    holds(!['refused', 'retracted', 'reopened'].includes(before.rechecks[name].stands), label),

  'only a case that is open makes a recheck reopened': ({ sent: { name }, after }) =>
    holds(after.rechecks[name].stands !== 'reopened' || after.followUps > 0, 'none is open'),
};
