/**
 * Which routes of a long list a path may fit: the rest certainly fail on their path, so that the first match is found
 * without asking thousands of them. Leaves out only what is sure; every candidate is still asked in full.
 */
import type { Route, RouteMatch } from '../model/index.ts';
import type { AdmittedRequest } from './admitted-request.ts';
import type { ByteString } from './bytes.ts';
import { asciiLower, toBytes } from './bytes.ts';
import { isRedactedText } from './match-gap.ts';
import type { RegexCache } from './regex.ts';
import { literalsOf } from './relation/regex/literals.ts';
import { RouteBucket as Bucket } from './route-bucket.ts';
import { templatePattern } from './uri-template.ts';

/** Routes whose regex needs `within` somewhere in the path. */
interface Needing {
  readonly within: ByteString;
  readonly bucket: Bucket;
}

/** Positions of routes by what their paths are, or begin with. */
class Heads {
  readonly #whole = new Map<ByteString, Bucket>();
  readonly #heads = new Map<ByteString, Bucket>();
  readonly #needing = new Map<ByteString, Map<ByteString, Needing>>();
  #lengths: readonly number[] | undefined;

  whole(text: ByteString): Bucket {
    return bucketIn(this.#whole, text);
  }

  head(text: ByteString): Bucket {
    return bucketIn(this.#heads, text);
  }

  needing(head: ByteString, within: ByteString): Bucket {
    const list = this.#needing.get(head) ?? new Map<ByteString, Needing>();
    this.#needing.set(head, list);
    const same = list.get(within) ?? { within, bucket: new Bucket() };
    list.set(within, same);
    return same.bucket;
  }

  collect(file: ByteString, request: AdmittedRequest, into: number[]): void {
    this.#lengths ??= [...new Set([...this.#heads.keys(), ...this.#needing.keys()].map(({ length }) => length))];
    this.#whole.get(file)?.collect(request, into);
    for (const length of this.#lengths) {
      if (length > file.length) continue;
      const head = file.slice(0, length);
      this.#heads.get(head)?.collect(request, into);
      const needing = this.#needing.get(head);
      if (needing === undefined) continue;
      for (const { within, bucket } of needing.values()) if (file.includes(within)) bucket.collect(request, into);
    }
  }
}

function bucketIn(buckets: Map<ByteString, Bucket>, text: ByteString): Bucket {
  let bucket = buckets.get(text);
  if (bucket === undefined) buckets.set(text, (bucket = new Bucket()));
  return bucket;
}

export class PathIndex {
  readonly #routes: readonly Route[];
  readonly #ignoreParameters: boolean;
  readonly #regexes: RegexCache;
  readonly #exact: Heads = new Heads();
  readonly #folded: Heads = new Heads();
  /** Routes that any request may fit as far as their path tells. */
  readonly #always: Bucket = new Bucket();

  constructor(routes: readonly Route[], regexes: RegexCache, ignoreParameters: boolean) {
    this.#routes = routes;
    this.#regexes = regexes;
    this.#ignoreParameters = ignoreParameters;
    routes.forEach(({ match }, position) => {
      this.#bucketOf(match).put(match, position);
    });
  }

  /** In Envoy's order; all routes for a request without a path. */
  candidates(request: AdmittedRequest): readonly Route[] {
    if (request.file === null) return this.#routes;
    const file = this.#ignoreParameters ? request.fileWithoutParameters() : request.file;
    const found: number[] = [];
    this.#always.collect(request, found);
    this.#exact.collect(file, request, found);
    this.#folded.collect(asciiLower(file), request, found);
    return found.sort((a, b) => a - b).flatMap((position) => this.#routes[position] ?? []);
  }

  #bucketOf({ path, caseSensitive }: RouteMatch): Bucket {
    const heads = caseSensitive === false ? this.#folded : this.#exact;
    switch (path.kind) {
      case 'prefix':
      case 'path':
      case 'pathSeparatedPrefix': {
        if (isRedactedText(path.value)) return this.#always;
        const text = caseSensitive === false ? asciiLower(toBytes(path.value)) : toBytes(path.value);
        return path.kind === 'path' ? heads.whole(text) : heads.head(text);
      }
      case 'regex':
        return this.#ofRegex(path.regex);
      case 'uriTemplate': {
        const pattern = this.#ignoreParameters ? null : templatePattern(path.template);
        return pattern === null ? this.#always : this.#ofRegex(pattern);
      }
      case 'connect':
      case 'none':
      case 'unsupported':
        return this.#always;
    }
  }

  /** What the engine refuses may match anything. */
  #ofRegex(source: string): Bucket {
    if (isRedactedText(source)) return this.#always;
    if (typeof this.#regexes.get(source).matches('') !== 'boolean') return this.#always;
    const { head, within } = literalsOf(source, this.#regexes.mode);
    return this.#exact.needing(head, within);
  }
}
