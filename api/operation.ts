import type { Readable } from 'node:stream';
import { z } from 'zod';
import type { Actor } from '../machines/roles.ts';
import { type Language, languages } from './language.ts';
import type { ProblemCode } from './problems.ts';

/** What an operation of the API is: one line of the table that the router validates with and OpenAPI is made from. */

type Shape = z.ZodObject;

export interface Operation {
  readonly id: string;
  readonly method: 'get' | 'post' | 'put';
  /** `/v1/cases/:id`: as Express writes it. */
  readonly path: string;
  readonly tag:
    | 'cases'
    | 'certificates'
    | 'duties'
    | 'materials'
    | 'meetings'
    | 'notices'
    | 'registers'
    | 'programmes'
    | 'clock'
    | 'service';
  readonly summary: string;
  readonly description?: string;
  /** Whether it takes a token. */
  readonly access: 'token' | 'open';
  /** Of one that takes no token: whether an address may ask only so often, or as seldom as people look things up. */
  readonly limited?: true | 'lookups';
  readonly params?: Shape;
  /** What a path whose parameters cannot be ours is answered with: it names nothing. */
  readonly missing?: ProblemCode;
  readonly query?: Shape;
  /** By lower-case name. */
  readonly headers?: Shape;
  readonly body?: z.ZodType;
  /** Its body is a file, which the handler reads piece by piece. */
  readonly takesFile?: true;
  readonly reply: {
    readonly status: 200 | 201;
    readonly description: string;
    readonly schema: z.ZodType;
    /** Instead of JSON, a file of one of these types. */
    readonly file?: readonly string[];
  };
  /** Headers of the reply, by name. */
  readonly replyHeaders?: Readonly<Record<string, string>>;
  /** What it may refuse besides what every operation may. */
  readonly problems: readonly ProblemCode[];
}

const lang = z
  .enum(languages)
  .optional()
  .meta({ description: 'Instead of Accept-Language, for those who cannot send one' });

/** What may stand in an operation's query: its own parameters, and the language everywhere. */
export function queryOf({ query }: Operation): Shape {
  return (query ?? z.strictObject({})).extend({ lang });
}

type Parsed<S> = S extends z.ZodType ? z.output<S> : undefined;

/** Who is asking, told by the token. */
export interface Who {
  readonly actor: Actor & { readonly person: string };
}

/** A file as it comes in. */
export interface Upload {
  readonly stream: Readable;
  /** As declared; null where its sender did not say. */
  readonly bytes: number | null;
}

/** A request as a handler sees it: everything parsed, nothing of Express. */
export interface Asked<O extends Operation> {
  readonly params: Parsed<O['params']>;
  readonly query: Parsed<O['query']>;
  readonly headers: Parsed<O['headers']>;
  readonly body: Parsed<O['body']>;
  /** The body before defaults were filled in: what a fingerprint is taken of. */
  readonly sent: unknown;
  /** Of an operation that takes a file. */
  readonly upload: O['takesFile'] extends true ? Upload : null;
  readonly who: O['access'] extends 'token' ? Who : null;
  readonly language: Language;
  /** Monotonic ms at which the request's head arrived (design D6). */
  readonly headAt: number;
  readonly requestId: string;
}

export interface Answered<O extends Operation> {
  readonly body: O['reply'] extends { readonly file: readonly string[] } ? Readable : z.input<O['reply']['schema']>;
  readonly headers?: Readonly<Record<string, string>>;
}

export type Handler<O extends Operation> = (asked: Asked<O>) => Promise<Answered<O>>;
