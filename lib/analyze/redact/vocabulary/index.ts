/** Names that Envoy's API and the resources have: what is not here is unknown, and unknown text is removed. */
import { canonical } from '../place.ts';
import { ENVOY_EXTENSION_TYPES } from './envoy-extension-types.ts';
import { ENVOY_FIELDS_A_K } from './envoy-fields-a-k.ts';
import { ENVOY_FIELDS_L_Z } from './envoy-fields-l-z.ts';
import { ENVOY_TYPES } from './envoy-types.ts';
import { RESOURCE_FIELDS } from './resource-fields.ts';

const words = (text: string): string[] => text.trim().split(/\s+/);

let fields: ReadonlySet<string> | undefined;
let resourceFields: ReadonlySet<string> | undefined;
let types: ReadonlySet<string> | undefined;

/** `name` in canonical form. */
export function isEnvoyField(name: string): boolean {
  fields ??= new Set([...words(ENVOY_FIELDS_A_K), ...words(ENVOY_FIELDS_L_Z)]);
  return fields.has(name);
}

export function isResourceField(name: string): boolean {
  resourceFields ??= new Set(words(RESOURCE_FIELDS).map(canonical));
  return resourceFields.has(name);
}

function readTypes(): ReadonlySet<string> {
  const all = new Set<string>();
  for (const word of words(ENVOY_TYPES + ENVOY_EXTENSION_TYPES)) {
    const colon = word.indexOf(':');
    for (const message of word.slice(colon + 1).split(',')) all.add(`${word.slice(0, colon)}.${message}`);
  }
  return all;
}

/** `type.googleapis.com/envoy.…`; v2 names of the admin API count as their successors. */
export function isKnownType(url: string): boolean {
  types ??= readTypes();
  const name = url.slice(url.lastIndexOf('/') + 1);
  return types.has(name) || types.has(name.replace('envoy.admin.v2alpha.', 'envoy.admin.v3.'));
}
