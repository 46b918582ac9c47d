/** VirtualService, typed. */
import { listAt, textsAt } from '../base/plain.ts';
import { httpRuleOf, type HttpRule } from './http-rule.ts';
import { layer4RuleOf, type Layer4Rule } from './layer4-rule.ts';
import type { Resource } from './resource.ts';

export interface VirtualServiceSpec {
  readonly hosts: readonly string[];
  readonly gateways: readonly string[];
  readonly exportTo: readonly string[];
  readonly http: readonly HttpRule[];
  readonly tls: readonly Layer4Rule[];
  readonly tcp: readonly Layer4Rule[];
}

export function virtualServiceSpecOf(resource: Resource): VirtualServiceSpec {
  const { spec } = resource;
  return {
    hosts: textsAt(spec, 'hosts'),
    gateways: textsAt(spec, 'gateways'),
    exportTo: textsAt(spec, 'exportTo'),
    http: listAt(spec, 'http').map(httpRuleOf),
    tls: listAt(spec, 'tls').map(layer4RuleOf),
    tcp: listAt(spec, 'tcp').map(layer4RuleOf),
  };
}
