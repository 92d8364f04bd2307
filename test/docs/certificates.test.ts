import { createHash, createPrivateKey, createPublicKey, sign, verify } from 'node:crypto';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { z } from 'zod';
import { run } from '../../cli/zhicheng.ts';
import { fromBase32 } from '../../store/certificates/base32.ts';
import { type CodeContent, checkCode, signedCode } from '../../store/certificates/code.ts';
import { keyRingOf } from '../../store/certificates/keys.ts';
import { isGenuineList, signedList } from '../../store/certificates/revocation-list.ts';

import { readProjectFile } from '../support/source-tree.ts';

/** The test vectors of docs/certificates.md, which were not made by this code: read from the page, checked in every way. */

const page = readProjectFile('docs/certificates.md');
function read<S extends z.ZodType>(name: string, schema: S): z.output<S> {
  const block = new RegExp(`<!-- ${name} -->\n\`\`\`json\n([\\s\\S]*?)\`\`\`\n<!-- /${name} -->`).exec(page)?.[1];
  return schema.parse(JSON.parse(block ?? ''));
}

const status = z.enum(['inUse', 'retired', 'withdrawn']);
const seeds = read('vector-seeds', z.array(z.object({ id: z.string(), seed: z.string(), status })));
const { keys } = read(
  'vector-keys',
  z.object({
    keys: z.array(z.object({ id: z.string(), algorithm: z.literal('Ed25519'), publicKey: z.string(), status })),
  }),
);
const list = read(
  'vector-list',
  z.object({ asOf: z.string(), numbers: z.array(z.string()), key: z.string(), signature: z.string() }),
);
const vectors = read(
  'vectors',
  z.array(
    z.object({
      vector: z.string(),
      outcome: z.enum(['genuine', 'notGenuine', 'unknownKey', 'withdrawnKey']),
      revoked: z.boolean(),
      key: z.string().optional(),
      content: z.custom<CodeContent>().optional(),
      body: z.string().optional(),
      code: z.string(),
    }),
  ),
);

/** PKCS #8 of an Ed25519 seed (RFC 8410 §7). */
function privatePem(seed: string): string {
  const der = Buffer.concat([Buffer.from('302e020100300506032b657004220420', 'hex'), Buffer.from(seed, 'hex')]);
  return createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
    .export({ format: 'pem', type: 'pkcs8' })
    .toString();
}
const publicPem = (seed: string) =>
  createPublicKey(privatePem(seed)).export({ format: 'pem', type: 'spki' }).toString();
const pemsOf = (wanted: string) => seeds.filter((one) => one.status === wanted).map(({ seed }) => publicPem(seed));
const ringOf = (signing: string) =>
  keyRingOf({ privatePem: privatePem(signing), publicPems: pemsOf('retired'), withdrawnPems: pemsOf('withdrawn') });
const seedOf = (id: string) => seeds.find((one) => one.id === id)?.seed ?? '';

describe('the vectors on the page', () => {
  test('have something of every kind', () => {
    expect(new Set(vectors.map(({ outcome }) => outcome)).size).toBe(4);
    expect(vectors.filter(({ revoked }) => revoked)).toHaveLength(1);
    expect(vectors.map(({ vector }) => vector)).toEqual(expect.arrayContaining(['retired', 'forged', 'altered']));
  });

  test('publish the keys of their seeds, as the service would', () => {
    const current = seeds.find((one) => one.status === 'inUse')!;
    expect(ringOf(current.seed)).toMatchObject({ signing: { id: current.id }, published: keys });
  });

  test.each(vectors)('$vector: $outcome', ({ outcome, key, content, code, revoked }) => {
    const check = checkCode(code, keys);
    expect(check.outcome).toBe(outcome);
    if (outcome === 'genuine') expect(check).toEqual({ outcome, key, content });
    expect(content !== undefined && list.numbers.includes(content.number)).toBe(revoked);
  });

  test.each(vectors.filter(({ content }) => content))(
    '$vector is what its key signs',
    ({ content, key, body, code }) => {
      const seed = seedOf(key ?? '');
      const id = createHash('sha256')
        .update(Buffer.from(keys.find((one) => one.id === key)!.publicKey, 'base64url'))
        .digest('hex');
      expect(id.slice(0, 8)).toBe(key);
      expect(signedCode(content!, { id: key!, key: createPrivateKey(privatePem(seed)) })).toBe(code);
      // By the words of the page alone.
      const bytes = Buffer.from(fromBase32(code.slice(3))!);
      expect(bytes.subarray(0, -64).toString('hex')).toBe(body);
      const signed = Buffer.concat([Buffer.from('zhicheng certificate 1\0'), bytes.subarray(0, -64)]);
      expect(verify(null, signed, createPublicKey(privatePem(seed)), bytes.subarray(-64))).toBe(true);
      expect(sign(null, signed, createPrivateKey(privatePem(seed)))).toEqual(bytes.subarray(-64));
    },
  );

  test('the list is what its key signs, and no key that was withdrawn would do', () => {
    expect(isGenuineList(list, keys)).toBe(true);
    const by = (id: string) => signedList(list, { id, key: createPrivateKey(privatePem(seedOf(id))) });
    expect(by(list.key)).toEqual(list);
    const withdrawn = seeds.find((one) => one.status === 'withdrawn')!;
    expect(isGenuineList(by(withdrawn.id), keys)).toBe(false);
  });
});

describe('zhicheng certificate verify, offline', () => {
  const folder = mkdtempSync(join(tmpdir(), 'vectors-'));
  afterAll(() => rmSync(folder, { recursive: true }));
  const file = (name: string, content: unknown) => {
    writeFileSync(join(folder, name), JSON.stringify(content));
    return join(folder, name);
  };
  const keysFile = file('keys.json', { keys });
  const listFile = file('revoked.json', list);
  async function verifyCode(code: string, ...more: string[]) {
    const out: string[] = [];
    const err: string[] = [];
    const args = ['certificate', 'verify', code, '--keys', keysFile, ...more, '--lang', 'en'];
    const ended = await run(args, { out: (line) => out.push(line), err: (line) => err.push(line) });
    return { ended, said: [...out, ...err].join('\n') };
  }
  const codeOf = (name: string) => vectors.find(({ vector }) => vector === name)!.code;

  test.each(vectors)(
    '$vector: $outcome, with the exit code that programs act on',
    async ({ code, outcome, revoked }) => {
      const { ended } = await verifyCode(code, '--revocations', listFile);
      expect(ended).toBe(outcome === 'genuine' && !revoked ? 0 : 1);
    },
  );

  test.each([
    ['genuine', `valid as of ${list.asOf}`],
    ['retired', 'years count from 2022-12-31'],
    ['revoked', `revoked as of ${list.asOf}`],
    ['forged', 'no code of ours, or it was changed'],
    ['stranger', 'not among those given'],
    ['withdrawn', 'was withdrawn: verify by number and name'],
  ])('%s: says %s', async (name, words) => {
    expect((await verifyCode(codeOf(name), '--revocations', listFile)).said).toContain(words);
  });

  test('compares the name, and says what it cannot know without the list', async () => {
    const { name } = vectors.find(({ vector }) => vector === 'retired')!.content!;
    expect(await verifyCode(codeOf('retired'), '--name', ` ${name.replace('·', '•')} `)).toMatchObject({
      ended: 0,
      said: expect.stringContaining('nobody knows whether it was revoked'),
    });
    expect((await verifyCode(codeOf('retired'), '--name', '张三')).ended).toBe(1);
  });

  test('believes no list that was changed, no key under another’s name, and no file of something else', async () => {
    const cut = file('cut.json', { ...list, numbers: [] });
    const refused = await verifyCode(codeOf('revoked'), '--revocations', cut);
    expect(refused).toMatchObject({ ended: 1, said: expect.stringContaining('not as it was signed') });
    const renamed = file('renamed.json', { keys: keys.map((one) => ({ ...one, id: keys[0]!.id })) });
    for (const other of [renamed, listFile]) {
      const { ended, said } = await verifyCode(codeOf('genuine'), '--keys', other);
      expect([ended, said]).toEqual([1, expect.stringContaining('is not the JSON that is needed')]);
    }
  });
});
