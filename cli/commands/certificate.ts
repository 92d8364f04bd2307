/** `zhicheng certificate`: makes keys, and checks the code on a certificate without any connection. */
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { readKeyFiles } from '../../config/certificate-keys.ts';
import { readSettings } from '../../config/settings.ts';
import type { Text } from '../../machines/programme-entries.ts';
import { levelWords, scopeWords } from '../../machines/words/titles.ts';
import { type CodeContent, checkCode } from '../../store/certificates/code.ts';
import { keyIdOf, keyRingOf, type PublishedKey } from '../../store/certificates/keys.ts';
import { comparableName } from '../../store/certificates/names.ts';
import { isGenuineList, type RevocationList } from '../../store/certificates/revocation-list.ts';
import { canSign, rotateKeys, withdrawKey } from '../certificate-keys.ts';
import {
  type Command,
  exitCodes,
  type Language,
  Refusal,
  readArguments,
  type Terminal,
  UsageError,
} from '../command.ts';

export const certificate: Command = {
  name: 'certificate',
  usage:
    'certificate verify <code> [--name <name>] [--keys <file>] [--revocations <file>] | new-key | withdraw-key <id>',
  summary: {
    zh: '离线核验证书上的验证码；为签发证书生成新密钥，或作废密钥',
    en: 'checks the code on a certificate offline; makes a new key that certificates are signed with, or withdraws one',
  },
  options: [
    {
      flag: '--keys <file>',
      text: {
        zh: '公钥，同 /v1/certificates/keys；默认本机密钥',
        en: 'keys, as /v1/certificates/keys has them; ours by default',
      },
    },
    {
      flag: '--revocations <file>',
      text: { zh: '撤销名单，同 /v1/certificates/revocations', en: 'the list, as /v1/certificates/revocations has it' },
    },
    { flag: '--name <name>', text: { zh: '核对姓名', en: 'compares the name' } },
  ],
  async run({ args, language, terminal }) {
    const { values, positionals } = readArguments(args, {
      keys: { type: 'string' },
      revocations: { type: 'string' },
      name: { type: 'string' },
    });
    const [verb, ...codes] = positionals;
    if (verb === 'new-key' && codes.length === 0) return newKey(terminal);
    if (verb === 'withdraw-key' && codes.length === 1) return withdraw(codes[0] ?? '', { language, terminal });
    if (verb !== 'verify' || codes.length === 0) {
      throw new UsageError({
        zh: '请给出 verify <验证码>、new-key 或 withdraw-key <密钥>',
        en: 'verify <code>, new-key, or withdraw-key <id>',
      });
    }
    // Broken over lines, a code may come as several arguments.
    return verify(codes.join(''), { ...values, language, terminal });
  },
};

function newKey(terminal: Terminal): number {
  const { certificateKeys } = readSettings();
  terminal.out(rotateKeys(certificateKeys));
  return exitCodes.ok;
}

/** @throws Refusal for a key that is not there. */
function withdraw(id: string, { language, terminal }: Pick<Verifying, 'language' | 'terminal'>): number {
  const { certificateKeys } = readSettings();
  if (!withdrawKey(certificateKeys, id))
    throw new Refusal({ zh: `${certificateKeys} 中没有密钥 ${id}`, en: `there is no key ${id} in ${certificateKeys}` });
  if (!canSign(certificateKeys))
    terminal.err(
      { zh: '已无签名密钥：请运行 new-key', en: 'no key is left that signs: run new-key, then start the API again' }[
        language
      ],
    );
  return exitCodes.ok;
}

/** A key is called by its own name, or the file is not as it was published. */
const keysFile = z.object({
  keys: z.array(
    z
      .object({
        id: z.string(),
        algorithm: z.literal('Ed25519'),
        publicKey: z.string(),
        status: z.enum(['inUse', 'retired', 'withdrawn']),
      })
      .refine(({ id, publicKey }) => keyIdOf(Buffer.from(publicKey, 'base64url')) === id),
  ),
});
const listFile = z.object({
  asOf: z.string(),
  numbers: z.array(z.string()),
  key: z.string(),
  signature: z.string(),
});

function readJson<S extends z.ZodType>(file: string, schema: S): z.output<S> {
  try {
    return schema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (error) {
    if (error instanceof Error && 'syscall' in error) throw error;
    throw new Refusal({ zh: `${file} 不是所需的 JSON`, en: `${file} is not the JSON that is needed` });
  }
}

interface Verifying {
  readonly keys?: string | undefined;
  readonly revocations?: string | undefined;
  readonly name?: string | undefined;
  readonly language: Language;
  readonly terminal: Terminal;
}

function verify(code: string, { keys: file, revocations, name, language, terminal }: Verifying): number {
  const say = (text: Text) => terminal.out(text[language]);
  const keys = file === undefined ? ourKeys() : readJson(file, keysFile).keys;
  const check = checkCode(code, keys);
  if (check.outcome !== 'genuine') {
    say(refusals[check.outcome]('key' in check ? check.key : ''));
    return exitCodes.error;
  }
  for (const line of linesOf(check.content)) say(line);
  const list = revocations === undefined ? null : genuineList(readJson(revocations, listFile), keys);
  const isRevoked = list?.numbers.includes(check.content.number) ?? false;
  const isNamed = name === undefined || comparableName(name) === comparableName(check.content.name);
  if (!isNamed) say({ zh: '姓名不符', en: 'the name is another' });
  if (list === null)
    say({
      zh: '真实；未给出撤销名单，不知是否已撤销',
      en: 'genuine; without the list nobody knows whether it was revoked',
    });
  else if (isRevoked) say({ zh: `截至 ${list.asOf} 已撤销`, en: `revoked as of ${list.asOf}` });
  else say({ zh: `截至 ${list.asOf} 有效`, en: `valid as of ${list.asOf}` });
  return isRevoked || !isNamed ? exitCodes.error : exitCodes.ok;
}

const refusals = {
  unknownKey: (key) => ({
    zh: `密钥 ${key} 不在所给公钥之列`,
    en: `signed with the key ${key}, which is not among those given`,
  }),
  withdrawnKey: (key) => ({
    zh: `密钥 ${key} 已作废，请按编号和姓名核验`,
    en: `the key ${key} was withdrawn: verify by number and name`,
  }),
  notGenuine: () => ({ zh: '验证码无效或已被改动', en: 'no code of ours, or it was changed' }),
} as const satisfies Record<string, (key: string) => Text>;

function ourKeys(): readonly PublishedKey[] {
  return keyRingOf(readKeyFiles(readSettings().certificateKeys)).published;
}

/** @throws Refusal for a list that none of the keys signed. */
function genuineList(list: RevocationList, keys: readonly PublishedKey[]): RevocationList {
  if (isGenuineList(list, keys)) return list;
  throw new Refusal({ zh: '撤销名单的签名不符', en: 'the list of revoked certificates is not as it was signed' });
}

function linesOf({ number, name, series, level, scope, approvedOn, countsFrom, madeOn }: CodeContent): Text[] {
  const [levels, scopes] = [levelWords[level], scopeWords[scope]];
  return [
    { zh: `证书编号 ${number}`, en: `number ${number}` },
    { zh: `姓名 ${name}`, en: `name ${name}` },
    { zh: `系列 ${series}，${levels.zh}，${scopes.zh}`, en: `series ${series}, ${levels.en}, ${scopes.en}` },
    {
      zh: `批准 ${approvedOn}，任职年限自 ${countsFrom} 起算`,
      en: `approved ${approvedOn}, years count from ${countsFrom}`,
    },
    { zh: `验证码生成于 ${madeOn}`, en: `the code was made on ${madeOn}` },
  ];
}
