import { dateOf, type Instant } from '../../machines/time.ts';
import { meetings } from '../dates.ts';
import { hourOn } from '../hours.ts';
import type { Hand } from '../people.ts';
import {
  answered,
  applicant,
  attempt,
  committeeOfCase,
  type DeedSpec,
  deed,
  hand,
  has,
  lastInstant,
  organiser,
  type Scene,
  triedBefore,
  type Wish,
  when,
} from '../scene.ts';
import { close, raise } from './matters.ts';
import { withdraw } from './unit.ts';

/** 专家评审: what the committee's secretary sends of a meeting. The counts are the meeting's; here they are the seed's. */

function secretary(scene: Scene): Hand {
  const { organisation } = committeeOfCase(scene);
  return hand(scene, { role: 'committeeSecretary', organisation, purpose: 'meeting' });
}

/** The next meeting that begins after the case was ready; null where the season knows of none. */
function nextMeeting(scene: Scene): { at: Instant; id: string } | null {
  const { who } = scene;
  const days = meetings[who.programme.id]?.[who.committee] ?? [];
  const day = days.find((date) => hourOn(date, '09:00') > lastInstant(scene));
  return day === undefined ? null : { at: hourOn(day, '09:00'), id: `${who.programme.id}.${who.committee}.${day}` };
}

export function queued(scene: Scene): Wish | null {
  if (has(scene, 'withdrawsQueued')) return withdraw(scene);
  if (has(scene, 'lateObjection') && !triedBefore(scene, 'object')) {
    return raise(scene, { kind: 'objection', alleges: 'OTHER' });
  }
  const meeting = nextMeeting(scene);
  if (!meeting) return close(scene, { by: organiser(scene, 'objection') });
  const convene: DeedSpec = { by: secretary(scene), type: 'convene', data: { meeting: meeting.id }, at: meeting.at };
  if ((scene.view?.openMatters.length ?? 0) === 0) return deed(scene, 'convene', convene);
  if (!triedBefore(scene, 'conveneHeld')) {
    return attempt(scene, 'conveneHeld', { ...convene, expects: ['CASE_HELD'], at: lastInstant(scene) });
  }
  return close(scene, { by: organiser(scene, 'objection') });
}

export function groupAppraisal(scene: Scene): Wish | null {
  const { stage, who } = scene;
  const stuck = close(scene, { by: organiser(scene, 'objection') });
  if (stuck) return stuck;
  const data = (experts: number) => ({
    group: `group-${stage.chance.int([1, 4], 'group', who.index)}`,
    experts,
    opinion: stage.chance.sha256('opinion', who.index, experts),
  });
  const experts = stage.chance.int([3, 5], 'experts', who.index);
  const at = hourOn(dateOf(lastInstant(scene)), '14:00');
  const record: DeedSpec = { by: secretary(scene), type: 'recordOpinion', data: data(experts), document: true, at };
  if (has(scene, 'groupTooSmall') && !triedBefore(scene, 'opinionOfTwo')) {
    return attempt(scene, 'opinionOfTwo', { ...record, data: data(2), expects: ['GROUP_TOO_SMALL'] });
  }
  return deed(scene, 'recordOpinion', record);
}

export function voting(scene: Scene): Wish | null {
  const { stage, who } = scene;
  const stuck = close(scene, { by: organiser(scene, 'objection') });
  if (stuck) return stuck;
  const reject = (): Wish =>
    deed(scene, 'reject', {
      by: organiser(scene, 'review'),
      type: 'reject',
      reason: 'BAR_FOUND',
      signature: true,
      at: when(scene, 'decide'),
    });
  if (has(scene, 'barFoundBeforeVote') || answered(scene, 'decide', 'BARRED')) return reject();
  if (has(scene, 'withdrawsAtVote') && !triedBefore(scene, 'withdrawAtVote')) {
    const spec = {
      by: applicant(scene),
      type: 'withdraw',
      reason: 'PERSONAL',
      expects: ['EVENT_NOT_ALLOWED'],
    } as const;
    return attempt(scene, 'withdrawAtVote', spec);
  }
  const decide: DeedSpec = { by: secretary(scene), type: 'decide', signature: true };
  const size = committeeOfCase(scene).size.value;
  const quorum = Math.ceil((2 * size) / 3);
  const ballot = (present: number, yes: number) => ({
    present,
    yes,
    minutes: stage.chance.sha256('minutes', who.index),
    signedBy: `${committeeOfCase(scene).organisation}-chair`,
  });
  if (has(scene, 'quorumMissing') && !triedBefore(scene, 'decideWithoutQuorum')) {
    const data = ballot(quorum - 1, quorum - 1);
    return attempt(scene, 'decideWithoutQuorum', { ...decide, data, expects: ['QUORUM_MISSING'] });
  }
  if (has(scene, 'impossibleCounts') && !triedBefore(scene, 'decideImpossibly')) {
    return attempt(scene, 'decideImpossibly', {
      ...decide,
      data: ballot(quorum, quorum + 1),
      expects: ['COUNTS_IMPOSSIBLE'],
    });
  }
  const present = stage.chance.int([quorum, size], 'present', who.index);
  const pass = Math.ceil((2 * present) / 3);
  const range = has(scene, 'notPassed') ? ([0, pass - 1] as const) : ([pass, present] as const);
  const data = ballot(present, stage.chance.int(range, 'yes', who.index));
  return deed(scene, 'decide', { ...decide, data, expects: has(scene, 'barBeforeVote') ? ['BARRED'] : ['moved'] });
}
