import { plannedInstant } from '../machines/programme.ts';
import { dateOf } from '../machines/time.ts';
import { hourOn, workingDayFrom } from './hours.ts';
import { bureauOf, units } from './organisations.ts';
import { moved, tried } from './record.ts';
import { attempt, bureauOfficer, type Deed, type DeedSpec, hand, lastInstant, type Scene, type Wish } from './scene.ts';
import { ended, flagged } from './scripts/afterwards.ts';
import { groupAppraisal, queued, voting } from './scripts/committee.ts';
import { applicantCorrection, desk, missedCutoff, unitCorrection } from './scripts/departments.ts';
import { editing, locked, unopened } from './scripts/draft.ts';
import {
  awaitingPolicy,
  awaitingSupplement,
  materialIntake,
  policyObjectionCheck,
  policyPublicity,
  reviewing,
} from './scripts/organiser.ts';
import { awaitingResult, confirmation, investigating, resultOpen } from './scripts/result.ts';
import {
  awaitingInternal,
  correction,
  internalPublicity,
  materialCheck,
  objectionCheck,
  recommendation,
} from './scripts/unit.ts';

/**
 * What happens next in a case: a pure function of how it stands, of its people's characters and of what they remember.
 * What they wish may be refused; they are told, and wish again.
 */

const unit = 'beforeIntake.unitVerification';
const departments = 'beforeIntake.departmentPush';

const scripts: Readonly<Record<string, (scene: Scene) => Wish | null>> = {
  'draft.editing': editing,
  'draft.locked': locked,
  [`${unit}.materialCheck`]: materialCheck,
  [`${unit}.internalPublicity.awaitingNotice`]: awaitingInternal,
  [`${unit}.internalPublicity.shown`]: internalPublicity,
  [`${unit}.objectionCheck`]: objectionCheck,
  [`${unit}.recommendation`]: recommendation,
  [`${unit}.correction.inTime`]: correction,
  [`${unit}.correction.late`]: correction,
  [`${departments}.desk`]: desk,
  [`${departments}.applicantCorrection.inTime`]: applicantCorrection,
  [`${departments}.applicantCorrection.late`]: applicantCorrection,
  [`${departments}.unitCorrection.inTime`]: unitCorrection,
  [`${departments}.unitCorrection.late`]: unitCorrection,
  missedCutoff,
  'materialIntake.inTime': materialIntake,
  'materialIntake.late': materialIntake,
  'policyReview.reviewing': reviewing,
  'policyReview.awaitingSupplement': awaitingSupplement,
  'policyReview.publicity.awaitingNotice': awaitingPolicy,
  'policyReview.publicity.shown': policyPublicity,
  'policyReview.objectionCheck': policyObjectionCheck,
  'expertReview.queued': queued,
  'expertReview.groupAppraisal': groupAppraisal,
  'expertReview.voting': voting,
  'resultPublicity.open.awaitingNotice': awaitingResult,
  'resultPublicity.open.shown': resultOpen,
  'resultPublicity.investigating': investigating,
  confirmation,
};

/** States for which the season has a script: every state of the application that is no outcome. */
export const scriptedStates: readonly string[] = Object.keys(scripts);

/** The next thing anybody does about a case, and when; null where nobody ever will. */
export function nextWish(scene: Scene): Wish | null {
  const { view } = scene;
  if (!view) return odd(scene, unopened(scene));
  const again = oddAfterwards(scene);
  if (again) return again;
  if (view.ended !== null) return ended(scene);
  const wish = underway(scene, view.state);
  return beforeMilestone(scene, odd(scene, wish));
}

function underway(scene: Scene, state: string): Wish | null {
  if (isFlagged(scene, state)) return flagged(scene);
  if (isStalled(scene, state)) return null;
  const script = scripts[state];
  if (!script) throw new Error(`the season has no script for ${state}`);
  return script(scene);
}

/** The rollover has passed over a case that is with the committee, and the bureau has not decided (domain A02). */
function isFlagged({ who, record, now }: Scene, state: string): boolean {
  const rollover = plannedInstant(who.programme, who.committee, 'cycleRollover');
  const withCommittee = /^(expertReview|resultPublicity|confirmation)\b/.test(state);
  return withCommittee && now >= rollover && moved(record, 'carryOver') === 0;
}

function isStalled({ who, record }: Scene, state: string): boolean {
  const { stall } = who;
  if (!stall || who.troubles.has('pushesTooLate')) return false;
  if (moved(record, 'secondExtension') > 0 || moved(record, 'carryOver') > 0) return false;
  if (stall.desk !== null && stall.desk !== moved(record, 'push')) return false;
  return state === stall.state || state.startsWith(`${stall.state}.`);
}

/** Looks after the cut-off and after the rollover, for they move a case on which nobody acts. */
function beforeMilestone({ who, view, now, stage }: Scene, wish: Wish | null): Wish | null {
  const names = view?.state.startsWith('beforeIntake')
    ? (['intakeCutoff', 'cycleRollover'] as const)
    : (['cycleRollover'] as const);
  const next = names.map((name) => plannedInstant(who.programme, who.committee, name)).find((instant) => instant > now);
  if (next === undefined) return wish;
  const morning = hourOn(workingDayFrom(stage.calendar, dateOf(next + 12 * 3_600_000)), '09:00');
  if (wish && (wish.at <= next || wish.at <= morning)) return wish;
  return { kind: 'look', what: 'case', at: Math.max(morning, next) };
}

/** Before the act it goes with: the same by somebody who may not, or on an old version. */
function odd(scene: Scene, wish: Wish | null): Wish | null {
  const { who, record, view } = scene;
  const { oddity } = who;
  if (wish?.kind !== 'deed' || !oddity || wish.label !== oddity.before || wish.name !== wish.label) return wish;
  const name = `odd.${oddity.kind}`;
  if (tried(record, name) > 0 || !view) return wish;
  const spec: DeedSpec = { ...specOf(wish), at: wish.at };
  switch (oddity.kind) {
    case 'wrongRole':
      return attempt(scene, name, { ...spec, by: bureauOfficer(scene, name), expects: ['ROLE_NOT_ENTITLED'] });
    case 'auditor': {
      const by = hand(scene, { role: 'auditor', organisation: bureauOf(who.unit), purpose: name });
      return attempt(scene, name, { ...spec, by, expects: ['ROLE_NOT_ENTITLED'] });
    }
    case 'outsider': {
      const elsewhere = units.filter(({ id }) => id !== who.unit)[who.index % (units.length - 1)];
      const by = hand(scene, { role: 'unitAdmin', organisation: elsewhere?.id ?? '', purpose: name });
      return attempt(scene, name, { ...spec, by, expects: ['CASE_NOT_FOUND'] });
    }
    case 'stale':
      return view.version < 2 ? wish : attempt(scene, name, { ...spec, version: 'stale', expects: ['STALE_VERSION'] });
    case 'noVersion':
      return attempt(scene, name, { ...spec, version: 'none', expects: ['VERSION_REQUIRED'] });
    case 'repeat':
    case 'keyReused':
      return wish;
    default:
      return oddity.kind satisfies never;
  }
}

/** After it was accepted: the same key again, with the same body or with another. */
function oddAfterwards(scene: Scene): Deed | null {
  const { who, record } = scene;
  const last = record.lastMoved;
  if (!who.oddity || last?.name !== who.oddity.before) return null;
  const name = `odd.${who.oddity.kind}`;
  if (tried(record, name) > 0 || (who.oddity.kind !== 'repeat' && who.oddity.kind !== 'keyReused')) return null;
  const repeats = who.oddity.kind === 'repeat';
  const { by, command } = last.sent;
  const spec: DeedSpec = { by, type: command.type, data: command.data, at: lastInstant(scene) };
  const wish = attempt(scene, name, { ...spec, expects: [repeats ? 'replayed' : 'KEY_REUSED'] });
  return { ...wish, key: repeats ? 'same' : 'other', command: repeats ? command : otherBody(command) };
}

/** Another body, that would be as acceptable on its own. */
function otherBody(command: Deed['command']): Deed['command'] {
  return { ...command, reason: { code: 'OTHER', text: '又一次' } };
}

function specOf({ by, command }: Deed): DeedSpec {
  const { type, data, reason, signature, document } = command;
  return {
    by,
    type,
    data,
    ...(reason ? { reason: reason.code } : {}),
    ...(signature ? { signature: true } : {}),
    ...(document ? { document: true } : {}),
  };
}
