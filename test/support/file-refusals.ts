/** Trying files that are wrong in one place. */
import { type FileProblem, FileRefusal } from '../../config/located-yaml.ts';

/** The findings of a refusal; fails when nothing was refused. */
export function problems(act: () => unknown): readonly FileProblem[] {
  try {
    act();
  } catch (error) {
    if (error instanceof FileRefusal) return error.problems;
    throw error;
  }
  throw new Error('expected a refusal, and none came');
}

/** The text with one passage replaced; fails when the passage is not there, so that no case tests the untouched file. */
export function replaced(text: string, passage: string, by: string): string {
  if (!text.includes(passage)) throw new Error(`not in the file: ${passage}`);
  return text.replace(passage, by);
}

/** The line (1-based) on which a passage first stands. */
export function lineOf(text: string, passage: string): number {
  return text.slice(0, text.indexOf(passage)).split('\n').length;
}
