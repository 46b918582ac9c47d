/** Header operations of a rule (Istio core/route/route.go, TranslateHeadersOperations). */
import { compareText } from '../../base/plain.ts';
import type { HeaderAddition, HeaderMutations } from '../../model/index.ts';
import type { HeaderOperations, HttpRule, RuleHeaders } from '../../resources/index.ts';

/** Envoy refuses to change these; istiod turns the authority into a host rewrite and drops the rest. */
function isInternal(name: string): boolean {
  return name.startsWith(':') || name.toLowerCase() === 'host';
}

function isAuthority(name: string): boolean {
  const lower = name.toLowerCase();
  return lower === ':authority' || lower === 'host';
}

/** The host that the operations set; `set` wins over `add`. */
export function authorityOf(headers: RuleHeaders | undefined): string | undefined {
  if (headers === undefined) return undefined;
  for (const values of [headers.request.set, headers.request.add]) {
    for (const [name, value] of values) if (isAuthority(name) && value !== '') return value;
  }
  return undefined;
}

function additionsOf(values: ReadonlyMap<string, string>, append: string | undefined): readonly HeaderAddition[] {
  return [...values]
    .filter(([name]) => !isInternal(name))
    .sort(([a], [b]) => compareText(a, b))
    .map(([name, value]) => ({ name, value, ...(append === undefined ? {} : { append }) }));
}

function addOf({ set, add }: HeaderOperations): readonly HeaderAddition[] {
  return [...additionsOf(set, 'overwriteIfExistsOrAdd'), ...additionsOf(add, undefined)];
}

function removeOf({ remove }: HeaderOperations): readonly string[] {
  return remove.filter((name) => !isInternal(name));
}

/** Rule headers, and those of an only destination, which join them. */
export function translateHeaders(rule: HttpRule): HeaderMutations | undefined {
  const [only, second] = rule.destinations;
  const forwards = rule.redirect === undefined && rule.directResponse === undefined;
  const levels = [rule.headers, forwards && second === undefined ? only?.headers : undefined];
  const present = levels.filter((level) => level !== undefined);
  if (present.length === 0) return undefined;
  return {
    requestAdd: present.flatMap((level) => addOf(level.request)),
    requestRemove: present.flatMap((level) => removeOf(level.request)),
    responseAdd: present.flatMap((level) => addOf(level.response)),
    responseRemove: present.flatMap((level) => removeOf(level.response)),
  };
}
