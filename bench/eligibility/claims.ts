import type { Claim } from '../../machines/eligibility/dossier.ts';
import { type RouteId, routeIds } from '../../machines/eligibility/route-ids.ts';
import type { Programme } from '../../machines/programme.ts';
import { type TitleLevel, titleLevels } from '../../machines/programme-entries.ts';
import type { Dice } from './dice.ts';

/** What generated people apply for: mostly what the way leads to, sometimes what no way does. */

/** What a way is mostly gone for. */
const usual: Readonly<Record<RouteId, { levels: readonly TitleLevel[]; series: readonly string[] }>> = {
  ORDINARY: { levels: titleLevels, series: ['SERIES_SCHOOL_TEACHER', 'SERIES_ENGINEERING', 'SERIES_HEALTH'] },
  GRASSROOTS_YEARS: { levels: ['INTERMEDIATE'], series: ['SERIES_SCHOOL_TEACHER', 'SERIES_AGRICULTURE'] },
  DIRECT_BY_DEGREE: { levels: ['INTERMEDIATE', 'DEPUTY_SENIOR'], series: ['SERIES_ENGINEERING'] },
  CERTIFICATE: { levels: ['INTERMEDIATE', 'DEPUTY_SENIOR'], series: ['SERIES_ENGINEERING'] },
  EXCEPTIONAL: {
    levels: ['INTERMEDIATE', 'DEPUTY_SENIOR', 'FULL_SENIOR'],
    series: ['SERIES_ENGINEERING', 'SERIES_AGRICULTURE'],
  },
  GREEN_CHANNEL: { levels: titleLevels, series: ['SERIES_SCHOOL_TEACHER', 'SERIES_ENGINEERING'] },
  SKILLED_TALENT: { levels: ['INTERMEDIATE', 'DEPUTY_SENIOR'], series: ['SERIES_ENGINEERING', 'SERIES_AGRICULTURE'] },
  GRASSROOTS_DEPUTY_SENIOR: { levels: ['DEPUTY_SENIOR'], series: ['SERIES_HEALTH', 'SERIES_AGRICULTURE'] },
  SERIES_TRANSFER: { levels: ['JUNIOR', 'INTERMEDIATE', 'DEPUTY_SENIOR'], series: ['SERIES_SCHOOL_TEACHER'] },
};

const ownSpecialties: Readonly<Record<string, string>> = {
  SERIES_SCHOOL_TEACHER: 'chinese',
  SERIES_ENGINEERING: 'civil-engineering',
  SERIES_HEALTH: 'nursing',
};

export function claimed(dice: Dice, programme: Programme): Claim {
  const route = dice.pick(routeIds);
  const { levels, series: likely } = usual[route];
  const series = seriesOf(dice, likely, programme);
  const grassroots = route === 'GRASSROOTS_DEPUTY_SENIOR' ? dice.happens(85) : dice.happens(3);
  return {
    series,
    level: dice.happens(90) ? dice.pick(levels) : dice.pick(titleLevels),
    specialty: ownSpecialties[series] ?? 'agronomy',
    scope: grassroots ? 'GRASSROOTS_PROVINCE' : 'ORDINARY',
    route,
  };
}

function seriesOf(dice: Dice, likely: readonly string[], programme: Programme): string {
  if (dice.happens(82)) return dice.pick(likely);
  // Of which no committee of the programme knows.
  return dice.happens(15) ? 'SERIES_UNHEARD_OF' : dice.pick(Object.keys(programme.series));
}
