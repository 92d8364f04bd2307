import { z } from 'zod';
import { operations } from '../../api/contract.ts';
import { buildDocument, templateOf } from '../../api/openapi.ts';

/**
 * Whether what was answered is what the OpenAPI document says: schemas are read back from the document, not from the code
 * that made it.
 */

interface Media {
  readonly schema: object;
}
interface Described {
  readonly responses: Readonly<Record<string, { readonly content?: Readonly<Record<string, Media>> }>>;
}

// As it is served: through JSON, so that nothing of its making is left in it.
export const openapi = JSON.parse(JSON.stringify(buildDocument())) as {
  readonly openapi: string;
  readonly paths: Readonly<Record<string, Readonly<Record<string, Described>>>>;
  readonly components: { readonly schemas: Readonly<Record<string, object>> };
};

const paths = [...new Set(Object.values(operations).map(({ path }) => path))].map((path) => ({
  template: templateOf(path),
  pattern: new RegExp(`^${path.replaceAll(/:\w+/g, '[^/]+')}$`),
}));

const schemas = new Map<string, z.ZodType>();

/** What is wrong with an answer, or `null`; answers outside the document (pages, unknown paths) are not judged. */
export function disagreement(of: {
  method: string;
  path: string;
  status: number;
  contentType: string;
  body: unknown;
}): string | null {
  const address = of.path.split('?')[0] ?? '';
  const found = paths.find(({ pattern }) => pattern.test(address));
  const operation = found && openapi.paths[found.template]?.[of.method === 'HEAD' ? 'get' : of.method.toLowerCase()];
  if (found === undefined || operation === undefined) return null;
  const where = `${of.method} ${found.template} ${of.status}`;
  const response = operation.responses[String(of.status)];
  if (response === undefined) return `${where} is not described`;
  const media = of.contentType.split(';')[0] ?? '';
  const schema = response.content?.[media]?.schema;
  if (schema === undefined) return `${where} is not described as ${media}`;
  if (of.method === 'HEAD') return null;
  const result = schemaOf(`${where} ${media}`, schema).safeParse(of.body);
  return result.success ? null : `${where}: ${z.prettifyError(result.error)}`;
}

function schemaOf(key: string, schema: object): z.ZodType {
  const known = schemas.get(key) ?? z.fromJSONSchema(standalone(schema));
  schemas.set(key, known);
  return known;
}

/** A schema that carries the components it refers to. */
function standalone(schema: object): z.core.JSONSchema.JSONSchema {
  const text = JSON.stringify({ ...schema, $defs: openapi.components.schemas });
  return JSON.parse(text.replaceAll('#/components/schemas/', '#/$defs/')) as z.core.JSONSchema.JSONSchema;
}
