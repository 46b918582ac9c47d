/**
 * A dump to keep: `npx tsx test/bench/make.ts --megabytes 300 --out FILE [--seed 1]`, or one that is grown:
 * `npx tsx test/bench/make.ts --from DUMP --fold 10 --out FILE`.
 */
import { parseArgs } from 'node:util';
import { foldDump } from './dump/fold-dump.ts';
import { makeDump } from './dump/make-dump.ts';

const { values } = parseArgs({
  options: {
    megabytes: { type: 'string', default: '28' },
    seed: { type: 'string', default: '1' },
    from: { type: 'string' },
    fold: { type: 'string', default: '10' },
    out: { type: 'string', default: 'dump.json' },
  },
});
if (values.from === undefined) makeDump(values.out, Number(values.megabytes) * 1e6, Number(values.seed));
else foldDump(values.from, values.out, Number(values.fold));
