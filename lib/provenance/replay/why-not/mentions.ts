/** What a replay says of each resource, read once: thousands of resources may ask. */
import type { Resource } from '../../../resources/index.ts';
import type { ReplayVirtualService } from '../effective.ts';
import type { Drop } from '../journal.ts';
import type { Replay } from '../replay.ts';

/** The drops that may concern a resource, and the VirtualServices it is part of; each in the replay's order. */
export interface Findings {
  readonly drops: readonly Drop[];
  readonly services: readonly ReplayVirtualService[];
}

export class Mentions {
  readonly #drops: readonly Drop[];
  readonly #hidden: readonly number[];
  readonly #positions = new Map<Resource, number[]>();
  readonly #services = new Map<Resource, Set<ReplayVirtualService>>();

  constructor({ drops, services }: Replay) {
    this.#drops = drops;
    // Such a drop names the resource that it concerns in words only.
    this.#hidden = drops.flatMap(({ reason }, position) => (reason.kind === 'delegate-not-exported' ? [position] : []));
    for (const [position, { origin }] of drops.entries()) {
      for (const resource of new Set([origin.resource, origin.via?.resource])) {
        if (resource === undefined) continue;
        const known = this.#positions.get(resource);
        if (known === undefined) this.#positions.set(resource, [position]);
        else known.push(position);
      }
    }
    for (const service of services) {
      const delegates = service.http.flatMap(({ origin }) => (origin.via === null ? [] : [origin.resource]));
      for (const resource of [...service.sources, ...delegates]) {
        const known = this.#services.get(resource);
        if (known === undefined) this.#services.set(resource, new Set([service]));
        else known.add(service);
      }
    }
  }

  of(resource: Resource): Findings {
    const positions = new Set([...(this.#positions.get(resource) ?? []), ...this.#hidden]);
    const drops = [...positions].sort((a, b) => a - b).flatMap((position) => this.#drops[position] ?? []);
    return { drops, services: [...(this.#services.get(resource) ?? [])] };
  }
}
