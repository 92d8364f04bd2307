import { addDays, dateOf, type Instant, type PlainDate } from '../../machines/time.ts';
import { meetings } from '../dates.ts';
import { hourOn, workingDayFrom, workingDaysFrom } from '../hours.ts';
import {
  applicant,
  attempt,
  committeeOfCase,
  type DeedSpec,
  deed,
  hand,
  has,
  organiser,
  type Scene,
  triedBefore,
  type Wish,
  when,
} from '../scene.ts';
import type { Trouble } from '../troubles.ts';
import { close, raise } from './matters.ts';
import { withdraw } from './unit.ts';

/**
 * 专家评审, as the people of a case live through it: they wait for the committee's sitting, which is called and held by its
 * secretary (`season/offices/committee.ts`), and look whether it has been.
 */

/** Who does something while the sitting sits, and so looks at its hours. */
const watching: readonly Trouble[] = [
  'withdrawsInAppraisal',
  'withdrawsAtVote',
  'groupTooSmall',
  'impossibleCounts',
  'barFoundBeforeVote',
  'heldAtVote',
];
/** When the groups sit, and when the vote is opened, people having acted before the secretary. */
const hours = ['14:00', '16:30'] as const;
const MORNING = '09:00';
/** A sitting that fails is made up for on the next day, and again. */
const DAYS = 4;

const meetingDays = ({ who }: Scene): readonly PlainDate[] => meetings[who.programme.id]?.[who.committee] ?? [];

/** The next day on which the committee meets, from an instant on. */
function nextMeetingDay(scene: Scene, from: Instant): PlainDate | null {
  return meetingDays(scene).find((day) => hourOn(day, MORNING) >= from) ?? null;
}

/** Looks again on the mornings after a sitting; whoever watches, while it sits too. Null: no sitting is to come. */
function nextLook(scene: Scene): Wish | null {
  const { stage, now } = scene;
  const watches = watching.some((trouble) => has(scene, trouble));
  const looks = meetingDays(scene).flatMap((day) => {
    const days = Array.from({ length: DAYS + 1 }, (_, n) => workingDaysFrom(stage.calendar, day, n));
    const sitting = watches ? days.slice(0, DAYS).flatMap((one) => hours.map((hour) => hourOn(one, hour))) : [];
    return [...sitting, ...days.slice(1).map((one) => hourOn(one, MORNING))];
  });
  const next = looks.filter((instant) => instant > now).sort((a, b) => a - b)[0];
  return next === undefined ? null : { kind: 'look', what: 'case', at: next };
}

/** As long as it is under review: on every morning. */
function lookTomorrow(scene: Scene): Wish {
  const tomorrow = hourOn(workingDayFrom(scene.stage.calendar, addDays(dateOf(scene.now), 1)), MORNING);
  const next = nextLook(scene);
  return next && next.at < tomorrow ? next : { kind: 'look', what: 'case', at: tomorrow };
}

/** What only a sitting may tell a case: of a person it is not taken (domain A54). */
function byHand(scene: Scene, name: string, spec: Pick<DeedSpec, 'type' | 'data' | 'document' | 'signature'>): Wish {
  const { organisation } = committeeOfCase(scene);
  const by = hand(scene, { role: 'committeeSecretary', organisation, purpose: 'meeting' });
  return attempt(scene, name, { ...spec, by, at: scene.now, expects: ['ROLE_NOT_ENTITLED'] });
}

const meetingOf = ({ stage, who }: Scene) => stage.chance.uuid('noMeeting', who.index);

const object = (scene: Scene, at?: Instant): Wish =>
  raise(scene, { kind: 'objection', alleges: 'OTHER', ...(at === undefined ? {} : { at }) });

const isOpen = ({ view }: Scene) => (view?.openMatters.length ?? 0) > 0;

/** 令40 第16条: answered in its time; one that was raised before a sitting, when the sitting has passed the case over. */
function answer(scene: Scene, after?: Instant): Wish | null {
  const wish = close(scene, { by: organiser(scene, 'objection') });
  if (!wish || after === undefined) return wish;
  return { ...wish, at: Math.max(wish.at, when(scene, 'resolveObjection', { after })) };
}

export function queued(scene: Scene): Wish | null {
  const { record } = scene;
  const day = nextMeetingDay(scene, Math.max(record.since, record.last ?? 0));
  if (has(scene, 'withdrawsQueued')) {
    const wish = withdraw(scene);
    // Between the call and the roll.
    return day === null ? wish : { ...wish, at: Math.max(scene.now, hourOn(day, '10:30')) };
  }
  if (has(scene, 'quorumMissing') && !triedBefore(scene, 'conveneByHand')) {
    return byHand(scene, 'conveneByHand', { type: 'convene', data: { meeting: meetingOf(scene) } });
  }
  if (has(scene, 'lateObjection') && !triedBefore(scene, 'object')) return object(scene);
  if (isOpen(scene)) return answer(scene, day === null ? undefined : hourOn(day, '16:30'));
  return nextLook(scene);
}

export function groupAppraisal(scene: Scene): Wish | null {
  const { stage, who } = scene;
  if (isOpen(scene)) return answer(scene);
  if (has(scene, 'withdrawsInAppraisal')) return { ...withdraw(scene), at: scene.now };
  if (has(scene, 'groupTooSmall') && !triedBefore(scene, 'opinionByHand')) {
    const opinion = stage.chance.sha256('opinion', who.index);
    const data = { meeting: meetingOf(scene), group: 'group-1', experts: 3, opinion };
    return byHand(scene, 'opinionByHand', { type: 'recordOpinion', data, document: true });
  }
  return lookTomorrow(scene);
}

/** Working days until what a sitting decided has been told: only then is ended what a bar has stopped, or answered what holds it. */
const TOLD_DAYS = 3;

export function voting(scene: Scene): Wish | null {
  const { stage, who, record, now } = scene;
  const later = hourOn(workingDaysFrom(stage.calendar, dateOf(record.since), TOLD_DAYS), MORNING);
  if (isOpen(scene)) return answer(scene, has(scene, 'heldWhenTold') ? later : undefined);
  const reject = (at: Instant): Wish => {
    const by = organiser(scene, 'review');
    return deed(scene, 'reject', { by, type: 'reject', reason: 'BAR_FOUND', signature: true, at });
  };
  if (has(scene, 'barFoundBeforeVote')) return reject(now);
  // A bar decided between the review and the decision: the sitting's word does not reach the case (A40).
  if (has(scene, 'barBeforeVote') || has(scene, 'barBeforeConfirmation')) {
    return now >= later ? reject(now) : lookTomorrow(scene);
  }
  if (has(scene, 'withdrawsAtVote') && !triedBefore(scene, 'withdrawAtVote')) {
    const by = applicant(scene);
    const spec = { by, type: 'withdraw', reason: 'PERSONAL', at: now, expects: ['EVENT_NOT_ALLOWED'] } as const;
    return attempt(scene, 'withdrawAtVote', spec);
  }
  if (has(scene, 'impossibleCounts') && !triedBefore(scene, 'decideByHand')) {
    const paper = stage.chance.sha256('minutes', who.index);
    const data = { meeting: meetingOf(scene), present: 9, yes: 10, minutes: paper, signedBy: 'nobody' };
    return byHand(scene, 'decideByHand', { type: 'decide', data, signature: true });
  }
  const held = has(scene, 'heldAtVote') || has(scene, 'heldWhenTold');
  return held && !triedBefore(scene, 'object') ? object(scene, now) : lookTomorrow(scene);
}
