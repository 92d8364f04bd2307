import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import type pg from 'pg';
import type { Settings } from '../../config/settings.ts';
import type { Text } from '../../machines/programme-entries.ts';
import { createPool } from '../../store/db.ts';
import type { InstallationKind } from '../../store/install.ts';
import { migrate } from '../../store/migrate.ts';
import { canSign, ensureKeys } from '../certificate-keys.ts';
import { Refusal } from '../command.ts';
import { type Demonstration, isUnfinished, letBegin, planDemonstration } from './demonstration.ts';
import { ensureInstalled, GRACE_MS, nobody } from './installation.ts';
import { Part, type PartPlan } from './part.ts';
import { choosePort } from './port.ts';
import { sayDifferences } from './programmes.ts';
import { forgetRunning, writeRunning } from './running.ts';
import type { Say } from './say.ts';
import { keepServer, type Server } from './server.ts';

/** `npm start`: database, API and workers, in this order; the other way round at the end (decision D10). */

export interface LaunchOptions {
  readonly settings: Settings;
  /** An empty database of DATABASE_URL becomes a demonstration. */
  readonly demo: boolean;
  /** How many cases a new demonstration has. */
  readonly cases: number;
  readonly say: Say;
  /** Hears how far a new demonstration is, in words to be shown in place. */
  readonly onProgress: (text: Text) => void;
}

export interface Launched {
  readonly address: string;
  readonly kind: InstallationKind;
  readonly demonstration: Demonstration;
  readonly logs: string;
}

const LOOPBACK = '127.0.0.1';

export class Launcher {
  readonly #options: LaunchOptions;
  readonly #home: string;
  readonly #demonstration: Demonstration;
  #server: Server | null = null;
  #api: Part | null = null;
  #workers: Part | null = null;
  #address = '';
  #stopped: Promise<void> | null = null;

  constructor(options: LaunchOptions) {
    this.#options = options;
    this.#demonstration = planDemonstration(options.cases);
    this.#home = resolve(options.settings.dataDirectory);
  }

  /** Brings everything up. @throws where something does not come up; `stop` then ends the rest. */
  async start(): Promise<Launched> {
    mkdirSync(this.#home, { recursive: true });
    await this.#startServer();
    const pool = createPool(this.#databaseUrl, { max: 2 });
    try {
      const { kind, fresh } = await this.#prepare(pool);
      await this.#startParts(kind);
      if (fresh && kind === 'demonstration') await this.#play();
      return { address: this.#address, kind, demonstration: this.#demonstration, logs: join(this.#home, '*.log') };
    } finally {
      await pool.end();
    }
  }

  /** API, workers, PostgreSQL last. Good at any moment of the start. */
  stop(): Promise<void> {
    this.#stopped ??= this.#stop();
    return this.#stopped;
  }

  async #stop(): Promise<void> {
    const { say } = this.#options;
    await this.#api?.stop();
    await this.#workers?.stop();
    if (this.#server && !(await this.#server.stop())) {
      say({ zh: 'PostgreSQL 仍有其他连接，未停止', en: 'PostgreSQL goes on: somebody else is connected to it' });
    }
    forgetRunning(this.#home);
  }

  async #startServer(): Promise<void> {
    const { settings, say } = this.#options;
    if (settings.databaseUrl !== null) return;
    say({ zh: '启动 PostgreSQL …', en: 'Starting PostgreSQL …' });
    const onMoved = () => void Promise.all([this.#api?.restart(), this.#workers?.restart()]);
    this.#server = await keepServer(this.#home, { say, onMoved, onRestarted: () => this.#tell() });
    if (this.#server.adopted) say({ zh: '接管仍在运行的 PostgreSQL', en: 'It was still running, and is taken over.' });
  }

  /** Schema, and what an empty database becomes. A demonstration that was interrupted while it was made is made anew. */
  async #prepare(pool: pg.Pool): Promise<{ kind: InstallationKind; fresh: boolean }> {
    const { settings, demo, say } = this.#options;
    await migrate(this.#databaseUrl);
    if (await isUnfinished(pool)) {
      say({ zh: '上次未将演示准备完毕', en: 'The demonstration was interrupted while it was being made.' });
      if (this.#server === null) {
        say({ zh: '以已有案件继续', en: 'It goes on with what is there.' });
        await letBegin(pool);
      } else {
        say({ zh: '重新准备', en: 'It is made anew.' });
        await this.#server.startOver();
        await migrate(this.#databaseUrl);
      }
    }
    const made =
      settings.databaseUrl === null || demo
        ? await ensureInstalled(pool, this.#demonstration.installation)
        : await ensureInstalled(pool, {
            kind: 'production',
            clock: { mode: 'real', graceMs: GRACE_MS },
            seed: nobody,
          });
    if (demo && made.kind === 'production') {
      say({ zh: '这是正式库，--demo 不起作用', en: 'This database is a production; --demo changes nothing.' });
    }
    await sayDifferences(pool, say);
    return made;
  }

  async #startParts(kind: InstallationKind): Promise<void> {
    const { settings, say } = this.#options;
    const demonstrating = kind !== 'production';
    if (demonstrating) ensureKeys(settings.certificateKeys);
    else refuseUnsigned(settings.certificateKeys);
    // Whoever knows the printed tokens may do everything: a demonstration is served to this machine alone.
    const host = demonstrating ? LOOPBACK : settings.host;
    const limits = demonstrating && settings.requestsPerMinute === null ? { REQUESTS_PER_MINUTE: '0' } : {};
    // What the operator has set stays; else notices are watched where the API comes to listen.
    const isUsual = settings.publicUrl === null || settings.publicUrl === `http://${settings.host}:${settings.port}`;
    say({ zh: '启动接口与后台进程 …', en: 'Starting API and workers …' });
    let choosing: Promise<number> | null = null;
    const choose = (anew: boolean): Promise<number> => {
      if (anew || choosing === null) choosing = choosePort(settings.port, say);
      return choosing;
    };
    let started = false;
    this.#api = this.#part('api', async (wasReady) => {
      const port = await choose(started && !wasReady);
      started = true;
      this.#address = `http://${host}:${port}`;
      return { HOST: host, PORT: String(port), ...limits };
    });
    this.#workers = this.#part('workers', async () =>
      isUsual ? { PUBLIC_URL: `http://${host}:${await choose(false)}` } : {},
    );
    await Promise.all([this.#api.start(), this.#workers.start()]);
  }

  #part(name: keyof typeof titles, variables: PartPlan['variables']): Part {
    return new Part({
      title: titles[name],
      script: fileURLToPath(new URL(`../../${name}/main.ts`, import.meta.url)),
      log: join(this.#home, `${name}.log`),
      variables: async (wasReady) => ({
        DATABASE_URL: this.#databaseUrl,
        DATA_DIR: this.#home,
        ...(await variables(wasReady)),
      }),
      say: this.#options.say,
      onStarted: () => this.#tell(),
    });
  }

  async #play(): Promise<void> {
    const { say, onProgress } = this.#options;
    say({ zh: '演练 2023 年 6 月至 8 月 …', en: 'Playing June to August 2023 …' });
    await this.#demonstration.play({ address: this.#address, onProgress });
  }

  #tell(): void {
    writeRunning(this.#home, {
      databaseUrl: this.#databaseUrl,
      address: this.#address,
      launcher: process.pid,
      api: this.#api?.pid,
      workers: this.#workers?.pid,
      postgres: this.#server?.pid ?? null,
    });
  }

  get #databaseUrl(): string {
    const url = this.#server?.url ?? this.#options.settings.databaseUrl;
    if (url === null || url === undefined) throw new Error('there is no database yet');
    return url;
  }
}

/** @throws Refusal for a production without the key that its certificates are signed with. */
function refuseUnsigned(folder: string): void {
  if (canSign(folder)) return;
  throw new Refusal({
    zh: `${folder} 中没有签发证书的密钥：先运行 zhicheng certificate new-key，或用 CERTIFICATE_KEYS 指定目录`,
    en: `There is no key to sign certificates with in ${folder}: run \`zhicheng certificate new-key\`, or name the folder in CERTIFICATE_KEYS`,
  });
}

const titles = {
  api: { zh: '接口进程', en: 'the API' },
  workers: { zh: '后台进程', en: 'the workers' },
} as const satisfies Record<string, Text>;
