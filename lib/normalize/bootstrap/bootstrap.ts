/** envoy.config.bootstrap.v3.Bootstrap: whose dump this is. Its static resources stand in other sections again. */
import type { Proxy } from '../../model/index.ts';
import { message } from '../read/index.ts';
import type { FieldReader, Reading } from '../read/index.ts';
import { WITHOUT_BEARING } from './bootstrap-ignored.ts';
import { readNode } from './node.ts';
import { readLayeredRuntime, readOldRuntime } from './runtime.ts';

interface Draft {
  node: unknown;
  readonly oldRuntime: Map<string, unknown>;
  readonly runtime: Map<string, unknown>;
}

const oldRuntime: FieldReader<Draft> = (draft, value) => {
  readOldRuntime(draft.oldRuntime, value);
};

const BOOTSTRAP = message<Draft>('envoy.config.bootstrap.v3.Bootstrap', {
  ...WITHOUT_BEARING,
  node: (draft, value) => {
    draft.node = value;
  },
  layered_runtime: (draft, value, reading) => {
    readLayeredRuntime(draft.runtime, value, reading);
  },
  runtime: oldRuntime,
  hidden_envoy_deprecated_runtime: oldRuntime,
});

/** From the value of BootstrapConfigDump.bootstrap. */
export function readBootstrap(raw: unknown, reading: Reading): Proxy {
  const draft = BOOTSTRAP({ node: undefined, oldRuntime: new Map(), runtime: new Map() }, raw, reading);
  return { ...readNode(draft.node, reading), runtime: new Map([...draft.oldRuntime, ...draft.runtime]) };
}
