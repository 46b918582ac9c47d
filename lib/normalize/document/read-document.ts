/** One JSON document, whatever its shape, into Parts. Never throws on bad input: damage is recorded and what was read is kept. */
import { JsonCursor, JsonDamage } from '../../base/json/index.ts';
import type { ByteSource } from '../../base/source/index.ts';
import { classify } from '../../validate/index.ts';
import type { ObjectShape } from '../../validate/index.ts';
import { enterSection, newParts, noteDamage, noteLoss } from './parts.ts';
import type { Parts } from './parts.ts';
import { cluster, clusterStatus, listener, loadAssignment, routeConfig, secret } from './resource-readers.ts';
import type { Context, Wanted } from './resource-readers.ts';
import {
  readSection,
  readUntold,
  wrappedCluster,
  wrappedListener,
  wrappedLoadAssignment,
  wrappedRouteConfig,
} from './section.ts';
import { listenerStates } from './wrappers.ts';

/** `start` is its first byte, `end` is the byte after the document; Infinity when damage left no way to tell. */
export interface DocumentRead {
  readonly parts: Parts;
  readonly start: number;
  readonly end: number;
}

/** Reads the document that opens at `start`. Resources of sections outside `wanted` are counted, not built. */
export function readDocument(source: ByteSource, start: number, wanted: Wanted): DocumentRead {
  const parts = newParts();
  const cursor = new JsonCursor(source, start, {
    onDamage: (damage) => {
      noteDamage(parts, damage);
    },
    onDuplicateKey: (from, to) => {
      parts.duplicateKeys.push({ start: from, end: to });
      noteLoss(parts);
    },
    onLongInteger: (at) => parts.longIntegers.push(at),
  });
  const context = { cursor, parts, wanted };
  try {
    if (cursor.kind() === 'array') readList(context);
    else readObject(context, classify(cursor), true);
    return { parts, start, end: cursor.position };
  } catch (damage) {
    if (!(damage instanceof JsonDamage)) throw damage;
    noteDamage(parts, damage);
    return { parts, start, end: Infinity };
  } finally {
    cursor.close();
  }
}

/** The bare arrays of `istioctl proxy-config … -o json`; each item is classified, so mixed arrays work as well. */
function readList(context: Context): void {
  const { cursor, parts } = context;
  let shape: ObjectShape | undefined;
  let items = 0;
  cursor.items(() => {
    items++;
    if (cursor.kind() === 'object') {
      shape = classify(cursor) ?? shape;
      readObject(context, shape, false);
    } else pass(context, 'values that are no objects');
  });
  parts.emptyList = items === 0;
}

/** In words for people; also the label of the document in JSON. */
const SHAPE_NAMES = {
  configDump: 'config dump',
  section: 'config dump section',
  routeConfig: 'route configurations',
  wrappedRouteConfig: 'route configurations',
  listener: 'listeners',
  wrappedListener: 'listeners',
  listenerState: 'listeners',
  cluster: 'clusters',
  wrappedCluster: 'clusters',
  loadAssignment: 'endpoints',
  wrappedLoadAssignment: 'endpoints',
  clusterStatus: 'endpoints with health',
  clusterStatuses: 'endpoints with health',
  wrappedSecret: 'secrets',
  kubernetes: 'Kubernetes resources',
  ztunnel: 'ztunnel configuration',
  serverInfo: 'server info',
} as const satisfies Record<ObjectShape, string>;

function readObject(context: Context, shape: ObjectShape | undefined, isRoot: boolean): void {
  const { parts } = context;
  if (shape === undefined) {
    if (isRoot) readUntold(context);
    else pass(context, 'objects of an unknown shape');
    return;
  }
  parts.shapes.add(SHAPE_NAMES[shape]);
  READERS[shape](context);
}

const READERS: Readonly<Record<ObjectShape, (context: Context) => void>> = {
  configDump: readConfigs,
  section: readSection,
  routeConfig: (context) => {
    routeConfig(context, null);
  },
  wrappedRouteConfig: (context) => {
    wrappedRouteConfig(context, null);
  },
  listener: (context) => {
    listener(context, null);
  },
  wrappedListener: (context) => {
    wrappedListener(context, null);
  },
  listenerState: listenerStates,
  cluster: (context) => {
    cluster(context, null);
  },
  wrappedCluster: (context) => {
    wrappedCluster(context, null);
  },
  loadAssignment,
  wrappedLoadAssignment,
  clusterStatus,
  clusterStatuses: readClusterStatuses,
  wrappedSecret: (context) => {
    secret(context, null);
  },
  kubernetes: (context) => {
    pass(context, 'Kubernetes resources');
  },
  ztunnel: (context) => {
    pass(context, 'ztunnel configuration');
  },
  serverInfo: (context) => {
    pass(context, 'server info');
  },
};

/** Parsed, not skipped: damage inside something unknown must not make it look like something foreign. */
function pass({ cursor, parts }: Context, what: string): void {
  cursor.value();
  parts.foreign.set(what, (parts.foreign.get(what) ?? 0) + 1);
}

/** `{"configs": [...]}`: sections, or bare wrappers when the dump was asked for with `?resource=`. */
function readConfigs(context: Context): void {
  const { cursor } = context;
  cursor.members((key) => {
    if (key !== 'configs' || cursor.kind() !== 'array') cursor.value();
    else {
      cursor.items(() => {
        const shape = classify(cursor);
        if (shape === undefined || shape === 'configDump') readUntold(context);
        else {
          // Bare wrappers come from ?resource=…, which leaves out the other half of a section.
          if (shape !== 'section') context.parts.shapes.add(SHAPE_NAMES[shape]);
          READERS[shape](context);
        }
      });
    }
  });
}

function readClusterStatuses(context: Context): void {
  const { cursor, parts } = context;
  enterSection(parts, 'endpoints');
  cursor.members((key) => {
    if ((key === 'cluster_statuses' || key === 'clusterStatuses') && cursor.kind() === 'array') {
      cursor.items(() => {
        clusterStatus(context);
      });
    } else cursor.value();
  });
}
