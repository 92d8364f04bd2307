import { describe, expect, test } from 'vitest';
import { type AvailableEvent, availableEvents } from '../../machines/available-events.ts';
import { currentLifecycle } from '../../machines/registry.ts';
import type { Actor } from '../../machines/roles.ts';
import { actor, bar, castOf, factsOf, instants, settings } from '../support/application/cast.ts';
import { given, type Play, way } from '../support/application/play.ts';
import { search, type Tried } from '../support/application/search.ts';
import { programmeCalendar } from '../support/programmes.ts';

const lifecycle = currentLifecycle('application');
const cast = castOf(settings.oneDepartment);

function offered(play: Play, by: Actor, facts = factsOf(play.setting)): Map<string, AvailableEvent> {
  const { programme } = play.setting;
  const input = { lifecycle, snapshot: play.snapshot(), actor: by, at: instants.inWindow, facts };
  return new Map(availableEvents({ ...input, programme, calendar: programmeCalendar }).map((one) => [one.type, one]));
}
const allowed = (play: Play, by: Actor) => [...offered(play, by)].map(([type, one]) => `${type} ${one.allowed}`);

describe('what is offered', () => {
  test('are the events of the chart where the case stands, by name', () => {
    expect([...offered(given(way.published), cast.unitAdmin).keys()]).toEqual([
      'complain',
      'decline',
      'disqualify',
      'object',
      'recommend',
      'resolveComplaint',
      'resolveObjection',
      'return',
      'withdraw',
    ]);
  });

  test('is nothing for an ended case', () => {
    expect(offered(given(['open', 'withdraw']), cast.applicant).size).toBe(0);
  });

  test('is never a deadline', () => {
    const types = [...offered(given(way.shown), cast.clock).keys()];
    expect(types.filter((type) => type.startsWith('xstate.') || type.endsWith('End'))).toEqual([]);
  });

  test('says yes where nothing depends on what is sent', () => {
    expect(offered(given(way.published), cast.unitAdmin).get('recommend')).toEqual({
      type: 'recommend',
      allowed: 'yes',
      blockers: [],
      clause: '二(二)2',
      needs: ['signature'],
      eligible: ['unitAdmin'],
    });
  });

  test('says unknown where it depends on what is sent', () => {
    expect(offered(given(['open']), cast.applicant).get('submit')).toMatchObject({ allowed: 'unknown', blockers: [] });
  });

  test('says unknown, too, where a fact is not there yet', () => {
    const without = { ...factsOf(settings.oneDepartment), vacancy: undefined } as never;
    expect(offered(given(way.published), cast.unitAdmin, without).get('recommend')?.allowed).toBe('unknown');
  });

  test('says no with the reasons, when they hold whatever is sent', () => {
    const facts = { ...factsOf(settings.oneDepartment), bars: [bar] };
    const one = offered(given(way.published), cast.unitAdmin, facts).get('recommend');
    expect(one).toMatchObject({ allowed: 'no', blockers: [{ code: 'BARRED', clause: '三(三)' }] });
    const held = offered(given([...way.queued, 'object (a)']), cast.system).get('convene');
    expect(held).toMatchObject({ allowed: 'no', blockers: [{ code: 'CASE_HELD', help: 'organiserOfficer' }] });
  });

  test('says no to whoever is not entitled, and who is', () => {
    const one = offered(given(way.published), cast.unitHandler).get('recommend');
    expect(one).toMatchObject({ allowed: 'no', blockers: [{ code: 'ROLE_NOT_ENTITLED', help: 'unitAdmin' }] });
    const stranger = offered(given(way.published), actor('unitAdmin', 'school-2')).get('recommend');
    expect(stranger?.allowed).toBe('no');
  });

  test('is no resolution where nothing of its kind is open', () => {
    const play = given([...way.shown, 'complain (b)']);
    expect(allowed(play, cast.unitAdmin)).toEqual(
      expect.arrayContaining(['resolveComplaint unknown', 'resolveObjection no']),
    );
  });

  test('of an unopened case is its opening, for whom it names', () => {
    const play = given();
    const one = offered(play, cast.applicant).get('open');
    expect(one).toMatchObject({ allowed: 'unknown', eligible: ['applicant', 'unitHandler', 'system'] });
    expect(offered(play, cast.auditor).get('open')?.allowed).toBe('no');
  });
});

interface Sent {
  readonly tried: Tried;
  readonly offer: AvailableEvent | undefined;
}

/** Every command tried in a search, with what had been offered to its sender at that instant with those facts. */
function everythingTried(): Sent[] {
  const sent: Sent[] = [];
  const { programme } = settings.oneDepartment;
  const spectator = (tried: Tried): void => {
    const { actor: by, at, facts } = tried.event.ride;
    if (by.role === 'clock' || tried.snapshot.status === 'done') return;
    // A claimed exemption is judged by what the command says of it, which nobody offers.
    if ('exemption' in ((tried.event as { data?: object }).data ?? {})) return;
    const input = { lifecycle: tried.lifecycle, snapshot: tried.snapshot, actor: by, at, facts, programme };
    const offers = availableEvents({ ...input, calendar: programmeCalendar });
    sent.push({ tried, offer: offers.find(({ type }) => type === tried.event.type) });
  };
  const without = ['complain', 'extend', 'return', 'requestSupplement', 'carryOver', 'terminate'] as const;
  search({ lifecycle, setting: settings.oneDepartment, without, spectator });
  return sent;
}

describe('over everything that can be tried, what was offered', () => {
  const sent = everythingTried();
  const codes = ({ result }: Tried) =>
    result.outcome === 'moved' ? ['moved'] : result.blockers.map(({ code }) => code);
  const place = ({ tried }: Sent) => `${tried.event.ride.stands} ${tried.event.type}`;
  const of = (one: Sent) => `${place(one)}: ${codes(one.tried)}`;
  const distinct = (lines: readonly string[]) => [...new Set(lines)].sort();

  test('as no is refused, and for those reasons', () => {
    const broken = sent.filter(({ tried, offer }) => {
      return offer?.allowed === 'no' && !offer.blockers.every(({ code }) => codes(tried).includes(code));
    });
    // Before a case is open, only its data says whether the sender stands in a relation to it.
    const opened = broken.filter(({ tried }) => tried.snapshot.value !== 'unopened');
    expect(distinct(opened.map(of))).toEqual([]);
  });

  test('as yes is accepted, but for what its envelope lacks', () => {
    const yes = sent.filter(({ offer }) => offer?.allowed === 'yes');
    const refused = yes.filter(
      ({ tried }) => !codes(tried).every((code) => code === 'moved' || code === 'NEEDS_MISSING'),
    );
    expect(distinct(refused.map(of))).toEqual([]);
    expect(yes.length).toBeGreaterThan(100);
  });

  test('as unknown can be had with one payload or another', () => {
    const key = ({ tried }: Sent) =>
      `${JSON.stringify([tried.snapshot.value, tried.snapshot.context])} ${tried.event.type}`;
    const had = new Set(sent.filter(({ tried }) => tried.result.outcome === 'moved').map(key));
    const hopeless = sent.filter((one) => one.offer?.allowed === 'unknown' && !had.has(key(one)));
    // What is tried objects twice with the same matter, and prolongs once; another could always come.
    expect(distinct(hopeless.map(place)).filter((one) => !/ (object|prolong)$/.test(one))).toEqual([]);
  });

  test('is everything that was accepted', () => {
    const unheard = sent.filter(
      ({ tried, offer }) =>
        tried.result.outcome === 'moved' && offer?.allowed !== 'yes' && offer?.allowed !== 'unknown',
    );
    expect(distinct(unheard.map(of))).toEqual([]);
  });
});
