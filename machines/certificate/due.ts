import { period } from '../due.ts';
import type { Arm, DueQuestion } from '../due-rule.ts';
import type { CertificateContext } from './context.ts';

/** When a title that was built on a revoked one is to have been looked into (domain §2.5, assumed length). */
export function certificateDue(question: DueQuestion<CertificateContext>): Arm {
  if (question.name !== 'titleQuestionDue') throw new RangeError(`a certificate has no deadline ${question.name}`);
  return period(question, question.programme.certificates.question);
}
