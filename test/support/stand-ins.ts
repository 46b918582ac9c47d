/**
 * Stand-ins for istioctl and kubectl: small Node scripts in a temporary folder that write down how they were called and
 * play back answers. Each rule is a pattern of the joined arguments; the first that fits answers, otherwise the stand-in
 * complains like the real one.
 */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

export interface Rule {
  /** A regular expression over `arg arg …`. */
  readonly args: string;
  /** Text, or a file whose bytes are played back. */
  readonly stdout?: string;
  readonly file?: string;
  /** Bytes after which the output is cut. */
  readonly cutAt?: number;
  /** Only the first so many calls of this rule are cut. */
  readonly cutCalls?: number;
  readonly stderr?: string;
  readonly exitCode?: number;
  readonly delayMs?: number;
  /** Never ends; with `deaf` not even when asked to. */
  readonly hangs?: true;
  readonly deaf?: true;
  /** Prints this many bytes of a JSON string and never ends it. */
  readonly megabytes?: number;
}

export interface Call {
  readonly tool: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly cwd: string;
  readonly pid: number;
}

const SCRIPT = `
const fs = require('node:fs');
const path = require('node:path');
const tool = path.basename(__filename, '.cjs');
const home = __dirname;
const args = process.argv.slice(2);
fs.appendFileSync(path.join(home, 'calls.jsonl'), JSON.stringify({ tool, args, env: process.env, cwd: process.cwd(), pid: process.pid }) + '\\n');
const rules = JSON.parse(fs.readFileSync(path.join(home, tool + '.rules.json'), 'utf8'));
const at = rules.findIndex((rule) => new RegExp(rule.args).test(args.join(' ')));
const rule = at === -1 ? { stderr: 'Error: unknown command for "' + tool + '"\\n', exitCode: 1 } : rules[at];
if (rule.deaf) process.on('SIGTERM', () => undefined);
function answer() {
  if (rule.stderr !== undefined) fs.writeSync(2, rule.stderr);
  let out = rule.file !== undefined ? fs.readFileSync(rule.file) : Buffer.from(rule.stdout ?? '');
  if (rule.cutAt !== undefined) {
    const counter = path.join(home, tool + '.' + at + '.count');
    const calls = fs.existsSync(counter) ? Number(fs.readFileSync(counter, 'utf8')) : 0;
    fs.writeFileSync(counter, String(calls + 1));
    if (calls < (rule.cutCalls ?? Infinity)) out = out.subarray(0, rule.cutAt);
  }
  const done = () => { if (rule.hangs) setInterval(() => undefined, 1000); else process.exitCode = rule.exitCode ?? 0; };
  if (rule.megabytes === undefined) { process.stdout.write(out, done); return; }
  process.stdout.write('{"configs":["');
  const block = Buffer.alloc(1000000, 0x61);
  let left = rule.megabytes;
  const more = () => {
    while (left > 0) { left--; if (!process.stdout.write(block)) { process.stdout.once('drain', more); return; } }
    process.stdout.end('"]}');
  };
  process.stdout.on('error', () => undefined);
  more();
}
setTimeout(answer, rule.delayMs ?? 0);
`;

export class StandIns {
  readonly folder: string = mkdtempSync(join(tmpdir(), 'whyroute-standins-'));

  constructor() {
    mkdirSync(this.bin);
  }

  /** The folder for PATH. */
  get bin(): string {
    return join(this.folder, 'bin');
  }

  tool(name: 'istioctl' | 'kubectl', rules: readonly Rule[]): this {
    writeFileSync(join(this.folder, `${name}.rules.json`), JSON.stringify(rules));
    writeFileSync(join(this.folder, `${name}.cjs`), SCRIPT);
    const script = join(this.bin, name);
    writeFileSync(script, `#!/bin/sh\nexec '${process.execPath}' '${join(this.folder, `${name}.cjs`)}' "$@"\n`);
    chmodSync(script, 0o755);
    return this;
  }

  get calls(): readonly Call[] {
    const file = join(this.folder, 'calls.jsonl');
    if (!existsSync(file)) return [];
    return readFileSync(file, 'utf8')
      .trimEnd()
      .split('\n')
      .map((line) => JSON.parse(line) as Call);
  }

  /** Each call as one line, in order of their text. */
  get lines(): readonly string[] {
    return this.calls.map(({ tool, args }) => [tool, ...args].join(' ')).sort();
  }

  path(name: string): string {
    return join(this.folder, name);
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** True while a process lives. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
