/** Server names that filter chains take, and the one to send. */
import { ServerNames } from '../../../matching/index.ts';
import type { FilterChain } from '../../../model/index.ts';
import { asciiLower } from '../../rows/index.ts';

export class AcceptedNames {
  readonly #known = new Map<FilterChain, ServerNames>();

  takes(chain: FilterChain, name: string): boolean {
    const { serverNames = [] } = chain.match;
    if (serverNames.length === 0) return true;
    let accepted = this.#known.get(chain);
    if (accepted === undefined) this.#known.set(chain, (accepted = new ServerNames(serverNames.map(asciiLower))));
    return accepted.cover(name);
  }

  sniFor(chain: FilterChain, authority: string): string {
    const name = nameIn(authority);
    if (this.takes(chain, name)) return name;
    const [first = name] = chain.match.serverNames ?? [];
    return first.startsWith('*') ? `www${first.slice(1)}` : first;
  }
}

/** The host of an authority, in lower case. */
export function nameIn(authority: string): string {
  return asciiLower(authority.replace(/:\d+$/, ''));
}
