import type { Text } from '../machines/programme-entries.ts';

/** The two languages everything is said in. Codes are for programs; labels and sentences come in one of these. */
export const languages = ['zh', 'en'] as const;
export type Language = (typeof languages)[number];

/** What stands in `Content-Language`. */
export const languageTags: Readonly<Record<Language, string>> = { zh: 'zh-CN', en: 'en' };

export function languageNamed(name: string | null): Language | null {
  return languages.find((language) => language === name) ?? null;
}

/**
 * The language somebody would rather read (RFC 9110 §12.5.4): of the ranges of `Accept-Language` that name one of ours, the
 * one of the highest quality, the earlier of equals; Chinese where none does.
 */
export function preferredLanguage(acceptLanguage: string | undefined): Language {
  const ranges = (acceptLanguage ?? '').split(',').map(rangeOf);
  const ours = ranges.filter((range) => range !== null).filter(({ quality }) => quality > 0);
  const best = ours.reduce<(typeof ours)[number] | null>(
    (first, range) => (first === null || range.quality > first.quality ? range : first),
    null,
  );
  return best?.language ?? 'zh';
}

function rangeOf(text: string): { language: Language; quality: number } | null {
  const match = /^\s*([a-z*]{1,8})(?:-[a-z0-9-]*)?\s*(?:;\s*q\s*=\s*([01](?:\.\d{0,3})?))?\s*$/i.exec(text);
  const name = match?.[1]?.toLowerCase();
  if (name === undefined) return null;
  const language = name === '*' ? 'zh' : languageNamed(name);
  return language === null ? null : { language, quality: Number(match?.[2] ?? 1) };
}

/** A text in a language, with `{name}` filled from the parameters. */
export function said(text: Text, language: Language, params: Readonly<Record<string, unknown>> = {}): string {
  return text[language].replaceAll(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(params, name) ? String(params[name]) : whole,
  );
}
