/** Whether istiod takes an Ingress (pilot/pkg/config/kube/ingress/conversion.go, shouldProcessIngressWithClass). */
import { textAt } from '../../../base/plain.ts';
import type { Resource, ResourceSet } from '../../../resources/index.ts';

const CLASS_ANNOTATION = 'kubernetes.io/ingress.class';
const CONTROLLER = 'istio.io/ingress-controller';
/** meshConfig.ingressClass; its default, because the mesh configuration is not in the input. */
const DEFAULT_CLASS = 'istio';

/** The class that was asked for, or null when the Ingress names none: then only a default class could take it. */
export function ingressClassOf(ingress: Resource): string | null {
  return ingress.annotations.get(CLASS_ANNOTATION) ?? textAt(ingress.spec, 'ingressClassName') ?? null;
}

/** The annotation is compared by name; ingressClassName by its controller, by name where the class is not given. */
export function isIstioIngress(ingress: Resource, resources: ResourceSet): boolean {
  const annotation = ingress.annotations.get(CLASS_ANNOTATION);
  if (annotation !== undefined) return annotation === DEFAULT_CLASS;
  const name = textAt(ingress.spec, 'ingressClassName');
  if (name === undefined) return false;
  const ingressClass = resources.find('IngressClass', '', name);
  return ingressClass === undefined ? name === DEFAULT_CLASS : textAt(ingressClass.spec, 'controller') === CONTROLLER;
}
