/** envoy.config.listener.v3.FilterChainMatch: every condition decides which chain is taken, so none may be dropped. */
import type { Cidr, FilterChainMatch, Unsupported } from '../../model/index.ts';
import {
  enumName,
  list,
  member,
  message,
  number,
  stranger,
  text,
  texts,
  unsupported as unsupportedField,
} from '../read/index.ts';
import type { FieldReader, Reading } from '../read/index.ts';

interface Draft extends Omit<{ -readonly [Key in keyof FilterChainMatch]: FilterChainMatch[Key] }, 'unsupported'> {
  unsupported?: Unsupported[];
}

/** ConnectionSourceType by number, and v2's names for the same values. */
const SOURCE_TYPES = ['ANY', 'SAME_IP_OR_LOOPBACK', 'EXTERNAL'];
const SOURCE_TYPE_BY_NAME = new Map<string, 'ANY' | 'SAME_IP_OR_LOOPBACK' | 'EXTERNAL'>([
  ['ANY', 'ANY'],
  ['SAME_IP_OR_LOOPBACK', 'SAME_IP_OR_LOOPBACK'],
  ['LOCAL', 'SAME_IP_OR_LOOPBACK'],
  ['EXTERNAL', 'EXTERNAL'],
]);

function unsupported(draft: Draft, condition: Unsupported): void {
  (draft.unsupported ??= []).push(condition);
}

/** Rejected by Envoy as not implemented; kept, because dropping it would make the chain look broader than it is. */
const unmodeled =
  (field: string): FieldReader<Draft> =>
  (draft, raw) => {
    unsupported(draft, unsupportedField(field, raw));
  };

/** CidrRange: an absent prefix_len is 0, which is every address of the family. */
function cidrs(draft: Draft, value: unknown): readonly Cidr[] {
  for (const raw of list(value)) {
    const strange = stranger(raw, ['address_prefix', 'prefix_len']);
    if (strange !== null) unsupported(draft, strange);
  }
  return list(value).map((raw) => {
    const length = number(member(raw, 'prefix_len', 'prefixLen'));
    return `${text(member(raw, 'address_prefix', 'addressPrefix'))}/${String(length)}`;
  });
}

const sourceType: FieldReader<Draft> = (draft, value) => {
  const known = SOURCE_TYPE_BY_NAME.get(enumName(value, SOURCE_TYPES));
  if (known === undefined) unsupported(draft, unsupportedField('source_type', value));
  else if (known !== 'ANY') draft.sourceType = known;
};

const FILTER_CHAIN_MATCH = message<Draft>(
  'envoy.config.listener.v3.FilterChainMatch',
  {
    destination_port: (draft, value) => {
      draft.destinationPort = number(value);
    },
    prefix_ranges: (draft, value) => {
      if (list(value).length > 0) draft.prefixRanges = cidrs(draft, value);
    },
    direct_source_prefix_ranges: (draft, value) => {
      if (list(value).length > 0) draft.directSourcePrefixRanges = cidrs(draft, value);
    },
    source_type: sourceType,
    source_prefix_ranges: (draft, value) => {
      if (list(value).length > 0) draft.sourcePrefixRanges = cidrs(draft, value);
    },
    source_ports: (draft, value) => {
      if (list(value).length > 0) draft.sourcePorts = list(value).map(number);
    },
    server_names: (draft, value) => {
      if (list(value).length > 0) draft.serverNames = texts(value);
    },
    transport_protocol: (draft, value) => {
      if (text(value) !== '') draft.transportProtocol = text(value);
    },
    application_protocols: (draft, value) => {
      if (list(value).length > 0) draft.applicationProtocols = texts(value);
    },
    address_suffix: unmodeled('address_suffix'),
    suffix_len: unmodeled('suffix_len'),
  },
  unsupported,
);

export function readFilterChainMatch(raw: unknown, reading: Reading): FilterChainMatch {
  return FILTER_CHAIN_MATCH({}, raw, reading);
}
