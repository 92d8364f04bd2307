import { plannedInstant } from '../../machines/programme.ts';
import { addDays, dateOf, parseInstant } from '../../machines/time.ts';
import { homeHours, hourOn, officeHour } from '../hours.ts';
import { units } from '../organisations.ts';
import { lastCode, tried } from '../record.ts';
import { applicant, attempt, type DeedSpec, deed, hand, has, type Scene, triedBefore, type Wish } from '../scene.ts';
import { dossier, edition, someItem } from './materials.ts';

/** 填报: opening, and clicking «点击申报» in the window or not. */

const threeDays = 3;

function opening(scene: Scene, more: { unit?: string } = {}): DeedSpec {
  const { who } = scene;
  const byUnit = who.opener === 'unitHandler' && more.unit === undefined;
  return {
    by: byUnit ? hand(scene, { role: 'unitHandler', organisation: who.unit, purpose: 'open' }) : applicant(scene),
    type: 'open',
    data: { person: who.applicant, unit: more.unit ?? who.unit, ...who.claim },
    version: 'none',
  };
}

export function unopened(scene: Scene): Wish | null {
  const { who, record, stage } = scene;
  const early = parseInstant('2023-07-31T16:30:00+08:00');
  if (has(scene, 'opensTooEarly') && !triedBefore(scene, 'openTooEarly')) {
    return attempt(scene, 'openTooEarly', { ...opening(scene), at: early, expects: ['SEASON_CLOSED'] });
  }
  if (has(scene, 'notEmployed') && !triedBefore(scene, 'openElsewhere')) {
    const other = stage.chance.pick(
      units.filter(({ id }) => id !== who.unit),
      'elsewhere',
      who.index,
    );
    const spec = { ...opening(scene, { unit: other.id }), at: who.opensAt, expects: ['NOT_EMPLOYED'] };
    return attempt(scene, 'openElsewhere', spec);
  }
  if (has(scene, 'opensTooLate')) {
    if (tried(record, 'open') > 0) return null;
    return deed(scene, 'open', { ...opening(scene), at: who.opensAt, expects: ['CLICK_WINDOW_CLOSED'] });
  }
  // Whoever starts again finds the slot still held where the first case is not withdrawn yet.
  const expects = ['moved', 'SLOT_TAKEN'];
  if (tried(record, 'open') === 0) return deed(scene, 'open', { ...opening(scene), at: who.opensAt, expects });
  const again = officeHour(stage.calendar, { after: record.last ?? 0, days: threeDays, hour: 0 });
  const end = plannedInstant(who.programme, who.committee, 'clickWindowEnd');
  return again < end ? deed(scene, 'open', { ...opening(scene), at: again, expects }) : null;
}

/** Another case of the same person and year: refused while the slot is held (五(三)). */
export function openAnother(scene: Scene, name: string, expects: readonly string[]): Wish {
  const caseId = scene.stage.chance.uuid(name, scene.who.index);
  return attempt(scene, name, { ...opening(scene), on: 'another', caseId, expects });
}

export function editing(scene: Scene): Wish | null {
  const { who, record, stage } = scene;
  if (has(scene, 'doubleOpen') && !triedBefore(scene, 'openTwice'))
    return openAnother(scene, 'openTwice', ['SLOT_TAKEN']);
  if (has(scene, 'neverSubmits')) return null;
  if (has(scene, 'withdrawsDraft')) {
    return deed(scene, 'withdraw', { by: applicant(scene), type: 'withdraw', reason: 'PERSONAL' });
  }
  const submit: DeedSpec = {
    by: applicant(scene),
    type: 'submit',
    data: dossier(scene, { edition: edition(scene) }),
    at: who.submitsAt,
  };
  if (has(scene, 'forgetsMaterial') && !triedBefore(scene, 'submitIncomplete')) {
    const data = dossier(scene, { edition: 0, without: someItem(scene) });
    return attempt(scene, 'submitIncomplete', { ...submit, data, at: who.submitsAt, expects: ['MATERIAL_MISSING'] });
  }
  if (has(scene, 'submitsTooLate')) {
    const end = plannedInstant(who.programme, who.committee, 'clickWindowEnd');
    return deed(scene, 'submit', { ...submit, at: officeHour(stage.calendar, { after: end, days: 0, hour: 0 }) });
  }
  if (lastCode(record, 'submit') === 'BARRED') {
    if (has(scene, 'barRuns')) return null;
    const lapsed = hourOn(addDays(dateOf(record.last ?? 0), 17), homeHours[3] as string);
    return deed(scene, 'submit', { ...submit, at: lapsed });
  }
  const barred = has(scene, 'barLapses') || has(scene, 'barRuns');
  return deed(scene, 'submit', { ...submit, expects: barred ? ['BARRED'] : ['moved'] });
}

/** Locked: whoever comes after the window finds it closed. */
export function locked(scene: Scene): Wish | null {
  if (!has(scene, 'submitsTooLate') || triedBefore(scene, 'submitTooLate')) return null;
  const data = dossier(scene, { edition: 0 });
  return attempt(scene, 'submitTooLate', {
    by: applicant(scene),
    type: 'submit',
    data,
    expects: ['EVENT_NOT_ALLOWED'],
  });
}
