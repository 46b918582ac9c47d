/** `[TYPE/]NAME[.NAMESPACE]`, the way istioctl names a pod (istioctl/pkg/util/handlers, InferPodInfo). */
import { EXIT, KnownError } from '../../model/index.ts';
import type { PodRef } from './tree.ts';

export interface PodName {
  /** Lower case, as it was typed; null for a plain pod. */
  readonly type: string | null;
  readonly name: string;
  readonly namespace: string | null;
}

/** RFC 1123: what Kubernetes allows as the name of an object, and of a namespace. */
const SUBDOMAIN = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?(?:\.[a-z0-9](?:[a-z0-9-]*[a-z0-9])?)*$/;
const LABEL = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;

/** Kinds that select pods, each with its spellings in kubectl. */
const POD_OWNERS: Readonly<Record<string, readonly string[]>> = {
  pod: ['pod', 'pods', 'po'],
  deployment: ['deployment', 'deployments', 'deploy'],
  daemonset: ['daemonset', 'daemonsets', 'ds'],
  statefulset: ['statefulset', 'statefulsets', 'sts'],
  replicaset: ['replicaset', 'replicasets', 'rs'],
  service: ['service', 'services', 'svc'],
  gateway: ['gateway', 'gateways', 'gtw'],
};

export function isNamespace(text: string): boolean {
  return LABEL.test(text);
}

export function isObjectName(text: string): boolean {
  return text.length <= 253 && SUBDOMAIN.test(text);
}

function usage(message: string): KnownError {
  return new KnownError(EXIT.usage, {
    code: 'US010',
    severity: 'error',
    message,
    hint: '[TYPE/]NAME[.NAMESPACE] with -n: gw-7d9c8b6f5-x2x4q.istio-system, deploy/istio-ingressgateway -n istio-system',
  });
}

/**
 * The namespace after the last dot, as istioctl takes it, unless `-n` names one that fits: then dots belong to the name.
 *
 * @throws KnownError (usage) for anything that is no name: it never gets as far as a command line.
 */
export function parsePodName(text: string, namespace: string | undefined): PodName {
  if (namespace !== undefined && !isNamespace(namespace)) {
    throw usage(`${JSON.stringify(namespace)} is no name of a namespace`);
  }
  const slash = text.lastIndexOf('/');
  const spelled = slash === -1 ? null : text.slice(0, slash).toLowerCase();
  const type = spelled === null ? null : Object.entries(POD_OWNERS).find(([, names]) => names.includes(spelled))?.[0];
  if (type === undefined)
    throw usage(`${JSON.stringify(text)}: pods are found by ${Object.keys(POD_OWNERS).join(', ')}`);
  const rest = text.slice(slash + 1);
  const dot = rest.lastIndexOf('.');
  const name = dot === -1 ? rest : rest.slice(0, dot);
  const behind = dot === -1 ? null : rest.slice(dot + 1);
  if (!isObjectName(name) || (behind !== null && !isNamespace(behind))) {
    throw usage(`${JSON.stringify(text)} is no name of a pod`);
  }
  return { type: type === 'pod' ? null : type, name, namespace: behind ?? namespace ?? null };
}

/** Whether a pod found in a bundle or archive is meant. A Service or Gateway is not known there: its name stands for a workload. */
export function podFits({ type, name, namespace }: PodName, pod: PodRef): boolean {
  if (namespace !== null && namespace !== pod.namespace) return false;
  return type === null ? pod.name === name : pod.workload === name;
}
