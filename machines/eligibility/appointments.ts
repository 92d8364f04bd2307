import type { Programme } from '../programme.ts';
import type { TitleLevel } from '../programme-entries.ts';
import type { Dossier } from './dossier.ts';
import type { Situation } from './rule.ts';
import { sameField } from './specialties.ts';

/** Junior titles by appointment (一(六)): the employer's document is the basis, and no certificate is issued. */

type TitleFact = Dossier['titles'][number];

/** Whether a level of a series is had by examination alone (以考代评). */
export function isExamOnly({ rules }: Programme, { series, level }: { series: string; level: TitleLevel }): boolean {
  return rules.examOnly.value.some((entry) => entry.series === series && entry.levels.includes(level));
}

/** Appointments to a junior title of the series claimed, made by the cut-off and not revoked; earliest first. */
export function appointmentsOf({ titles, claim }: Dossier, { on, cutoff }: Situation): TitleFact[] {
  return titles
    .filter(
      ({ basis, level, series, awardedOn, revokedOn }) =>
        basis === 'APPOINTMENT' &&
        level === 'JUNIOR' &&
        series === claim.series &&
        awardedOn <= cutoff &&
        (revokedOn === null || revokedOn > on),
    )
    .sort((a, b) => (a.awardedOn < b.awardedOn ? -1 : a.awardedOn > b.awardedOn ? 1 : 0));
}

/**
 * How the specialty of the post somebody was appointed to stands to the one studied (E22): ANY in a township, where it is
 * free; OWN, the same or similar; OTHER; UNKNOWN where the post or the studies of that day are not registered.
 */
export type AppointedSpecialty = 'ANY' | 'OWN' | 'OTHER' | 'UNKNOWN';

/** The specialty of an appointment, by the posts held in its series on the day it was made. */
export function appointedSpecialty(
  { series, awardedOn }: TitleFact,
  { posts, education }: Dossier,
  { tables }: Pick<Programme, 'tables'>,
): AppointedSpecialty {
  const held = posts.filter(
    (post) => post.series === series && post.from <= awardedOn && (post.through === null || post.through >= awardedOn),
  );
  if (held.some(({ unitLevel }) => unitLevel === 'TOWNSHIP')) return 'ANY';
  if (held.some(({ similarToStudied }) => similarToStudied)) return 'OWN';
  const studied = education.filter(({ completedOn }) => completedOn <= awardedOn);
  if (held.length === 0 || studied.length === 0) return 'UNKNOWN';
  const own = held.some((post) => studied.some(({ specialty }) => sameField(specialty, post.specialty, tables)));
  return own ? 'OWN' : 'OTHER';
}

/** Whether years count from an appointment: junior, not where an examination is had instead, and in a specialty of one's own. */
export function appointmentCounts(title: TitleFact, dossier: Dossier, programme: Programme): boolean {
  return (
    title.level === 'JUNIOR' &&
    !isExamOnly(programme, title) &&
    appointedSpecialty(title, dossier, programme) !== 'OTHER'
  );
}
