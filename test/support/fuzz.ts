import fc from 'fast-check';
import { eventBody } from '../../api/contract/events.ts';
import type { Call } from './api.ts';
import { matterOf, openingOf, signature, submission } from './applicants.ts';
import { bent, text } from './junk.ts';
import { conclusions, seed as officeSeed, sha } from './office.ts';

/** Requests nobody would send, and some that somebody might: valid ones with one part of them replaced, or none. */

export interface FuzzPlan {
  readonly seed: number;
  readonly requests: number;
}

/** The suite's own run is short; `npm run fuzz` asks for the whole. */
export const fuzzPlan: FuzzPlan = {
  seed: Number(process.env.FUZZ_SEED ?? 20_230_801),
  requests: Number(process.env.FUZZ_REQUESTS ?? 3_000),
};

/** A plausible payload of every event; what is missing here has an empty one. */
const payloads: Readonly<Record<string, object>> = {
  submit: submission.data,
  resubmit: submission.data,
  supplement: submission.data,
  verify: { conclusions, items: conclusions.map(({ item }) => item) },
  return: { to: 'applicant', findings: [{ item: 'form-1-9', code: 'MATERIAL_INCOMPLETE' }] },
  requestSupplement: { findings: [{ item: 'form-1-9', code: 'MATERIAL_INCOMPLETE' }] },
  convene: { meeting: 'm-1' },
  recordOpinion: { group: 'g-1', experts: 3, opinion: sha('opinion') },
  decide: { present: 13, yes: 9, minutes: sha('minutes'), signedBy: 'chair-1' },
  object: { matter: matterOf(500), alleges: 'OTHER' },
  complain: { matter: matterOf(501), alleges: 'FRAUD' },
  resolveObjection: { matter: matterOf(500), outcome: 'dismissed' },
  resolveComplaint: { matter: matterOf(501), outcome: 'upheld', consequence: 'reject' },
  extend: { cutoff: 1_700_000_000_000 },
};
const types = eventBody.options.map(({ shape }) => String(shape.type.value));
const events = types.map((type) => ({
  type,
  data: payloads[type] ?? {},
  reason: { code: 'OTHER', text: '理由' },
  signature,
  document: sha('document'),
}));
const amendment = {
  committee: 'kaili-teacher',
  node: 'filingDue',
  toDate: '2023-12-20',
  clause: '五(一)',
  source: 'notice',
};
const gazette = {
  year: 2027,
  published: '2026-11-05',
  publishedSource: 'assumed',
  documents: [{ title: 'x', url: 'https://example.org/' }],
  days: [{ date: '2027-01-01', kind: 'off', festival: '元旦' }],
  extraDays: -12,
};

/** What is filed and called of a committee; the experts it names are the office's reviewers. */
const pool = {
  programme: 'kaili-2023',
  committee: 'kaili-teacher',
  filedFrom: '2022-01-01',
  filedThrough: '2024-12-31',
  document: sha('filing'),
  members: ['school-1', 'school-2'].map((unit) => ({
    person: `${unit}-reviewer`,
    seat: 'member',
    level: 'DEPUTY_SENIOR',
    specialties: ['语文'],
    unit,
    termFrom: '2022-01-01',
    termThrough: '2024-12-31',
  })),
};
const sitting = {
  programme: 'kaili-2023',
  data: {
    committee: 'kaili-teacher',
    organisation: 'committee-kaili-teacher',
    sitsOn: '2023-11-06',
    cases: [matterOf(404)],
    commitment: sha('secret'),
  },
};

const people = officeSeed.people.flatMap(({ id, roles }) => roles.map(({ role }) => `${id}/${role}`));
/** Those who have to do with the cases of the two schools. */
const insiders = people.filter((one) =>
  /^(school-[12]-(a[0-5]|reviewer|admin)|edu-1|kaili-1|qdn-1|secretary-1|neigh)/.test(one),
);
const someone = fc.oneof(
  { weight: 12, arbitrary: fc.constantFrom(...insiders) },
  { weight: 3, arbitrary: fc.constantFrom('kaili-1/bureauOfficer', 'kaili-1/organiserOfficer') },
  { weight: 2, arbitrary: fc.constantFrom(...people) },
  { weight: 1, arbitrary: fc.constantFrom(null, 'nobody', 'x'.repeat(600)) },
);

/** What fetch would not send at all is no request; what it sends is ours to answer. */
/** Stands for the version the case has when the request is sent. */
const SEEN = '"seen"';

const headerText = text.filter((value) => /^[\t\x20-\x7e\x80-\xff]*$/.test(value));
const strangeHeaders = fc.record(
  {
    'if-match': fc.oneof(
      fc.constantFrom(SEEN, '"v1"', '"v2"', 'W/"v2"', '*', '"v1", "v2"', '"v99999999999"'),
      headerText,
    ),
    'idempotency-key': fc.oneof(fc.constantFrom('k1', '"k2"', 'k3', '""'), headerText),
    'accept-language': fc.oneof(fc.constantFrom('en', 'zh', '*', 'en;q=0.1'), headerText),
    'x-request-id': headerText,
    'content-type': fc.constantFrom('application/json', 'application/json;charset=utf-8', 'text/plain', 'text/html;x'),
  },
  { requiredKeys: [] },
);
const headers = fc.oneof(
  { weight: 5, arbitrary: fc.constant({ 'if-match': SEEN }) },
  {
    weight: 1,
    arbitrary: fc.integer({ min: 1, max: 50 }).map((n) => ({ 'if-match': SEEN, 'idempotency-key': `k${n}` })),
  },
  { weight: 2, arbitrary: strangeHeaders },
);
const encoded = text.map((value) => encodeURIComponent(value.toWellFormed()));
const segment = fc.oneof(encoded, fc.constantFrom('%00', '%ED%A0%80', '%zz', '%2e%2e', 'a%2fb', matterOf(404)));
const query = fc
  .array(
    fc.tuple(
      fc.oneof(
        fc.constantFrom(
          'lang',
          'state',
          'unit',
          'year',
          'holder',
          'organisation',
          'number',
          'limit',
          'cursor',
          'after',
          'preview',
        ),
        segment,
      ),
      fc.oneof(
        fc.constantFrom('en', 'true', '2023', '1', '500', 'applicant', 'school-1', 'W251bGwsIngiLCJ4Il0'),
        segment,
      ),
    ),
    { maxLength: 3 },
  )
  .map((pairs) => (pairs.length === 0 ? '' : `?${pairs.map(([name, value]) => `${name}=${value}`).join('&')}`));

/** Stands for one of the cases that are there when the request is sent. */
const someCase = fc.nat({ max: 9 }).map((n) => `{${n}}`);
const id = fc.oneof({ weight: 7, arbitrary: someCase }, { weight: 1, arbitrary: segment });
const part = fc.constantFrom('', '/deadlines', '/history', '/responsibility', '/events', '/nothing');
const fixed = ['/', '/v1/cases', '/v1/me', '/v1/clock', '/v1/overview', '/docs/', '/openapi.json'];
const reading = fc
  .tuple(
    fc.oneof(
      fc.tuple(id, part).map(([one, where]) => `/v1/cases/${one}${where}`),
      fc.tuple(id, fc.constantFrom('', '/turnout')).map(([one, where]) => `/v1/meetings/${one}${where}`),
      fc.constantFrom(...fixed, '/v1/programmes/kaili-2023'),
      segment.map((one) => `/${one}`),
      segment.map((one) => `/v1/programmes/${one}`),
    ),
    query,
  )
  .map(([path, rest]) => ({ path: `${path}${rest}` }));

const to = (path: string, value: object) => bent(value).map((json) => ({ path, json }));
const amendments = '/v1/programmes/kaili-2023/amendments';
const toCase = id.chain((one) => {
  return fc.constantFrom(...events).chain((event) => to(`/v1/cases/${one}/events`, event));
});
/** What the holder of a case may send, so that cases get anywhere at all. */
const holdersEvents: Readonly<Record<string, readonly string[]>> = {
  applicant: ['submit', 'submit', 'submit', 'resubmit', 'supplement', 'withdraw'],
  materialReviewer: ['verify', 'verify', 'return'],
  unitAdmin: ['recommend', 'decline', 'resolveObjection'],
  departmentOfficer: ['push', 'push', 'return'],
  organiserOfficer: ['receive', 'passPolicy', 'requestSupplement', 'reject', 'resolveComplaint'],
  bureauOfficer: ['extend'],
};
const byHolder = fc
  .constantFrom(...Object.entries(holdersEvents))
  .chain(([role, types]) => fc.tuple(fc.constant(role), fc.constantFrom(...types)))
  .chain(([role, type]) => {
    const event = events.find((one) => one.type === type) ?? { type };
    return to('/v1/cases/{0}/events', event).map((what) => ({ ...what, holder: role }));
  });
const bytes = fc.tuple(id, fc.uint8Array({ maxLength: 60 })).map(([one, raw]) => {
  return { path: `/v1/cases/${one}/events`, raw: new Uint8Array(raw) };
});
const applicants = insiders.filter((one) => one.endsWith('/applicant')).map((one) => one.replace('/applicant', ''));
const opening = fc.constantFrom(...applicants).chain((who) => to('/v1/cases', openingOf(who)));
const writing = fc.oneof(
  { weight: 4, arbitrary: toCase },
  { weight: 12, arbitrary: byHolder },
  { weight: 5, arbitrary: opening },
  { weight: 1, arbitrary: to(`${amendments}?preview=true`, amendment) },
  { weight: 1, arbitrary: to(amendments, amendment) },
  { weight: 1, arbitrary: to('/v1/gazettes', gazette) },
  { weight: 1, arbitrary: to('/v1/expert-pools', pool) },
  { weight: 1, arbitrary: to('/v1/meetings', sitting) },
  { weight: 1, arbitrary: to('/v1/meetings/{0}/ballots', { ballots: { [matterOf(404)]: 'yes' } }) },
  { weight: 1, arbitrary: to('/v1/rounds', { round: 'morning' }) },
  { weight: 1, arbitrary: to('/v1/clock', { to: '2023-08-02T09:00:00+08:00' }) },
  { weight: 1, arbitrary: bytes },
);
const anyCall = fc
  .tuple(fc.oneof({ weight: 1, arbitrary: reading }, { weight: 3, arbitrary: writing }), someone, headers)
  // Whoever opens mostly opens for themselves, or nobody would get any further.
  .map(([what, who, given]): FuzzedCall => ({ ...what, as: openerOf(what) ?? who, headers: given }));

function openerOf(what: { path: string; json?: unknown }): string | null {
  const person = (what.json as { data?: { person?: unknown } } | undefined)?.data?.person;
  return what.path === '/v1/cases' && typeof person === 'string' && applicants.includes(person)
    ? `${person}/applicant`
    : null;
}

/** The requests of a seed; which cases and versions they mean is told when they are sent. */
export function fuzzedCalls({ seed, requests }: FuzzPlan): FuzzedCall[] {
  return fc.sample(anyCall, { seed, numRuns: requests });
}

/** A request, and the role of whoever should have the case in hand to whom it goes. */
export interface FuzzedCall extends Call {
  readonly holder?: string;
}

export interface CaseThere {
  readonly id: string;
  readonly version: number;
  readonly holder_role: string | null;
  readonly holder_org: string | null;
  readonly person: string;
}

/** A request with its case, version and sender filled in from the cases there are. */
export function aimed(call: FuzzedCall, cases: readonly CaseThere[]): Call {
  const index = Number(/\{(\d)\}/.exec(call.path)?.[1] ?? 0);
  const target = cases.find((one) => one.holder_role === call.holder) ?? cases[index % Math.max(1, cases.length)];
  const seen = call.headers?.['if-match'] === SEEN ? { 'if-match': `"v${target?.version ?? 1}"` } : {};
  const holder = call.holder === undefined || target === undefined ? null : holderOf(target, call.holder);
  return {
    ...call,
    ...(holder === null ? {} : { as: holder }),
    path: call.path.replace(/\{\d\}/, target?.id ?? matterOf(404)),
    headers: { ...call.headers, ...seen },
  };
}

function holderOf({ holder_org, person }: CaseThere, role: string): string | null {
  if (role === 'applicant') return `${person}/applicant`;
  const found = officeSeed.people.find(({ roles }) =>
    roles.some((one) => one.role === role && one.organisation === holder_org),
  );
  return found === undefined ? null : `${found.id}/${role}`;
}
