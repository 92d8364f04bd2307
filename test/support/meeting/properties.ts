/** What no way through a sitting may break. Each answers what is wrong, or null. */
import type { Effect } from '../../../machines/lifecycle.ts';
import { agenda, drawn, moments, personOf, QUORUM } from './cast.ts';
import type { Move, World } from './move.ts';
import { decidedIn, isUnderReview, presidentIn, signersIn, votersIn } from './world.ts';

type Property = (move: Move) => string | null;
const holds = (is: boolean, wrong: string): string | null => (is ? null : wrong);
const typeOf = ({ cause }: Move): string => (cause.kind === 'due' ? cause.deadline : cause.attempt.type);
const first = (wrongs: readonly (string | null)[]): string | null => wrongs.find((wrong) => wrong !== null) ?? null;

type Told = Extract<Effect, { kind: 'command' }>;
const told = ({ result }: Move, event: string): Told[] =>
  result.effects.filter((one): one is Told => one.kind === 'command' && one.event === event);
const idOf = ({ case: id }: Told): string => String(id);
const dataOf = ({ data }: Told) => data as { present?: number; yes?: number; signedBy?: string; meeting?: string };
type UrnsOpened = Extract<Effect, { register: 'urns'; op: 'open' }>;
const opened = ({ result }: Move) =>
  result.effects.flatMap((one) =>
    one.kind === 'write' && one.register === 'urns' && one.op === 'open' ? (one as UrnsOpened).cases : [],
  );

/** Told and still here: neither decided, nor given up, nor gone its own way. */
const isThere = (world: World, id: string) => world.cases[id]?.stands.startsWith('expertReview.') === true;

export const properties: Readonly<Record<string, Property>> = {
  'no case is voted on without two thirds of the committee, present and not recused': (move) =>
    first(opened(move).map(({ case: id }) => holds(votersIn(move.before, id).length >= QUORUM, `too few for ${id}`))),

  'who votes on a case is who is present and not recused, and nobody else': (move) =>
    first(
      opened(move).map(({ case: id, voters }) => {
        const should = votersIn(move.before, id).map(personOf).sort();
        return holds([...voters].sort().join() === should.join(), `${voters} instead of ${should}`);
      }),
    ),

  'whoever is recused is never a voter, whoever is present is on the roster': (move) =>
    first(
      opened(move).map(({ case: id, voters, recused = [] }) => {
        const there = [...voters, ...recused].sort().join();
        const biased = voters.filter((one) => move.before.recused[id]?.map(personOf).includes(one));
        return holds(
          biased.length === 0 && there === (move.before.present ?? []).map(personOf).sort().join(),
          `${biased}`,
        );
      }),
    ),

  'a case is voted on only after a group of unbiased experts was heard, while nothing is open on it': (move) =>
    first(
      opened(move).map(({ case: id }) => {
        const { held } = move.before.cases[id]!;
        return holds(move.before.opinions.includes(id) && !held && isThere(move.before, id), `${id}, held ${held}`);
      }),
    ),

  'somebody presides over whatever is voted on': (move) =>
    first(opened(move).map(({ case: id }) => holds(presidentIn(move.before, id) !== null, id))),

  'nothing ends a vote but closing it': (move) =>
    move.from === 'voting' && move.to !== 'voting' ? holds(typeOf(move) === 'closeVoting', typeOf(move)) : null,

  'a vote is closed once, and nobody votes before it is opened': (move) => {
    const closes = move.result.effects.some(
      (one) => one.kind === 'write' && one.register === 'urns' && one.op === 'close',
    );
    return holds(
      closes === (typeOf(move) === 'closeVoting') && opened(move).length > 0 === (typeOf(move) === 'openVoting'),
      typeOf(move),
    );
  },

  'present is who cast a ballot, and the counts are the ballots': (move) =>
    first(
      told(move, 'decide').map((one) => {
        const urn = move.before.urns[idOf(one)];
        const { present, yes } = dataOf(one);
        return holds(urn?.voted.length === present && urn?.yes === yes, `${present}, ${yes} of ${JSON.stringify(urn)}`);
      }),
    ),

  'a case is told what came of it only when everybody who presided has signed, under their name': (move) =>
    first(
      told(move, 'decide').map((one) => {
        const all = signersIn(move.after).every((lot) => move.after.signed.includes(lot));
        const president = presidentIn(move.before, idOf(one));
        const signer = president === null ? null : personOf(president);
        return holds(
          all && dataOf(one).signedBy === signer,
          `${typeOf(move)}: ${move.after.signed}, ${dataOf(one).signedBy}`,
        );
      }),
    ),

  'a case is decided only by ballots of two thirds of the committee': (move) =>
    first(
      told(move, 'decide').map((one) =>
        holds(3 * (dataOf(one).present ?? 0) >= 2 * drawn.length, `${dataOf(one).present}`),
      ),
    ),

  'every case that was decided is told, and no other': (move) => {
    if (move.from !== 'counted' || !move.to.startsWith('signed')) return null;
    const ids = told(move, 'decide')
      .map((one) => idOf(one))
      .sort();
    return holds(ids.join() === decidedIn(move.before).sort().join(), ids.join());
  },

  'no case is decided twice': (move) =>
    typeOf(move) === 'announceDecisions'
      ? first(told(move, 'decide').map((one) => holds(move.before.cases[idOf(one)]?.stands !== 'decided', idOf(one))))
      : null,

  'under review is what this sitting can decide, from the roll-call on': (move) => {
    if (typeOf(move) !== 'callRoll') return null;
    const can = agenda.filter((id) => {
      const { stands, held } = move.before.cases[id]!;
      const enough = votersIn(move.after, id).length >= QUORUM && presidentIn(move.after, id) !== null;
      return stands === 'expertReview.queued' && !held && enough;
    });
    return holds(
      told(move, 'convene')
        .map((one) => idOf(one))
        .join() === can.join(),
      `can: ${can}`,
    );
  },

  'a sitting sits on its day, after its experts were drawn by secret and share': (move) =>
    typeOf(move) === 'callRoll' && move.cause.kind === 'command'
      ? holds(move.cause.attempt.at >= moments.sits && move.before.drawn.length > 0 && move.before.share, 'early')
      : null,

  'a sitting that has ended holds no case': ({ to, after }) => {
    if (!['postponed', 'cancelled', 'filed'].includes(to)) return null;
    const reviewed = agenda.filter((id) => isUnderReview(after, id));
    return holds(after.live.length === 0 && reviewed.length === 0, `${to}: ${after.live} ${reviewed}`);
  },

  'a case is on its agenda until it is decided or given up': ({ to, before, after }) => {
    const gone = before.live.filter((id) => !after.live.includes(id));
    const waits = gone.filter((id) => isUnderReview(after, id) && !decidedIn(after).includes(id));
    return holds(waits.length === 0, `${to}: ${waits}`);
  },

  'its node is met by signed minutes alone': (move) => {
    if (typeOf(move) !== 'meetingDue') return null;
    const { meetingNode } = (move.result.snapshot.value as { underway: { meetingNode: string } }).underway;
    return holds(meetingNode === move.after.judged, `${meetingNode}, ${move.after.judged}`);
  },

  'every case it speaks to hears its name': (move) =>
    first(
      move.result.effects.map((one) =>
        one.kind === 'command'
          ? holds(dataOf(one).meeting !== undefined && agenda.some((id) => id === one.case), one.event)
          : null,
      ),
    ),
};
