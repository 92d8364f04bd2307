import type { NoticeContext } from '../../../machines/notice/context.ts';
import {
  cases,
  envelope,
  handler,
  listed,
  listing,
  listingOf,
  observer,
  openData,
  owner,
  posting,
  reviewer,
  stranger,
} from './cast.ts';
import type { Attempt, State } from './move.ts';
import { evidenceOf, gapsOf } from './world.ts';

/** Everything anybody may try on a notice, in whatever state; what must be refused everywhere is marked as wrong. */

const opening: readonly Attempt[] = [
  { label: 'open', type: 'open', by: owner, data: openData, facts: { listing } },
  { label: 'open (handler)', type: 'open', by: handler, data: openData, facts: { listing } },
  { label: 'open (by another unit)', type: 'open', by: stranger, data: openData, facts: { listing }, wrong: true },
  {
    label: 'open (a case of another unit)',
    type: 'open',
    by: owner,
    data: openData,
    facts: { listing: listingOf(listed(cases.a), listed(cases.other, { unit: 'school-2' })) },
    wrong: true,
  },
  {
    label: 'open (a case that is not in publicity)',
    type: 'open',
    by: owner,
    data: openData,
    facts: { listing: listingOf(listed(cases.a, { stands: 'beforeIntake.unitVerification.recommendation' })) },
    wrong: true,
  },
  {
    label: 'open (a case that is not there)',
    type: 'open',
    by: owner,
    data: openData,
    facts: { listing: listingOf({ case: cases.other, found: null, listedIn: null }) },
    wrong: true,
  },
  {
    label: 'open (a case another notice has)',
    type: 'open',
    by: owner,
    data: openData,
    facts: { listing: listingOf({ ...listed(cases.a), listedIn: cases.other }) },
    wrong: true,
  },
];

const drafting: readonly Attempt[] = [
  { label: 'post', type: 'post', by: owner, with: envelope, facts: { listing } },
  { label: 'post (unsigned)', type: 'post', by: owner, facts: { listing }, wrong: true },
  { label: 'post (by another unit)', type: 'post', by: stranger, with: envelope, facts: { listing }, wrong: true },
  {
    label: 'post (a case has ended)',
    type: 'post',
    by: owner,
    with: envelope,
    facts: { listing: listingOf(listed(cases.a), listed(cases.b, { ended: true, stands: 'withdrawn' })) },
    wrong: true,
  },
  { label: 'discard', type: 'discard', by: owner },
  { label: 'discard (by another unit)', type: 'discard', by: stranger, wrong: true },
];

function takingDown(facts: Attempt['facts'] & object): Attempt[] {
  return [
    { label: 'takeDown', type: 'takeDown', by: owner, with: envelope, facts },
    { label: 'takeDown (by the bureau)', type: 'takeDown', by: reviewer, with: envelope, facts },
    { label: 'takeDown (without a reason)', type: 'takeDown', by: owner, facts, wrong: true },
    {
      label: 'takeDown (a case has gone on)',
      type: 'takeDown',
      by: owner,
      with: envelope,
      facts: { listing: listingOf(listed(cases.a, { stands: 'beforeIntake.unitVerification.recommendation' })) },
      wrong: true,
    },
    { label: 'takeDown (by another unit)', type: 'takeDown', by: stranger, with: envelope, facts, wrong: true },
  ];
}

/** A case leaves: early, or when its days are over and before it was proved. */
function leaving({ world, stands }: State, facts: Attempt['facts'] & object): Attempt[] {
  const data = { case: cases.a };
  const isListed = world.listed.includes(cases.a);
  const isTried = world.looks.length <= LEFT_WITHIN || stands !== 'posted';
  return [
    ...(isTried && isListed ? [{ label: 'delist', type: 'delist', by: observer, data, facts }] : []),
    ...(isListed ? [] : [{ label: 'delist (again)', type: 'delist', by: observer, data, facts, wrong: true as const }]),
    { label: 'delist (by the unit)', type: 'delist', by: owner, data, facts, wrong: true },
    {
      label: 'delist (what is not listed)',
      type: 'delist',
      by: observer,
      data: { case: cases.other },
      facts,
      wrong: true,
    },
  ];
}

/** Looks after which no case leaves early any more. */
const LEFT_WITHIN = 2;

export function attemptsAt(state: State): Attempt[] {
  if (state.stands === 'unopened') return [...opening, { label: 'post', type: 'post', by: owner, wrong: true }];
  // It is posted on the day of its draft, or never: the days after it are the same from whichever day they are counted.
  const late = state.stands === 'drafted' && state.world.now !== posting;
  const tried = late ? drafting.filter(({ label }) => label !== 'post') : drafting;
  const facts = { listing: listingOf(...listing.cases.filter((one) => state.world.listed.includes(one.case))) };
  return [
    ...opening.slice(0, 1),
    ...tried,
    ...takingDown(facts),
    ...leaving(state, facts),
    ...ofObserver(state, facts),
  ];
}

/** What the world has and the observer may tell; the same twice; what never was; and what is not his to tell. */
function ofObserver({ world, snapshot }: State, facts: Attempt['facts'] & object): Attempt[] {
  const gaps = gapsOf(world);
  const untold = gaps.filter((gap) => !world.told.includes(JSON.stringify(gap)));
  const { from, to } = untold[0] ?? { from: world.now - 1, to: world.now };
  const invented = { from: world.now - 3 * 86_400_000, to: world.now - 86_400_000 };
  const isReal = gaps.some((gap) => gap.from === invented.from && gap.to === invented.to);
  const told = world.told.map((text) => JSON.parse(text) as object);
  const ended = (snapshot.context as NoticeContext).endedAt;
  return [
    ...(untold.length > 0 ? [{ label: 'reportGap', type: 'reportGap', by: observer, data: { from, to }, facts }] : []),
    ...(isReal
      ? []
      : [{ label: 'reportGap (invented)', type: 'reportGap', by: observer, data: invented, wrong: true as const }]),
    ...told.map((data) => ({
      label: 'reportGap (again)',
      type: 'reportGap',
      by: observer,
      data,
      wrong: true as const,
    })),
    { label: 'reportGap (by the unit)', type: 'reportGap', by: owner, data: { from, to }, wrong: true },
    { label: 'conclude', type: 'conclude', by: observer },
    { label: 'conclude (by the unit)', type: 'conclude', by: owner, wrong: true },
    ...(ended === null || (evidenceOf(world).last ?? 0) < ended
      ? [{ label: 'conclude (not seen since)', type: 'conclude', by: observer, wrong: true as const }]
      : []),
  ];
}
