import type { z } from 'zod';
import { applicationContextSchema } from '../machines/application/context.ts';
import { RULES_VERSION } from '../machines/eligibility/evaluate.ts';
import { evaluateOn, type ProgrammeInForce } from '../machines/eligibility/judge.ts';
import { dossierOf, waivedItems } from '../machines/eligibility/registers.ts';
import type { Finding } from '../machines/eligibility/rule.ts';
import { mandatoryItems } from '../machines/programme.ts';
import { dateOf } from '../machines/time.ts';
import { findingWords } from '../machines/words/eligibility/findings.ts';
import { findCaseInForce } from '../store/cases-in-force.ts';
import { type DossierParts, loadDossierParts } from '../store/registers/dossiers.ts';
import { visibleTo } from '../store/visible.ts';
import type { Parts } from './cases.ts';
import type { eligibilityView } from './contract/registers.ts';
import type { Operations } from './contract.ts';
import { type Language, said } from './language.ts';
import type { Handler } from './operation.ts';
import { Problem } from './problems.ts';

/** Who may apply, told of a case to whoever sees it: as of today, by the rules it was opened under. */

type View = z.input<typeof eligibilityView>;

export function eligibilityOfCase({ pool, rulebook }: Parts): Handler<Operations['readEligibility']> {
  return async ({ params, who: { actor }, language }) => {
    const found = await findCaseInForce(pool, visibleTo(actor), params.id);
    if (found?.record.lifecycle !== 'application') throw new Problem('CASE_NOT_FOUND');
    const { record, clock, programmeVersion } = found;
    const { context } = JSON.parse(record.snapshot) as { context: unknown };
    const { claim, titleRoute, rules, route } = applicationContextSchema.parse(context);
    const programme = await rulebook.programme(pool, record.programme, rules?.programme ?? programmeVersion);
    const ask = { case: record.id, person: route.applicant, unit: route.unit, year: programme.body.cycleYear };
    const parts = (await loadDossierParts(pool, [ask])).get(record.id);
    const { series, level, scope } = claim;
    const evaluation =
      parts === undefined || parts.unreadable
        ? null
        : evaluationOf(parts, {
            claim: { series, level, scope, route: titleRoute },
            programme,
            at: clock.now,
            language,
          });
    return {
      body: {
        id: record.id,
        programmeVersion: programme.version,
        rulesVersion: RULES_VERSION,
        on: dateOf(clock.now),
        entries: parts?.count ?? 0,
        evaluation,
      },
    };
  };
}

function evaluationOf(
  parts: DossierParts,
  by: {
    claim: Parameters<typeof dossierOf>[0]['claim'];
    programme: ProgrammeInForce;
    at: number;
    language: Language;
  },
): View['evaluation'] {
  const { claim, programme, at, language } = by;
  const dossier = dossierOf({ ...parts, claim, items: parts.handedIn });
  const { outcome, findings, routes, conditions } = evaluateOn(dossier, { programme, at });
  const { series, level } = claim;
  const items = mandatoryItems(programme.body, { series, level, conditions });
  return {
    outcome,
    findings: Object.values(findings).map((finding) => findingOf(finding, language)),
    routes: routes.map(({ route, open, closedBy, judged }) => ({
      route,
      open,
      closedBy: [...new Set(closedBy.map(({ rule }) => rule))],
      judged: judged.map(({ rule }) => rule),
    })),
    waived: waivedItems(dossier, items).map(({ id }) => id),
  };
}

function findingOf(finding: Finding, language: Language) {
  const { rule, outcome, reason, params, clause, facts } = finding;
  const message = reason === null ? null : said(findingWords[reason], language, params);
  const entries = [...new Set(facts.flatMap(({ entry }) => entry ?? []))].sort((a, b) => a - b);
  return { rule, outcome, reason, message, params: { ...params }, clause, entries };
}
