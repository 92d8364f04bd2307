import { quoteOf } from '../../../machines/eligibility/quotes.ts';
import { ways } from '../../../machines/eligibility/routes.ts';
import { ruleIds } from '../../../machines/eligibility/rule-ids.ts';
import { routeWords } from '../../../machines/words/eligibility/routes.ts';
import { ruleWords } from '../../../machines/words/eligibility/rules.ts';
import { markdownTable } from '../pages.ts';
import { kaili2023 } from '../programmes.ts';

/** The rules as a table for the page on eligibility: number, what it is about, where it stands, which way it opens. */
export function ruleTable(): string {
  const rows = ruleIds.map((rule) => {
    const clauses = [...new Set(quoteOf(kaili2023, rule).map(({ clause }) => clause))].join('; ');
    const opens = Object.entries(ways).flatMap(([route, { openedBy }]) => (openedBy.includes(rule) ? [route] : []));
    const named = opens.map((route) => routeWords[route as keyof typeof routeWords].en).join(', ');
    return [rule, ruleWords[rule].en, ruleWords[rule].zh, clauses, named];
  });
  return markdownTable(['rule', 'about', '内容', 'stands in', 'opens'], rows);
}
