/** What must hold at every move of an application, said over the witness and the attempt, never over the guards. */
import { nodeInstant, startInstant } from '../../../machines/programme.ts';
import type { Role } from '../../../machines/roles.ts';
import { dateOf } from '../../../machines/time.ts';
import { countsOf } from './attempts-around.ts';
import { attemptOf, dataOf, holds, type Move, type Property, rang, sent } from './move.ts';
import { around } from './properties-around.ts';
import { handsOf, payloadOf } from './witness.ts';

const inPublicity = (stands: string): boolean => /[pP]ublicity|objectionCheck|investigating/.test(stands);

/** Everything published for its whole length that the law wants published before this stage. */
function published({ setting, after }: Move, upTo: 'policy' | 'result'): boolean {
  const { content, recommended, whole } = after;
  if (content === null || recommended === null) return false;
  const internal = whole.internal.includes(recommended);
  const policy = setting.programme.periods.policyPublicityEnd.workingDays === 0 || whole.policy.includes(content);
  return internal && policy && (upTo === 'policy' || whole.result.includes(content));
}

const publicities: Record<string, Property> = {
  'a publicity is left for the next stage only when it ran whole and nothing is open': (move) => {
    const { from, to, after } = move;
    if (!inPublicity(from) || inPublicity(to.split('.').at(-1) ?? '')) return null;
    const nothingOpen = after.open.length === 0;
    if (to.endsWith('.recommendation'))
      return holds(nothingOpen && after.whole.internal.includes(after.content ?? ''), `left ${from}`);
    return /^(expertReview|confirmation)/.test(to) ? holds(nothingOpen, `left ${from}`) : null;
  },
  'no stage begins before the publicity that comes first has run whole': (move) => {
    const [was, is] = [move.from.split('.')[0], move.to.split('.')[0]];
    if (was === is || was === 'unopened') return null;
    if (is === 'expertReview') return holds(published(move, 'policy'), 'to expert review');
    return is === 'confirmation' ? holds(published(move, 'result'), 'to confirmation') : null;
  },
  'the unit recommends only what its publicity showed for the whole length, with nothing open': (move) => {
    const { before, after, to } = move;
    if (to.endsWith('.recommendation'))
      return holds(after.whole.internal.includes(after.content ?? ''), 'to recommend');
    if (!sent(move, 'recommend')) return null;
    return holds(before.open.length === 0 && before.whole.internal.includes(before.content ?? ''), 'recommended');
  },
  'nothing is certified without its publicities and with an open matter': (move) =>
    move.to === 'certified' ? holds(published(move, 'result') && move.after.open.length === 0, 'certified') : null,
  'what is open holds the case': (move) =>
    sent(move, 'recommend', 'push', 'passPolicy', 'convene', 'decide', 'confirm')
      ? holds(move.before.open.length === 0, `${attemptOf(move)?.type} with an open matter`)
      : null,
};

const upheldLeadsTo: Record<string, RegExp> = {
  return: /^beforeIntake\.unitVerification\.correction\./,
  decline: /^notRecommended$/,
  reject: /^(policyRejected|publicityRejected)$/,
  disqualify: /^disqualified$/,
};

const matters: Record<string, Property> = {
  'an upheld matter has its consequence': (move) => {
    if (!sent(move, 'resolveObjection', 'resolveComplaint')) return null;
    const { outcome, consequence } = dataOf<{ outcome: string; consequence?: string }>(move);
    if (outcome !== 'upheld') return null;
    return holds(upheldLeadsTo[consequence ?? '']?.test(move.to) ?? false, `upheld (${consequence}) led to ${move.to}`);
  },
  'only a matter that is open is resolved': (move) => {
    if (!sent(move, 'resolveObjection', 'resolveComplaint')) return null;
    const { matter } = dataOf<{ matter: string }>(move);
    return holds(
      move.before.open.some(({ id }) => id === matter),
      'resolved what was not open',
    );
  },
  'fraud is not escaped by withdrawing': (move) =>
    sent(move, 'withdraw') ? holds(!move.before.open.some(({ alleges }) => alleges !== 'OTHER'), 'withdrawn') : null,
};

const route: Record<string, Property> = {
  'a return goes to whoever is to correct, and comes back from there': (move) => {
    if (!sent(move, 'return')) return null;
    const unit = dataOf<{ to: string }>(move).to === 'unit' ? 'unitCorrection' : 'applicantCorrection';
    const goal = move.from.includes('departmentPush') ? `departmentPush.${unit}` : 'unitVerification.correction';
    return holds(move.to === `beforeIntake.${goal}.inTime`, `returned to ${move.to}`);
  },
  'corrections come back to where they were asked, unless what was published has changed': (move) => {
    const { before, after, to } = move;
    if (sent(move, 'supplement')) return holds(to === 'policyReview.reviewing', `supplemented to ${to}`);
    if (!sent(move, 'resubmit')) return null;
    const back = before.returned?.includes('departmentPush') && before.recommended === after.content;
    const goal = back ? 'departmentPush.desk' : 'unitVerification.materialCheck';
    return holds(to === `beforeIntake.${goal}`, `resubmitted to ${to}`);
  },
  'no supplement in time is giving up': (move) =>
    rang(move, 'supplementDue') ? holds(move.to === 'abandoned', `supplementDue led to ${move.to}`) : null,
  'an extension comes back to where the cut-off found the case': (move) => {
    if (!sent(move, 'extend') || move.to === move.from) return null;
    const place = (stands: string) => stands.replace(/\.(inTime|late|awaitingNotice|shown)$/, '');
    const [was, level] = (move.before.cutAt ?? '').split(' ');
    return holds(place(was ?? '') === place(move.to) && level === String(move.before.level), `extended to ${move.to}`);
  },
  'every department pushes in its turn': (move) => {
    if (!sent(move, 'push')) return null;
    const last = move.before.level + 1 === move.setting.departments;
    return holds(last === move.to.startsWith('materialIntake'), `pushed by ${move.before.level} to ${move.to}`);
  },
  'the cut-off leads to missedCutoff before the intake, and only there': (move) => {
    if (!rang(move, 'intakeCutoff')) return null;
    return holds(
      move.to === (move.from.startsWith('beforeIntake') ? 'missedCutoff' : 'materialIntake.late'),
      `cut off to ${move.to}`,
    );
  },
  'the rollover ends what stands up to policy review and flags the rest': (move) => {
    if (!rang(move, 'cycleRollover')) return null;
    const withCommittee = /^(expertReview|resultPublicity|confirmation)/.test(move.from);
    if (!withCommittee) return holds(move.to === 'terminatedByRollover', `rolled over to ${move.to}`);
    const flagged = move.to === move.from && move.after.armed.includes('rolloverDecisionDue');
    return holds(flagged, `rolled over to ${move.to}`);
  },
};

/** Who may do what (domain §2.2–2.3), whatever the place. */
const entitled: Partial<Record<string, readonly Role[]>> = {
  open: ['applicant', 'unitHandler', 'system'],
  submit: ['applicant'],
  withdraw: ['applicant'],
  verify: ['materialReviewer'],
  return: ['materialReviewer', 'unitHandler', 'unitAdmin', 'departmentOfficer'],
  resubmit: ['applicant', 'unitHandler'],
  recommend: ['unitAdmin'],
  decline: ['unitAdmin'],
  push: ['departmentOfficer'],
  receive: ['organiserOfficer'],
  passPolicy: ['organiserOfficer'],
  reject: ['organiserOfficer'],
  requestSupplement: ['organiserOfficer'],
  supplement: ['applicant'],
  publish: ['system'],
  unpublish: ['system'],
  prolong: ['system'],
  convene: ['system'],
  requeue: ['system'],
  recordOpinion: ['system'],
  decide: ['system'],
  object: ['citizen'],
  complain: ['citizen'],
  resolveObjection: ['unitAdmin', 'departmentOfficer', 'organiserOfficer', 'bureauOfficer'],
  resolveComplaint: ['unitAdmin', 'departmentOfficer', 'organiserOfficer', 'bureauOfficer'],
  confirm: ['filingOfficer'],
  refuseFiling: ['filingOfficer', 'organiserOfficer'],
  disqualify: ['organiserOfficer', 'bureauOfficer'],
  extend: ['organiserOfficer', 'bureauOfficer'],
  carryOver: ['bureauOfficer'],
  terminate: ['bureauOfficer'],
};

const people: Record<string, Property> = {
  'only who is entitled acts': (move) => {
    const attempt = attemptOf(move);
    if (!attempt) return null;
    const { type, actor } = attempt;
    return holds(entitled[type]?.includes(actor.role) ?? false, `${type} by ${actor.role}`);
  },
  'an extension takes two persons': (move) => {
    if (!sent(move, 'extend') || move.to === move.from) return null;
    const { proposed } = move.before;
    const attempt = attemptOf(move)!;
    const same = proposed?.payload === payloadOf(attempt);
    return holds(same && !handsOf(attempt).some((hand) => proposed?.hands.includes(hand)), 'one person extended');
  },
  'who checks, recommends, reviews and confirms is not who must not': (move) => {
    const attempt = attemptOf(move);
    if (!attempt) return null;
    const hands = handsOf(attempt);
    const forbidden: Record<string, readonly string[]> = {
      verify: ['p-applicant'],
      recommend: ['p-applicant'],
      passPolicy: move.before.reviewers,
      confirm: ['p-chair'],
      resolveObjection: ['p-applicant'],
      resolveComplaint: ['p-applicant'],
    };
    return holds(!forbidden[attempt.type]?.some((hand) => hands.includes(hand)), `${attempt.type} by one of ${hands}`);
  },
};

const rules: Record<string, Property> = {
  'a barred applicant is not carried forward': (move) => {
    if (!sent(move, 'submit', 'recommend', 'decide', 'confirm')) return null;
    const { at, facts } = attemptOf(move)!;
    const today = dateOf(at);
    const runs = (facts.bars ?? []).some(
      ({ decidedOn, barredThrough }) => decidedOn <= today && today <= barredThrough,
    );
    return holds(!runs, 'barred');
  },
  'the unit recommends within its vacancies': (move) => {
    if (!sent(move, 'recommend')) return null;
    const { approved, reserved, own } = attemptOf(move)!.facts.vacancy!;
    const { exemption } = dataOf<{ exemption?: { retiresOn: string } }>(move);
    if (exemption) return holds(exemption.retiresOn < '2026-12-31' && move.after.vacancy !== 'reserved', 'exempt');
    return holds(approved === null || own || reserved < approved, 'recommended beyond the vacancies');
  },
  'a recheck reopens a case once, within the vacancies, and tells it': (move) => {
    if (!sent(move, 'open') || dataOf<{ reopens?: string }>(move).reopens === undefined) return null;
    const { reopened, vacancy } = attemptOf(move)!.facts;
    const { approved, reserved } = vacancy!;
    const within = approved === null || reserved < approved;
    const told = move.result.effects.some(
      (effect) => effect.kind === 'command' && effect.lifecycle === 'recheck' && effect.case === reopened?.recheck,
    );
    return holds(
      within && reopened?.followUp === null && told && move.after.vacancy === 'reserved',
      `reopened with vacancy ${move.after.vacancy}, ${told ? 'told' : 'not told'}`,
    );
  },
  'whoever is disqualified is barred for a breach that stands in the archive, and nobody else': (move) => {
    const { barred, entered } = move.after;
    const alleged = { FRAUD: 'FRAUD', MISCONDUCT: 'ACADEMIC_MISCONDUCT' }[
      move.before.open.find(({ id }) => id === dataOf<{ matter?: string }>(move).matter)?.alleges ?? ''
    ];
    const expected = move.to === 'disqualified' ? (sent(move, 'disqualify') ? 'FRAUD' : alleged) : null;
    return holds(barred === expected && entered === expected, `barred for ${barred}, entered ${entered}`);
  },
  'a case is opened only where somebody pushes it': (move) =>
    sent(move, 'open') && move.before.recommended === null
      ? holds((attemptOf(move)!.facts.unitPlace?.pushers.length ?? 0) > 0, 'nobody pushes')
      : null,
  'a case is submitted within the click window': (move) => {
    if (!sent(move, 'submit')) return null;
    const { from, to } = move.setting.programme.clickWindow;
    const { at } = attemptOf(move)!;
    return holds(startInstant(from) <= at && at < nodeInstant(to), 'submitted outside the window');
  },
  'two thirds of the members decide by two thirds of those present': (move) => {
    if (!sent(move, 'decide')) return null;
    const { present, yes } = dataOf<{ present: number; yes: number }>(move);
    const { size, quorum } = countsOf(move.setting);
    const sound = quorum <= present && present <= size && yes <= present;
    return holds(
      sound && Math.ceil((2 * present) / 3) <= yes === (move.to !== 'notPassed'),
      `decided ${yes}/${present}`,
    );
  },
  'a supplement is asked for once': ({ after }) => holds(after.supplements <= 1, 'asked again'),
  'a committee acts while its filing is valid': (move) =>
    sent(move, 'receive', 'convene')
      ? holds(dateOf(attemptOf(move)!.at) <= '2025-12-31', 'acted without a filing')
      : null,
};

const record: Record<string, Property> = {
  'a stage’s event moves exactly one region': (move) => {
    if (move.regions === null) return null;
    return holds(move.regions.length <= 1, `moved ${move.regions.join(', ')}`);
  },
  'a node is judged beside the stages and moves nothing': (move) => {
    const { cause } = move;
    if (cause.kind !== 'due' || !nodeRegions[cause.deadline]) return null;
    const alone = move.regions?.length === 1 && move.regions[0] === nodeRegions[cause.deadline];
    const quiet = move.result.arms.length === 0 && move.result.effects.length === 0;
    return holds(alone && quiet && move.from === move.to, 'a node moved something');
  },
  'an ended case gives back its vacancy, and its slot unless policy review was entered': (move) => {
    if (!move.ended || move.to === 'certified') return null;
    const { slot, vacancy } = move.after;
    return holds(slot !== 'taken' && vacancy !== 'reserved', `ended with slot ${slot}, vacancy ${vacancy}`);
  },
  'the slot is permanent once policy review is entered': ({ from, to, after }) =>
    to.startsWith('policyReview') && from.startsWith('materialIntake')
      ? holds(after.slot === 'kept', `slot ${after.slot}`)
      : null,
};

const nodeRegions: Record<string, string> = {
  unitPushDue: 'unitNode',
  departmentPushDue: 'departmentNode',
  policyReviewDue: 'policyReviewNode',
  reviewMeetingDue: 'meetingNode',
  filingDue: 'filingNode',
};

export const properties: Readonly<Record<string, Property>> = {
  ...publicities,
  ...around,
  ...matters,
  ...route,
  ...people,
  ...rules,
  ...record,
};
