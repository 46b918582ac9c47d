/** Files under one name, wherever they are: below a directory, inside an archive, or just taken from a cluster. */

/** `path` is relative, with `/`; `read` may fail like any reading of a file. */
export interface TreeEntry {
  readonly path: string;
  readonly size: number;
  readonly read: () => Promise<Buffer>;
}

export interface Tree {
  /** What the user typed. */
  readonly name: string;
  readonly entries: readonly TreeEntry[];
}

/** The pod of a proxy. `workload` is the Deployment, DaemonSet or StatefulSet as far as the pod's name or the capture tells. */
export interface PodRef {
  readonly namespace: string;
  readonly name: string;
  readonly workload: string | null;
}

/** `NAME.NAMESPACE`, as istioctl spells a pod. */
export function podWords({ name, namespace }: PodRef): string {
  return `${name}.${namespace}`;
}
