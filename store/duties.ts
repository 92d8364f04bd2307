import type pg from 'pg';
import type { BlockerCode } from '../machines/blocker-codes.ts';
import type { OrganisationPlace } from '../machines/duty/facts.ts';
import { owes } from '../machines/duty/parties.ts';
import type { CaseId, OrganisationId } from '../machines/ids.ts';
import { type DutyForm, dutyForms } from '../machines/programme-materials.ts';
import type { Actor } from '../machines/roles.ts';
import type { Answer, Channel, Door, SentCommand } from './command.ts';
import { loadOrganisationPlaces } from './facts/organisation-place.ts';
import { derivedId } from './hashing.ts';
import { latestProgramme, type ProgrammeVersion } from './programmes.ts';

/**
 * Who owes what (五(五), 五(七)): one operation opens every duty of a programme that the register of organisations asks for
 * and that is not there yet. Run again it opens what was added since; a duty's id is made of programme, form and
 * organisation, so that nothing is opened twice whoever runs it at once.
 */

export interface OpeningDuties {
  readonly programme: string;
  /** A bureau's officer opens what stands below the bureau; the system opens all, each for the nearest bureau above it. */
  readonly actor: Actor;
  readonly channel: Channel;
  readonly requestId: string | null;
}

export interface OpenedDuties {
  readonly opened: number;
  /** Those that were there before. */
  readonly known: number;
  readonly refused: readonly {
    readonly form: DutyForm;
    readonly organisation: OrganisationId;
    readonly code: string;
  }[];
}

const AT_ONCE = 500;

/** @throws UnknownProgramme. */
export async function openDuties(
  { pool, door }: { pool: pg.Pool; door: Door },
  of: OpeningDuties,
): Promise<OpenedDuties> {
  const programme = await latestProgramme(pool, of.programme);
  const wanted = await owedIn(pool, programme, of.actor);
  const known = await dutiesThere(pool, programme.body.cycleYear);
  const missing = wanted.filter(({ form, organisation }) => !known.has(`${form}|${organisation}`));
  let opened = 0;
  const refused: { form: DutyForm; organisation: OrganisationId; code: string }[] = [];
  for (let at = 0; at < missing.length; at += AT_ONCE) {
    const page = missing.slice(at, at + AT_ONCE);
    const answers = await door.advanceAll(page.map((duty) => openingOf(duty, of)));
    for (const [index, answer] of answers.entries()) {
      if (answer.outcome === 'moved') opened += 1;
      else if (!isThere(answer)) refused.push({ ...withoutBureau(page[index]!), code: codeOf(answer) });
    }
  }
  return { opened, known: wanted.length - opened - refused.length, refused };
}

interface Duty {
  readonly form: DutyForm;
  readonly organisation: OrganisationId;
  readonly bureau: OrganisationId;
}

const withoutBureau = ({ form, organisation }: Duty) => ({ form, organisation });

/** The id of a duty: two who open it at once mean the same case. */
export function dutyId(programme: string, { form, organisation }: Pick<Duty, 'form' | 'organisation'>): CaseId {
  return derivedId(JSON.stringify(['duty', programme, form, organisation]));
}

async function owedIn(pool: pg.Pool, { body }: ProgrammeVersion, actor: Actor): Promise<Duty[]> {
  const ids = await pool.query<{ id: string }>('select id from organisations order by id');
  const places = await loadOrganisationPlaces(
    pool,
    ids.rows.map(({ id }) => id),
  );
  return [...places.values()].flatMap((place) => {
    const bureau = bureauFor(place, actor);
    if (bureau === null) return [];
    const forms = dutyForms.filter((form) => owes(body, form, place));
    return forms.map((form) => ({ form, organisation: place.id, bureau }));
  });
}

function bureauFor({ above }: OrganisationPlace, actor: Actor): OrganisationId | null {
  const bureaus = above.filter(({ kind }) => kind === 'hrss').map(({ id }) => id);
  if (actor.role === 'system') return bureaus[0] ?? null;
  return bureaus.find((id) => id === actor.organisation) ?? null;
}

async function dutiesThere(pool: pg.Pool, year: number): Promise<Set<string>> {
  const { rows } = await pool.query<{ form: string; organisation: string }>({
    name: 'read-duties',
    text: 'select form, organisation from duties where year = $1',
    values: [year],
  });
  return new Set(rows.map(({ form, organisation }) => `${form}|${organisation}`));
}

function openingOf(duty: Duty, { programme, actor, channel, requestId }: OpeningDuties): SentCommand {
  return {
    kind: 'sent',
    case: dutyId(programme, duty),
    lifecycle: 'duty',
    type: 'open',
    data: duty,
    envelope: {},
    text: null,
    actor,
    channel,
    principal: actor.person ?? 'system',
    key: null,
    fingerprint: null,
    expected: null,
    headAt: null,
    requestId,
    programme,
    cause: null,
  };
}

/** Somebody else opened it in the meantime. */
function isThere(answer: Answer): boolean {
  const doubles: readonly BlockerCode[] = ['DUTY_KNOWN', 'EVENT_NOT_ALLOWED', 'CASE_ENDED'];
  return answer.outcome === 'refused' && doubles.includes(answer.code);
}

function codeOf(answer: Answer): string {
  if (answer.outcome === 'refused') return answer.code;
  return answer.outcome === 'tryAgain' ? 'TRY_AGAIN' : 'CASE_NOT_FOUND';
}
