import type { Clause } from '../../lifecycle.ts';
import {
  barOfBreach,
  barOfSanction,
  barsOf,
  freeFrom,
  inOrder,
  isOfThisRegime,
  isWarning,
  type RecordedBar,
  runs,
  warningBars,
} from '../bars.ts';
import type { Dossier } from '../dossier.ts';
import { factOf, factsOf, failed, forHuman, type Ground, passed } from '../finding.ts';
import type { Reason } from '../reasons.ts';
import type { FactRef, Finding, Params, Rule, RuleId, Situation } from '../rule.ts';

/** Rules E29–E34 of domain §4: what somebody has done, and how long it keeps him from applying. */

/** Three years from the day on which fraud, academic misconduct or cheating was determined. 三(三), 二(二)3, 三(二). */
export const e29ThreeYearBan: Rule = (dossier, situation) =>
  ofWindows(situation, {
    rule: 'E29',
    clause: situation.programme.rules.bansYears.clause,
    bars: barsOf(dossier, situation.programme),
    facts: factsOf(dossier, 'breaches', ({ determinedOn }) => determinedOn <= situation.on),
    reason: 'BARRED_BY_BREACH',
  });

/** The windows of the Party's sanctions, one year to five. 三(三). */
export const e30PartySanction: Rule = (dossier, situation) =>
  ofWindows(situation, {
    rule: 'E30',
    clause: situation.programme.rules.partyWindowsMonths.clause,
    bars: barsOf(dossier, situation.programme),
    facts: sanctionsKnown(dossier, situation, ({ regime }) => regime === 'PARTY'),
    reason: 'BARRED_BY_PARTY_SANCTION',
  });

/** The windows of administrative sanctions from 记过 upwards, one year to four. 三(三). */
export const e31AdministrativeSanction: Rule = (dossier, situation) =>
  ofWindows(situation, {
    rule: 'E31',
    clause: situation.programme.rules.adminWindowsMonths.clause,
    bars: barsOf(dossier, situation.programme),
    facts: sanctionsKnown(dossier, situation, (one) => one.regime === 'ADMINISTRATIVE' && !isWarning(one)),
    reason: 'BARRED_BY_ADMINISTRATIVE_SANCTION',
  });

/**
 * 政务警告, which the notice does not list: by statute it bars managers of public institutions and state-owned enterprises
 * for six months (A18); about others a person decides. 政务处分法 art. 8, 20–21; 国有企业管理人员处分条例 art. 14.
 */
export const e32StatutoryWarning: Rule = (dossier, situation) => {
  const { programme } = situation;
  const warnings = dossier.sanctions.filter(isWarning).map((one) => barOfSanction(one, programme));
  const barring = warningBars(dossier.employment);
  return ofWindows(situation, {
    rule: 'E32',
    clause: programme.rules.adminWarningStatutoryMonths.clause,
    bars: inOrder(warnings.filter((bar) => isOfThisRegime(bar, programme))),
    // Where nobody was warned, it makes no difference what post he holds.
    facts:
      warnings.length === 0 ? [] : [...sanctionsKnown(dossier, situation, isWarning), ...factOf(dossier, 'employment')],
    reason: barring ? 'BARRED_BY_STATUTE' : 'WARNING_TO_BE_JUDGED',
    judged: !barring,
  });
};

/** Fraud or misconduct found in this very application: declined, whatever the merits. A recorded finding only. 二(二)2. */
export const e33OneVoteVeto: Rule = (dossier, { on }) => {
  const isVeto = (one: Dossier['breaches'][number]) =>
    one.inThisCase && one.kind !== 'EXAM_CHEATING' && one.determinedOn <= on;
  const ground: Ground = { rule: 'E33', clause: '二(二)2', facts: factsOf(dossier, 'breaches', isVeto) };
  const [first] = dossier.breaches
    .filter(isVeto)
    .map(({ kind, determinedOn }) => ({ kind, determinedOn }))
    .sort((a, b) => (`${a.determinedOn} ${a.kind}` < `${b.determinedOn} ${b.kind}` ? -1 : 1));
  return first === undefined ? passed(ground) : failed(ground, 'VETOED', first);
};

/** 情节严重: three years without applying and without promotion in post. 二(二)3, 三(二). */
export const e34SeriousCase: Rule = (dossier, situation) => {
  const { programme, on } = situation;
  const serious = dossier.breaches.filter((one) => one.serious).map((one) => barOfBreach(one, programme));
  return ofWindows(situation, {
    rule: 'E34',
    clause: '二(二)3',
    bars: inOrder(serious.filter((bar) => isOfThisRegime(bar, programme))).map((bar) => ({ ...bar, rule: 'E34' })),
    facts: factsOf(dossier, 'breaches', (one) => one.serious && one.determinedOn <= on),
    reason: 'BARRED_AS_SERIOUS',
  });
};

/** A bar by the rule that asks of it. */
type Window = Omit<RecordedBar, 'rule'> & { readonly rule: RuleId };

/** What a rule of windows finds: the window that runs longest decides, and every one that is known is shown. */
function ofWindows(
  { on }: Situation,
  asked: {
    readonly rule: RuleId;
    readonly clause: Clause;
    readonly bars: readonly Window[];
    readonly facts: readonly FactRef[];
    readonly reason: Reason;
    readonly judged?: boolean;
  },
): Finding {
  const known = asked.bars.filter(({ rule, decidedOn }) => rule === asked.rule && decidedOn <= on);
  const ground: Ground = {
    rule: asked.rule,
    clause: asked.clause,
    facts: asked.facts,
    arithmetic: known.map(({ kind, decidedOn, barredThrough }) => ({
      code: 'BARRED_THROUGH',
      params: { kind, from: decidedOn, through: barredThrough },
    })),
  };
  const [longest] = known
    .filter((bar) => runs(bar, on))
    .sort((a, b) => (a.barredThrough > b.barredThrough ? -1 : a.barredThrough < b.barredThrough ? 1 : 0));
  if (longest === undefined) return passed(ground);
  const { kind, decidedOn, barredThrough } = longest;
  const params: Params = { kind, decidedOn, barredThrough, freeFrom: freeFrom(barredThrough) };
  return asked.judged === true ? forHuman(ground, asked.reason, params) : failed(ground, asked.reason, params);
}

function sanctionsKnown(
  dossier: Dossier,
  { on }: Situation,
  uses: (sanction: Dossier['sanctions'][number]) => boolean,
): FactRef[] {
  return factsOf(dossier, 'sanctions', (one) => one.sanctionedOn <= on && uses(one));
}

/** Rules E29–E34 of domain §4. */
export const disciplineRules = {
  E29: e29ThreeYearBan,
  E30: e30PartySanction,
  E31: e31AdministrativeSanction,
  E32: e32StatutoryWarning,
  E33: e33OneVoteVeto,
  E34: e34SeriousCase,
} satisfies Partial<Record<RuleId, Rule>>;
