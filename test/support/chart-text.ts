/** A chart's own text, as nested records. */
export type ChartText = { [key: string]: ChartText };

/** A copy of a chart's text, edited. @throws Error for an edit that changes nothing. */
export function editedText<Config extends object>(config: Config, edit: (states: ChartText) => void): Config {
  const text = copy(config) as ChartText;
  const before = written(text);
  edit(text.states!);
  if (written(text) === before) throw new Error('the edit changed nothing');
  const edited: unknown = text;
  return edited as Config;
}

export const put = (value: unknown): ChartText => value as ChartText;

/** Functions count: which one stands where. */
const written = (text: ChartText) =>
  JSON.stringify(text, (_key, value: unknown) => (typeof value === 'function' ? String(value) : value));

/** Functions are kept: XState calls them, nothing edits them. */
function copy(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(copy);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, copy(inner)]));
}
