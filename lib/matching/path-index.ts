/**
 * Which routes of a long list a path may fit: the rest certainly fail on their path, so that the first match is found
 * without asking thousands of them. Leaves out only what is sure; every candidate is still asked in full.
 */
import type { Route, RouteMatch } from '../model/index.ts';
import type { AdmittedRequest } from './admitted-request.ts';
import type { ByteString } from './bytes.ts';
import { asciiLower, toBytes } from './bytes.ts';
import { REDACTED } from './match-gap.ts';
import type { RegexCache } from './regex.ts';
import { literalsOf } from './relation/regex/literals.ts';
import { templatePattern } from './uri-template.ts';

/** Routes whose regex needs `within` somewhere in the path. */
interface Needing {
  readonly within: ByteString;
  readonly positions: number[];
}

/** Positions of routes by what their paths are, or begin with. */
class Heads {
  readonly #whole = new Map<ByteString, number[]>();
  readonly #heads = new Map<ByteString, number[]>();
  readonly #needing = new Map<ByteString, Map<ByteString, Needing>>();
  #lengths: readonly number[] | undefined;

  put(kind: 'whole' | 'head', text: ByteString, position: number): void {
    const texts = kind === 'whole' ? this.#whole : this.#heads;
    const positions = texts.get(text);
    if (positions === undefined) texts.set(text, [position]);
    else positions.push(position);
  }

  putNeeding(head: ByteString, within: ByteString, position: number): void {
    const list = this.#needing.get(head) ?? new Map<ByteString, Needing>();
    this.#needing.set(head, list);
    const same = list.get(within);
    if (same === undefined) list.set(within, { within, positions: [position] });
    else same.positions.push(position);
  }

  collect(file: ByteString, into: number[]): void {
    this.#lengths ??= [...new Set([...this.#heads.keys(), ...this.#needing.keys()].map(({ length }) => length))];
    append(this.#whole.get(file), into);
    for (const length of this.#lengths) {
      if (length > file.length) continue;
      const head = file.slice(0, length);
      append(this.#heads.get(head), into);
      const needing = this.#needing.get(head);
      if (needing === undefined) continue;
      for (const { within, positions } of needing.values()) if (file.includes(within)) append(positions, into);
    }
  }
}

function append(positions: readonly number[] | undefined, into: number[]): void {
  if (positions !== undefined) for (const position of positions) into.push(position);
}

export class PathIndex {
  readonly #routes: readonly Route[];
  readonly #ignoreParameters: boolean;
  readonly #regexes: RegexCache;
  readonly #exact: Heads = new Heads();
  readonly #folded: Heads = new Heads();
  /** Routes that any request may fit as far as their path tells. */
  readonly #always: number[] = [];

  constructor(routes: readonly Route[], regexes: RegexCache, ignoreParameters: boolean) {
    this.#routes = routes;
    this.#regexes = regexes;
    this.#ignoreParameters = ignoreParameters;
    routes.forEach(({ match }, position) => {
      this.#add(match, position);
    });
  }

  /** In Envoy's order; all routes for a request without a path. */
  candidates(request: AdmittedRequest): readonly Route[] {
    if (request.file === null) return this.#routes;
    const file = this.#ignoreParameters ? request.fileWithoutParameters() : request.file;
    const found = [...this.#always];
    this.#exact.collect(file, found);
    this.#folded.collect(asciiLower(file), found);
    return found.sort((a, b) => a - b).flatMap((position) => this.#routes[position] ?? []);
  }

  #add({ path, caseSensitive }: RouteMatch, position: number): void {
    const heads = caseSensitive === false ? this.#folded : this.#exact;
    switch (path.kind) {
      case 'prefix':
      case 'path':
      case 'pathSeparatedPrefix': {
        if (path.value === REDACTED) return void this.#always.push(position);
        const text = caseSensitive === false ? asciiLower(toBytes(path.value)) : toBytes(path.value);
        heads.put(path.kind === 'path' ? 'whole' : 'head', text, position);
        return;
      }
      case 'regex':
        this.#addRegex(path.regex, position);
        return;
      case 'uriTemplate': {
        const pattern = this.#ignoreParameters ? null : templatePattern(path.template);
        if (pattern === null) this.#always.push(position);
        else this.#addRegex(pattern, position);
        return;
      }
      case 'connect':
      case 'none':
      case 'unsupported':
        this.#always.push(position);
    }
  }

  /** What the engine refuses may match anything. */
  #addRegex(source: string, position: number): void {
    if (typeof this.#regexes.get(source).matches('') !== 'boolean') return void this.#always.push(position);
    const { head, within } = literalsOf(source, this.#regexes.mode);
    this.#exact.putNeeding(head, within, position);
  }
}
