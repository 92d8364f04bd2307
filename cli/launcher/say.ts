import type { Text } from '../../machines/programme-entries.ts';
import type { Language } from '../command.ts';

/** What the launcher says, a line at a time, in the language of the terminal. */
export type Say = (line: Text) => void;

export function sayingTo(write: (line: string) => void, language: Language): Say {
  return (line) => write(line[language]);
}

/** The language of the terminal's locale, where nobody chose one. */
export function languageOfTerminal(): Language {
  return Intl.DateTimeFormat().resolvedOptions().locale.startsWith('zh') ? 'zh' : 'en';
}
