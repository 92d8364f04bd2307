import type { Dossier } from '../dossier.ts';
import { documentOf, factOf, factsOf, failed, forHuman, type Ground, notApplicable, passed } from '../finding.ts';
import type { Finding, Situation } from '../rule.ts';
import { countService } from '../service-years.ts';

/** Rules E07 and E07b of domain §4: the year below that is asked of whom works above. */

/** The item of the checklist that registers service at the grassroots (附件1-5). */
const SERVICE_FORM = 'form-1-5';

/**
 * E07 (一(一)5): who works in health, education or agriculture at county level serves a year in a township before
 * intermediate, cumulated up to the cut-off, and shows form 1-5. A transfer at the same level is no promotion.
 */
export function e07TownshipServiceYear(dossier: Dossier, { programme, cutoff }: Situation): Finding {
  const { claim, employment } = dossier;
  const { value: years, clause } = programme.rules.townshipServiceYears;
  const ground: Ground = {
    rule: 'E07',
    clause,
    facts: [
      ...factOf(dossier, 'employment'),
      ...factsOf(dossier, 'service', ({ township }) => township),
      ...factsOf(dossier, 'posts', ({ unitLevel }) => unitLevel === 'TOWNSHIP'),
      ...documentOf(dossier, SERVICE_FORM),
    ],
  };
  if (claim.level !== 'INTERMEDIATE' || claim.route === 'SERIES_TRANSFER') return notApplicable(ground);
  if (!programme.tables.places.townshipServiceSeries.includes(claim.series)) return notApplicable(ground);
  if (employment.unitLevel === 'TOWNSHIP') return notApplicable(ground, 'IN_TOWNSHIP_ALREADY');
  if (employment.unitLevel !== 'COUNTY') return notApplicable(ground);
  const inTownship = [
    ...dossier.service.filter(({ township }) => township),
    ...dossier.posts.filter(({ unitLevel }) => unitLevel === 'TOWNSHIP'),
  ];
  const { enough, worked } = countService(inTownship, { cutoff, years });
  const counted: Ground = { ...ground, arithmetic: [worked] };
  if (!enough) return failed(counted, 'TOWNSHIP_SERVICE_SHORT', { needed: years });
  return dossier.documents.includes(SERVICE_FORM) ? passed(counted) : failed(counted, 'SERVICE_FORM_MISSING');
}

/**
 * E07b: the statutes ask a physician for a year at county level or below before deputy-senior. Who is not known for a physician
 * and has not served it is left to a person, because the rest of the series owes nothing.
 */
export function e07bCountyServiceYear(dossier: Dossier, { programme, cutoff }: Situation): Finding {
  const { claim } = dossier;
  const { value, clause } = programme.rules.countyServiceYears;
  const ground: Ground = {
    rule: 'E07b',
    clause,
    facts: [
      ...factsOf(dossier, 'service'),
      ...factsOf(dossier, 'posts', ({ unitLevel }) => isCountyOrBelow(unitLevel)),
      ...factsOf(dossier, 'qualifications', ({ certificate }) => value.certificates.includes(certificate)),
    ],
  };
  if (!value.series.includes(claim.series) || claim.level !== value.level || claim.route === 'SERIES_TRANSFER')
    return notApplicable(ground);
  const below = [...dossier.service, ...dossier.posts.filter(({ unitLevel }) => isCountyOrBelow(unitLevel))];
  const { enough, worked } = countService(below, { cutoff, years: value.years });
  const counted: Ground = { ...ground, arithmetic: [worked] };
  if (enough) return passed(counted);
  const params = { needed: value.years };
  return dossier.qualifications.some(({ certificate }) => value.certificates.includes(certificate))
    ? failed(counted, 'COUNTY_SERVICE_SHORT', params)
    : forHuman(counted, 'COUNTY_SERVICE_OF_PHYSICIANS', params);
}

function isCountyOrBelow(level: Dossier['posts'][number]['unitLevel']): boolean {
  return level === 'TOWNSHIP' || level === 'COUNTY';
}
