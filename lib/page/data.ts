/** What the page was made with: unpacked by the browser itself, then kept. */
import type { PackedReport } from '../analyze/report/index.ts';
import { unpacked } from '../analyze/report/index.ts';
import { byId } from './dom.ts';

async function inflated(id: string): Promise<string> {
  const text = byId(id).textContent.trim();
  const bytes = Uint8Array.from(atob(text), (c) => c.charCodeAt(0));
  const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream('deflate-raw'));
  return new Response(stream).text();
}

export async function readReport(): Promise<PackedReport> {
  return unpacked(await inflated('report-data'));
}

/** Route configurations as the dump has them, by label; read when the first fragment is asked for. */
let fragments: Promise<ReadonlyMap<string, unknown>> | undefined;

/** The route in the dump's own words; null where the input was of another form. */
export async function fragmentOf(routeConfig: string, virtualHost: string, index: number): Promise<unknown> {
  fragments ??= inflated('fragment-data').then((text) => new Map(JSON.parse(text) as [string, unknown][]));
  const config = (await fragments).get(routeConfig);
  const host = listOf(config, 'virtual_hosts', 'virtualHosts').find((one) => fieldOf(one, 'name') === virtualHost);
  return listOf(host, 'routes').at(index) ?? null;
}

function fieldOf(value: unknown, ...names: readonly string[]): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  const name = names.find((one) => Object.hasOwn(value, one));
  return name === undefined ? undefined : (Reflect.get(value, name) as unknown);
}

function listOf(value: unknown, ...names: readonly string[]): readonly unknown[] {
  const list = fieldOf(value, ...names);
  return Array.isArray(list) ? (list as readonly unknown[]) : [];
}
