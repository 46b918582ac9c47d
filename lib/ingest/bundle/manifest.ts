/** What a bundle says of itself: `manifest.json`, valid against schemas/bundle/manifest.v1.schema.json. */
import { listAt, numberAt, textAt } from '../../base/plain.ts';

export const MANIFEST_NAME = 'manifest.json';
export const MANIFEST_KIND = 'whyroute.capture';
export const MANIFEST_VERSION = 'v1';

/** A file of the bundle. `command` is an index into `commands`. */
export interface ManifestFile {
  readonly path: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly command: number;
}

interface ManifestPod {
  readonly namespace: string;
  readonly name: string;
  readonly workload: string | null;
  readonly documents: readonly ManifestFile[];
}

interface ManifestResources extends ManifestFile {
  /** As kubectl names it: `virtualservices.networking.istio.io`. */
  readonly kind: string;
  readonly objects: number;
}

/** A child that was run. `exitCode` is null when it was stopped. */
export interface ManifestCommand {
  readonly argv: readonly string[];
  readonly exitCode: number | null;
  readonly outcome: string;
  readonly milliseconds: number;
  readonly bytes: number;
}

/** Something wanted that the bundle has not. */
export interface CaptureGap {
  readonly what: string;
  readonly why: 'absent' | 'forbidden' | 'failed' | 'timeout' | 'cut' | 'tooLarge' | 'notAsked' | 'noTool';
  readonly detail: string;
}

export interface Manifest {
  readonly kind: typeof MANIFEST_KIND;
  readonly schemaVersion: typeof MANIFEST_VERSION;
  readonly whyroute: string;
  /** ISO 8601, UTC: when the capture began. */
  readonly capturedAt: string;
  readonly context: string | null;
  readonly targets: readonly string[];
  readonly versions: {
    readonly istioctl: string | null;
    readonly kubectl: string | null;
    readonly kubernetes: string | null;
  };
  readonly pods: readonly ManifestPod[];
  readonly resources: readonly ManifestResources[];
  readonly commands: readonly ManifestCommand[];
  readonly gaps: readonly CaptureGap[];
}

/** What a reader of the bundle needs of it. */
export interface ManifestFacts {
  readonly version: string | null;
  /** `NAMESPACE/POD` → workload. */
  readonly workloads: ReadonlyMap<string, string>;
  readonly gaps: readonly { readonly what: string; readonly why: string }[];
  /** Path → bytes, of every file it names. */
  readonly files: ReadonlyMap<string, number>;
}

/** Null for a text that is no manifest of ours. */
export function manifestFacts(text: string): ManifestFacts | null {
  let manifest: unknown;
  try {
    manifest = JSON.parse(text);
  } catch {
    return null;
  }
  if (textAt(manifest, 'kind') !== MANIFEST_KIND) return null;
  const workloads = new Map<string, string>();
  const files = new Map<string, number>();
  const addFile = (file: unknown): void => {
    files.set(textAt(file, 'path') ?? '', numberAt(file, 'bytes') ?? 0);
  };
  for (const pod of listAt(manifest, 'pods')) {
    const workload = textAt(pod, 'workload');
    const key = `${textAt(pod, 'namespace') ?? ''}/${textAt(pod, 'name') ?? ''}`;
    if (workload !== undefined) workloads.set(key, workload);
    listAt(pod, 'documents').forEach(addFile);
  }
  listAt(manifest, 'resources').forEach(addFile);
  const gaps = listAt(manifest, 'gaps').map((gap) => ({
    what: textAt(gap, 'what') ?? '',
    why: textAt(gap, 'why') ?? '',
  }));
  return { version: textAt(manifest, 'schemaVersion') ?? null, workloads, gaps, files };
}
