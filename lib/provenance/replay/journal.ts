/** What happened to each rule during one replay. Mutable while the replay runs; read-only to everybody else. */
import type { DropReason } from './drop-reason.ts';
import type { Place, RuleOrigin } from './effective.ts';

/** One reason at one place; `origin.path` is a rule, a match or empty for the whole resource. */
export interface Drop {
  readonly origin: Place & { readonly via?: Place | null };
  readonly reason: DropReason;
}

/** Collects drops; the same reason at the same place is kept once. */
export class Journal {
  readonly #drops = new Map<string, Drop>();

  drop(origin: Place | RuleOrigin, reason: DropReason): void {
    const { kind, namespace, name } = origin.resource.ref;
    const via = 'via' in origin && origin.via !== null ? `${origin.via.resource.ref.name}/${origin.via.path}` : '';
    const where = 'gateway' in reason ? reason.gateway + ('server' in reason ? reason.server : '') : '';
    const key = `${kind}/${namespace}/${name}/${origin.path}/${via}/${reason.kind}/${where}`;
    if (!this.#drops.has(key)) this.#drops.set(key, { origin, reason });
  }

  drops(): readonly Drop[] {
    return [...this.#drops.values()];
  }
}
