/** An evaluation as lines a clerk can read: what is applied for, what holds and what does not, by which sentence, and what then. */
import { quoteOf } from '../../machines/eligibility/quotes.ts';
import type { FactRef, Finding, RuleId } from '../../machines/eligibility/rule.ts';
import { ruleIds } from '../../machines/eligibility/rule-ids.ts';
import { toldReason, toldWorking } from '../../machines/eligibility/telling.ts';
import type { Text } from '../../machines/programme-entries.ts';
import { outcomeMarks, outcomeWords } from '../../machines/words/eligibility/outcomes.ts';
import { routeWords } from '../../machines/words/eligibility/routes.ts';
import { ruleWords } from '../../machines/words/eligibility/rules.ts';
import { partWords } from '../../machines/words/eligibility/values.ts';
import { levelWords, scopeWords } from '../../machines/words/titles.ts';
import type { Language } from '../command.ts';
import { nextSteps } from './next-steps.ts';
import type { Told } from './told.ts';
import { verdictWords as words } from './words.ts';

/** Rules about the course of an application belong to no way, and are told where they apply. */
const ofTheCourse: readonly RuleId[] = ['E35', 'E36', 'E37', 'E40', 'E43'];

/** The whole verdict, a line a line. */
export function verdictLines(told: Told): string[] {
  return [
    ...headLines(told),
    '',
    ...section(told, words.rules, ruleLines(told)),
    ...section(told, words.routes, routeLines(told)),
    ...section(told, words.next, nextSteps(told)),
    ...footLines(told),
  ];
}

function section({ language }: Told, title: Text, lines: readonly string[]): string[] {
  return lines.length === 0 ? [] : [title[language], ...lines, ''];
}

function headLines({ programme, dossier: { claim }, evaluation, language }: Told): string[] {
  const { on, cutoff } = evaluation.stamp;
  const parts = [
    programme.series[claim.series]?.[language] ?? claim.series,
    levelWords[claim.level][language],
    `${words.specialty[language]} ${claim.specialty}`,
    ...(claim.scope === 'ORDINARY' ? [] : [scopeWords[claim.scope][language]]),
    routeWords[claim.route][language],
  ];
  const { outcome } = evaluation;
  return [
    programme.title[language],
    `${words.claim[language]}${parts.join(words.separator[language])}`,
    `${words.asOf[language]}${on}; ${words.cutoff[language]}${cutoff}`,
    `${words.verdict[language]}${outcomeMarks[outcome]} ${words.verdicts[outcome][language]}`,
  ];
}

/** Rules that apply, those that fail or are for a person first; what holds without anything to show stands in one line. */
function ruleLines(told: Told): string[] {
  const { evaluation } = told;
  const { needs } = evaluation.chosen;
  const asked = ruleIds
    .map((rule) => evaluation.findings[rule])
    .filter(({ rule, outcome }) => outcome === 'PASS' || needs.includes(rule) || ofTheCourse.includes(rule))
    .filter(({ outcome }) => outcome !== 'NOT_APPLICABLE');
  const bare = (finding: Finding) =>
    finding.outcome === 'PASS' && finding.facts.length === 0 && finding.arithmetic.length === 0;
  const order = ['FAIL', 'NEEDS_HUMAN', 'PASS'];
  const shown = asked
    .filter((finding) => !bare(finding))
    .sort((a, b) => order.indexOf(a.outcome) - order.indexOf(b.outcome));
  return [...shown.flatMap((finding) => findingLines(finding, told)), ...restLines(asked.filter(bare), told)];
}

function findingLines(finding: Finding, { programme, language }: Told): string[] {
  const { rule, outcome, clause, arithmetic, facts } = finding;
  const reason = toldReason(finding, programme);
  return [
    `  ${outcomeMarks[outcome]} ${rule} ${ruleWords[rule][language]} (${outcomeWords[outcome][language]}, ${clause})`,
    ...(reason === null ? [] : [`      ${words.reason[language]}${reason[language]}`]),
    ...arithmetic.map((worked) => `      ${toldWorking(worked, programme)[language]}`),
    ...(facts.length === 0 ? [] : [`      ${words.facts[language]}${factsTold(facts, language)}`]),
    ...quoteOf(programme, rule).flatMap((quote) => [
      `      ${quote.clause} ${quote.verbatim ? `“${quote.zh}”` : `${words.inSubstance[language]}${quote[language]}`}`,
      ...(language === 'en' && quote.verbatim ? [`        (${quote.en})`] : []),
    ]),
  ];
}

/** `学历 1、年度考核 1-3 5`: the facts by their places in the dossier, counted from one. */
function factsTold(facts: readonly FactRef[], language: Language): string {
  const parts = [...new Set(facts.map(({ of }) => of))].map((of) => {
    const places = facts.flatMap((fact) => (fact.of === of && fact.at !== null ? [fact.at + 1] : []));
    return [partWords[of][language], ...runsOf([...new Set(places)].sort((a, b) => a - b))].join(' ');
  });
  return parts.join(words.separator[language]);
}

/** 1, 2, 3, 5 as `1-3` and `5`. */
function runsOf(sorted: readonly number[]): string[] {
  const runs: { from: number; to: number }[] = [];
  for (const place of sorted) {
    const last = runs.at(-1);
    if (last !== undefined && place === last.to + 1) last.to = place;
    else runs.push({ from: place, to: place });
  }
  return runs.map(({ from, to }) => (from === to ? `${from}` : `${from}-${to}`));
}

function restLines(findings: readonly Finding[], { language }: Told): string[] {
  if (findings.length === 0) return [];
  const named = findings.map(({ rule }) => `${rule} ${ruleWords[rule][language]}`);
  return [`  ${outcomeMarks.PASS} ${words.alsoHold[language]}${named.join(words.separator[language])}`];
}

function routeLines({ programme, evaluation, language }: Told): string[] {
  return evaluation.routes.flatMap(({ route, open, closedBy, judged }) => {
    const standing = open ? (judged.length > 0 ? 'NEEDS_HUMAN' : 'PASS') : 'FAIL';
    const why = (open ? judged : closedBy).map((finding) => {
      const said = toldReason(finding, programme) ?? ruleWords[finding.rule];
      return `      ${finding.rule} ${said[language]} (${finding.clause})`;
    });
    const chosen = route === evaluation.chosen.route ? words.chosen[language] : '';
    return [`  ${outcomeMarks[standing]} ${routeWords[route][language]}${chosen}`, ...why];
  });
}

function footLines({ programme, evaluation: { stamp }, language }: Told): string[] {
  const assumed = Object.values(programme.tables).filter(({ source }) => source === 'assumed');
  const names = assumed.map(({ id, version, title }) => `${title[language]} (${id}-${version})`);
  return [
    ...(names.length === 0 ? [] : [`${words.assumed[language]}${names.join(words.separator[language])}`]),
    `${words.stamp[language]}${stamp.programme}, ${words.rulesVersion[language]} ${stamp.rulesVersion}`,
    words.noDecision[language],
  ];
}
