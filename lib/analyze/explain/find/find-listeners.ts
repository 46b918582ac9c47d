/** A listener's name, `ADDR:PORT`, `[ADDR6]:PORT` or `:PORT`; a filter chain as `LISTENER#i`. */
import type { Listener, Snapshot } from '../../../model/index.ts';
import type { Target } from '../scene.ts';

function isNamed({ label, name, address, port, additionalAddresses }: Listener, text: string): boolean {
  if (text === label || (name !== '' && text === name)) return true;
  if (additionalAddresses?.includes(text) === true) return true;
  if (port === null) return false;
  if (text === `:${String(port)}`) return true;
  return address !== null && (text === `${address}:${String(port)}` || text === `[${address}]:${String(port)}`);
}

/** Listeners in every state they are in: one that is being replaced is listed twice. */
export function findListeners({ listeners }: Snapshot, text: string): readonly Target[] {
  const found: Target[] = [];
  for (const listener of listeners) if (isNamed(listener, text)) found.push({ kind: 'listener', listener });
  const [, owner, index] = /^(.*)#(\d+)$/s.exec(text) ?? [];
  if (owner === undefined || index === undefined) return found;
  for (const listener of listeners) {
    const chain = listener.filterChains.find((one) => one.index === Number(index));
    if (chain !== undefined && isNamed(listener, owner)) found.push({ kind: 'filterChain', listener, chain });
  }
  return found;
}
