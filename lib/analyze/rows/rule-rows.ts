/** What each rule of a given resource became in this proxy, and why the others became nothing. */
import type { EntityId, ResourceRef, RuleProduct, RuleRow, Section, Snapshot } from '../../model/index.ts';
import { whyNot } from '../../provenance/index.ts';
import type { Comparison, Product, RuleOutcome } from '../../provenance/index.ts';
import { reasonWords } from './reason-words.ts';

type GivenResource = Parameters<typeof whyNot>[0];

/** An entity of the dump that the replay traced to a place. `at` is where the replay expects the place's product. */
interface Found {
  readonly product: RuleProduct;
  readonly at: string;
}

/** Built once an answer: it looks at every entity of the dump. */
export class RuleRows {
  readonly #comparison: Comparison;
  readonly #snapshot: Snapshot;
  #found: ReadonlyMap<string, readonly Found[]> | null = null;

  constructor(snapshot: Snapshot, comparison: Comparison) {
    this.#snapshot = snapshot;
    this.#comparison = comparison;
  }

  of(resource: GivenResource): readonly RuleRow[] {
    const { replay } = this.#comparison;
    return whyNot(resource, replay).map((outcome) => ({
      path: outcome.place.path,
      location: resource.locate(outcome.place.path),
      became: this.#became(resource, outcome),
      reasons: outcome.reasons.map((reason) => ({ kind: reason.kind, text: reasonWords(reason, replay) })),
    }));
  }

  #became(resource: GivenResource, { place, became }: RuleOutcome): readonly RuleProduct[] {
    this.#found ??= this.#index();
    const found = this.#found.get(placeKey(resource.ref, place.path)) ?? [];
    const places = new Set(found.map(({ at }) => at));
    const missing = became.map(placeOf).filter(({ at }) => !places.has(at));
    const absent = new Map(missing.map(({ at, product }) => [at, product] as const));
    return [...found.map(({ product }) => product), ...[...absent.values()].map((product) => this.#looked(product))];
  }

  /** Of what no claim names: whether the dump has it all the same (route configurations), or could have shown it. */
  #looked(product: RuleProduct): RuleProduct {
    const { sections, routeConfigs } = this.#snapshot;
    const section: Section = product.kind === 'filterChain' ? 'listeners' : 'routes';
    if (!sections.has(section)) return { ...product, present: null };
    if (product.kind !== 'routeConfig') return product;
    return { ...product, present: routeConfigs.some(({ name }) => name === product.selector) };
  }

  #index(): ReadonlyMap<string, readonly Found[]> {
    const { alignment } = this.#comparison;
    const found = new Map<string, Found[]>();
    const note = (id: EntityId, kind: RuleProduct['kind'], selector: string, at: string): void => {
      const claim = alignment.claims.get(id);
      if (claim === undefined) return;
      const entry = { product: { kind, selector, present: true }, at };
      push(found, placeKey(claim.resource, claim.path ?? ''), entry);
      if (claim.via !== null) push(found, placeKey(claim.via, claim.via.path ?? ''), entry);
    };
    for (const config of this.#snapshot.routeConfigs) {
      for (const host of config.virtualHosts) {
        const expected = alignment.virtualHosts.get(host.id)?.name ?? host.name;
        for (const route of host.routes) {
          const selector = `${config.label}/${host.name}/${String(route.index)}`;
          note(route.id, 'route', selector, `${config.name}/${expected}`);
        }
      }
    }
    for (const listener of this.#snapshot.listeners) {
      for (const chain of listener.filterChains) {
        const selector = `${listener.label}#${String(chain.index)}`;
        note(chain.id, 'filterChain', selector, chainPlace(chain.match.serverNames ?? []));
      }
    }
    return found;
  }
}

/** Where a product is expected, and how it is named while it is missing. */
function placeOf(product: Product): Found {
  switch (product.kind) {
    case 'route': {
      const at = `${product.routeConfig}/${product.virtualHost}`;
      return { at, product: { kind: 'route', selector: at, present: false } };
    }
    case 'routeConfig':
      return {
        at: product.routeConfig,
        product: { kind: 'routeConfig', selector: product.routeConfig, present: false },
      };
    case 'chain': {
      const names = product.serverNames.includes('*') ? [] : product.serverNames;
      const selector = `:${String(product.port)}${names.length === 0 ? '' : ` ${names.join(', ')}`}`;
      return { at: chainPlace(names), product: { kind: 'filterChain', selector, present: false } };
    }
  }
}

function chainPlace(serverNames: readonly string[]): string {
  return `chain ${[...serverNames].sort().join(' ')}`;
}

function placeKey(ref: ResourceRef, path: string): string {
  return [ref.group, ref.kind, ref.namespace, ref.name ?? '', path].join('\n');
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const list = map.get(key);
  if (list === undefined) map.set(key, [value]);
  else list.push(value);
}
