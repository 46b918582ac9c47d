/** One proxy's configuration: istioctl's whole dump, else its sections, else Envoy itself through kubectl. */
import type { CaptureGap } from '../bundle/manifest.ts';
import { podWords } from '../tree/tree.ts';
import type { PodRef } from '../tree/tree.ts';
import { ISTIOCTL_SECTIONS } from './command.ts';
import type { Commands, IstioctlSection } from './command.ts';
import type { Outcome, Runner } from './runner.ts';

interface FetchedDocument {
  /** File name in the bundle. */
  readonly name: string;
  readonly bytes: Buffer;
  readonly command: number;
}

export interface FetchedProxy {
  readonly pod: PodRef;
  /** Empty when nothing of it could be read: then `gaps` say why. */
  readonly documents: readonly FetchedDocument[];
  readonly gaps: readonly CaptureGap[];
}

const SECTION_FILES: Readonly<Record<IstioctlSection, string>> = {
  bootstrap: 'bootstrap.json',
  listener: 'listeners.json',
  route: 'routes.json',
  cluster: 'clusters.json',
  endpoint: 'endpoints.json',
  secret: 'secrets.json',
};

/** An istioctl without `proxy-config all` (before 1.11) complains, or prints its help and ends with 0. */
function lacksAll(outcome: Outcome): boolean {
  if (outcome.ok) return false;
  if (/unknown (?:command|flag|shorthand)|output format .* not supported/.test(outcome.detail)) return true;
  return outcome.why === 'cut' && /^(?:\S.*\n)*\s*Usage:/m.test(outcome.output.toString('utf8', 0, 4096));
}

function gapOf(what: string, outcome: Outcome): CaptureGap[] {
  return outcome.ok ? [] : [{ what, why: outcome.why, detail: outcome.detail }];
}

class ProxyFetch {
  readonly documents: FetchedDocument[] = [];
  readonly gaps: CaptureGap[] = [];
  readonly #runner: Runner;
  readonly #commands: Commands;
  readonly #pod: PodRef;

  constructor(runner: Runner, commands: Commands, pod: PodRef) {
    this.#runner = runner;
    this.#commands = commands;
    this.#pod = pod;
  }

  async run(): Promise<FetchedProxy> {
    const failed: Outcome[] = [];
    await this.#byIstioctl(failed);
    if (this.documents.length === 0) await this.#byKubectl(failed);
    if (this.documents.length === 0) {
      // A section that is missing does not matter where everything is.
      this.gaps.length = 0;
      for (const outcome of failed) this.gaps.push(...gapOf(`configuration of ${podWords(this.#pod)}`, outcome));
    } else await this.#health();
    return { pod: this.#pod, documents: this.documents, gaps: this.gaps };
  }

  async #byIstioctl(failed: Outcome[]): Promise<void> {
    if (!this.#runner.has('istioctl')) return;
    const whole = await this.#runner.run(this.#commands.proxyConfig('all', this.#pod), this.#runner.options.isWhole);
    if (whole.ok) this.#add('config_dump.json', whole);
    else {
      failed.push(whole);
      if (lacksAll(whole)) await this.#sections();
    }
  }

  /** Routes and listeners are what everything else hangs on: without both, Envoy is asked instead. */
  async #sections(): Promise<void> {
    const { isWhole } = this.#runner.options;
    const outcomes = await Promise.all(
      ISTIOCTL_SECTIONS.map((section) => this.#runner.run(this.#commands.proxyConfig(section, this.#pod), isWhole)),
    );
    for (const [at, section] of ISTIOCTL_SECTIONS.entries()) {
      const outcome = outcomes[at];
      // `[]`: there is none, or the dump that istioctl read has no such section; a file of it would say nothing.
      if (outcome?.ok === true && outcome.bytes.toString('utf8', 0, 64).trim() === '[]') continue;
      if (outcome?.ok === true) this.#add(SECTION_FILES[section], outcome);
      else if (outcome !== undefined) this.gaps.push(...gapOf(`${section} section of ${podWords(this.#pod)}`, outcome));
    }
    const has = (file: string): boolean => this.documents.some(({ name }) => name === file);
    if (!has(SECTION_FILES.route) && !has(SECTION_FILES.listener)) this.documents.length = 0;
  }

  async #byKubectl(failed: Outcome[]): Promise<void> {
    if (!this.#runner.has('kubectl')) return;
    const command = this.#commands.adminGet('config_dump?include_eds', this.#pod);
    const outcome = await this.#runner.run(command, this.#runner.options.isWhole);
    if (outcome.ok) {
      this.gaps.length = 0;
      this.#add('config_dump.json', outcome);
    } else failed.push(outcome);
  }

  /** What Envoy's own health checks and outlier detection say; the dump does not hold it. */
  async #health(): Promise<void> {
    if (!this.#runner.has('kubectl')) return;
    const command = this.#commands.adminGet('clusters?format=json', this.#pod);
    const outcome = await this.#runner.run(command, this.#runner.options.isWhole);
    if (outcome.ok) this.#add('envoy_clusters.json', outcome);
    else this.gaps.push(...gapOf(`endpoint health of ${podWords(this.#pod)}`, outcome));
  }

  #add(name: string, outcome: Extract<Outcome, { readonly ok: true }>): void {
    this.documents.push({ name, bytes: outcome.bytes, command: outcome.command });
  }
}

export async function fetchProxy(runner: Runner, commands: Commands, pod: PodRef): Promise<FetchedProxy> {
  return new ProxyFetch(runner, commands, pod).run();
}
