import type { Text } from '../machines/programme-entries.ts';

/** Small server-rendered pages: text in, escaped HTML out; no script in them, and styles from one file of ours. */

declare const safe: unique symbol;
/** HTML that was made here, so that nothing unescaped passes for it. */
export type Html = string & { readonly [safe]: true };

const entities: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escaped(text: string): Html {
  return text.replaceAll(/[&<>"']/g, (character) => entities[character] ?? '') as Html;
}

/** A template whose values are escaped, unless they are HTML made here or a list of it. */
export function html(parts: TemplateStringsArray, ...values: readonly (Html | Html[] | Plain)[]): Html {
  return parts.reduce((text, part, index) => `${text}${rendered(values[index - 1] as Html)}${part}`) as Html;
}

/** A plain text, to be escaped. */
export interface Plain {
  readonly plain: string | number;
}

export const plain = (text: string | number): Plain => ({ plain: text });

function rendered(value: Html | Html[] | Plain): string {
  if (typeof value === 'string') return value;
  return Array.isArray(value) ? value.join('') : escaped(String(value.plain));
}

/** Chinese first, English beside it. */
export function both({ zh, en }: Text): Html {
  return html`${plain(zh)} <span lang="en">${plain(en)}</span>`;
}

export function page(title: Text, body: Html): string {
  return html`<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${plain(title.zh)} · ${plain(title.en)}</title>
<link rel="stylesheet" href="/page.css">
<link rel="icon" href="data:,">
</head>
<body>
<main>
<h1>${both(title)}</h1>
${body}
</main>
</body>
</html>
`;
}

export const pageStyle = `:root { color-scheme: light dark; }
body { margin: 0; font: 16px/1.6 system-ui, "Noto Sans CJK SC", "Microsoft YaHei", sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.6rem; } h2 { font-size: 1.2rem; margin-top: 2rem; }
[lang="en"] { opacity: .75; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid color-mix(in srgb, currentColor 20%, transparent); vertical-align: top; }
td.number { text-align: right; font-variant-numeric: tabular-nums; }
td.day { white-space: nowrap; }
code { overflow-wrap: anywhere; }
pre { overflow-x: auto; padding: .8rem; border: 1px solid color-mix(in srgb, currentColor 20%, transparent); border-radius: .3rem; }
@media (max-width: 40rem) { table { font-size: .85rem; } th, td { padding: .3rem .25rem; overflow-wrap: anywhere; } }
@media print { body { background: #fff; color: #000; } main { max-width: none; padding: 0; } [lang="en"] { opacity: 1; } .screen { display: none; } }
`;
