import type { z } from 'zod';
import type { Blocker } from '../machines/lifecycle.ts';
import type { Text } from '../machines/programme-entries.ts';
import { blockerWords } from '../machines/words/blockers.ts';
import { needWords } from '../machines/words/reasons.ts';
import type { blocker as blockerSchema, problem as problemSchema } from './contract/fields.ts';
import { type Language, said } from './language.ts';
import { problemWords } from './problem-words.ts';
import { isOwn, type Problem, statusOf } from './problems.ts';

/** A problem as it is sent (RFC 9457): codes for programs, a sentence for people. */

export type ProblemView = z.output<typeof problemSchema>;
export type BlockerView = z.output<typeof blockerSchema>;

const refused: Text = { zh: '案件目前不接受此事项', en: 'The case does not take this now' };
const forbidden: Text = { zh: '无权办理', en: 'Not yours to do' };

export function problemView(problem: Problem, of: { language: Language; requestId: string }): ProblemView {
  const { code, params, blockers, faults } = problem;
  const { language, requestId } = of;
  const status = statusOf(code);
  const [first] = blockers;
  const words = isOwn(code)
    ? problemWords[code]
    : { title: status === 403 ? forbidden : refused, detail: blockerWords[code] };
  return {
    type: `/problems/${code}`,
    title: said(words.title, language),
    status,
    code,
    detail: isOwn(code) || first === undefined ? said(words.detail, language, params) : blockerMessage(first, language),
    params: { ...params },
    blockers: blockers.map((one) => blockerView(one, language)),
    errors: [...faults],
    request_id: requestId,
  };
}

/** One explanation for people and programs, the same in a refusal and in the list of available events (design D1). */
export function blockerView(blocker: Blocker, language: Language): BlockerView {
  const { code, params, clause, help } = blocker;
  return { code, params: { ...params }, clause, help, message: blockerMessage(blocker, language) };
}

function blockerMessage({ code, params }: Blocker, language: Language): string {
  const need = Object.entries(needWords).find(([name]) => name === params.need)?.[1];
  return said(blockerWords[code], language, need === undefined ? params : { ...params, need: said(need, language) });
}
