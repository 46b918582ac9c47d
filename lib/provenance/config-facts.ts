/** Provenance strings, each parsed once: a gateway's dump repeats the same few thousand times. */
import type { Evidence, ResourceRef } from '../model/index.ts';
import { isIstioNetworking, parseConfigPath } from './parse/config-path.ts';
import type { ConfigPath } from './parse/config-path.ts';
import { parseVirtualServiceName } from './parse/virtual-service-name.ts';
import type { VirtualServiceName } from './parse/virtual-service-name.ts';
import { istioRef } from './resource-ref.ts';

/** `virtualService` is null unless the string names one. */
export interface ConfigFacts {
  readonly text: string;
  readonly path: ConfigPath | null;
  readonly virtualService: VirtualServiceFacts | null;
  readonly evidence: Evidence;
}

/** `ref` is the object as the string names it, generated or not; `name` is what an HTTP route's name stands for. */
export interface VirtualServiceFacts {
  readonly ref: ResourceRef;
  /** `ref` alone, as a list. */
  readonly owners: readonly ResourceRef[];
  readonly text: string;
  readonly path: ConfigPath;
  readonly name: VirtualServiceName;
}

function read(text: string): ConfigFacts {
  const path = parseConfigPath(text);
  const evidence: Evidence = { kind: 'metadata', detail: `istio.config: ${text}` };
  if (path === null || !isIstioNetworking(path) || path.kind !== 'virtual-service') {
    return { text, path, virtualService: null, evidence };
  }
  const ref = istioRef('VirtualService', path.namespace, path.name);
  const name = parseVirtualServiceName(path.name, 'http');
  return { text, path, virtualService: { ref, owners: [ref], text, path, name }, evidence };
}

/** Parses on first sight. Routes of one object stand together, so the last answer is the likeliest next one. */
export class ConfigReader {
  readonly #seen = new Map<string, ConfigFacts>();
  #last: ConfigFacts | null = null;

  of(text: string): ConfigFacts {
    if (this.#last?.text === text) return this.#last;
    let facts = this.#seen.get(text);
    if (facts === undefined) this.#seen.set(text, (facts = read(text)));
    this.#last = facts;
    return facts;
  }
}
