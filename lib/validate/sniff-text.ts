/** Says what a text without any JSON document is, and which command prints what whyroute reads instead. */

export interface Sniffed {
  readonly what: string;
  readonly hint: string;
}

const JSON_COMMAND = 'istioctl proxy-config all POD.NAMESPACE -o json > dump.json';

const TEXTS: readonly { readonly pattern: RegExp; readonly what: string; readonly hint: string }[] = [
  {
    pattern: /^\s*<(?:!doctype|html|\?xml|head|body)/i,
    what: 'an HTML page (a login or error page?)',
    hint: `ask the proxy itself: ${JSON_COMMAND}`,
  },
  {
    pattern: /^NAME\s+(?:VHOST NAME\s+)?(?:DOMAINS|VIRTUAL HOSTS)\b/m,
    what: 'the table of istioctl proxy-config routes, which leaves out headers, destinations and order',
    hint: 'istioctl proxy-config routes POD.NAMESPACE -o json',
  },
  {
    pattern: /^SERVICE FQDN\s+PORT\b/m,
    what: 'the table of istioctl proxy-config clusters',
    hint: 'istioctl proxy-config clusters POD.NAMESPACE -o json',
  },
  {
    pattern: /^ADDRESS(?:ES)?\s+PORT\b/m,
    what: 'the table of istioctl proxy-config listeners',
    hint: 'istioctl proxy-config listeners POD.NAMESPACE -o json',
  },
  {
    pattern: /^ENDPOINT\s+STATUS\b/m,
    what: 'the table of istioctl proxy-config endpoints',
    hint: 'istioctl proxy-config endpoints POD.NAMESPACE -o json',
  },
  {
    pattern: /^RESOURCE NAME\s+TYPE\b/m,
    what: 'the table of istioctl proxy-config secret',
    hint: 'istioctl proxy-config secret POD.NAMESPACE -o json',
  },
  {
    pattern: /^\S+::(?:observability_name|default_priority|added_via_api)::/m,
    what: "the text form of Envoy's /clusters page",
    hint: 'pilot-agent request GET "clusters?format=json"',
  },
  {
    pattern: /^\S+_\d+::\S+:\d+$/m,
    what: "the text form of Envoy's /listeners page",
    hint: `the whole dump says more: ${JSON_COMMAND}`,
  },
  { pattern: /^(?:Error|error):/, what: 'an error message, not a dump', hint: JSON_COMMAND },
];

/** `head` is the first few kilobytes, decoded. */
export function sniffText(head: string): Sniffed {
  const known = TEXTS.find(({ pattern }) => pattern.test(head));
  if (known !== undefined) return { what: known.what, hint: known.hint };
  return { what: 'neither JSON nor YAML of an Envoy proxy', hint: JSON_COMMAND };
}

/** True when the first line that is no comment or separator looks like a YAML mapping or sequence. */
export function looksLikeYaml(head: string): boolean {
  const lines = head.split('\n').filter((line) => !/^\s*(?:#|---|$)/.test(line));
  const first = lines.find((line) => /^(?:- )?['"]?[\w@./-]+['"]?:(?:\s|$)/.test(line) || /^-(?:\s|$)/.test(line));
  return first !== undefined && TEXTS.every(({ pattern }) => !pattern.test(head));
}
