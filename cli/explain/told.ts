import type { Dossier } from '../../machines/eligibility/dossier.ts';
import type { Evaluation } from '../../machines/eligibility/evaluate.ts';
import type { Situation } from '../../machines/eligibility/rule.ts';
import type { Programme } from '../../machines/programme.ts';
import type { Language } from '../command.ts';

/** What is told of, and in which language. */
export interface Told {
  readonly programme: Programme;
  readonly dossier: Dossier;
  /** In which it was evaluated. */
  readonly situation: Situation;
  readonly evaluation: Evaluation;
  readonly language: Language;
}
