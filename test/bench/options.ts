/** The command line of `npm run bench`. */
import { parseArgs } from 'node:util';

export interface Options {
  /** Dumps given instead of generated ones. */
  readonly dumps: readonly string[];
  /** Of generated dumps, in MB. */
  readonly sizes: readonly number[];
  readonly seed: number;
  /** Each given dump also this many times as large; 1: only as it is. */
  readonly fold: number;
  readonly resources: readonly string[];
  /** Where generated dumps stay for the next run; without it they are deleted. */
  readonly keep: string | undefined;
  readonly runs: number;
  readonly timeout: number;
  /** No benches inside one process. */
  readonly quick: boolean;
  readonly write: boolean;
}

export const HELP: string = `npm run bench -- [DUMP…]
  --full             also 1.5 GB, and routes of 2 GB
  --sizes 3,30       other sizes, in MB
  --seed 1           of the generated dumps
  --tenfold          each DUMP also ten times as large (--fold N: N times)
  -r, --resources X  of a DUMP; resources/, istio.yaml and kubernetes.yaml beside it are found
  --keep FOLDER      generated dumps stay there for the next run
  --runs 5           measured rounds, fewer when they take long
  --timeout 300      seconds a command may take
  --quick            one round, and nothing inside one process
  --write            the table into test/bench/results.md
`;

export function readOptions(argv: readonly string[]): Options | null {
  const { values, positionals } = parseArgs({
    args: [...argv],
    allowPositionals: true,
    options: {
      help: { type: 'boolean', short: 'h', default: false },
      full: { type: 'boolean', default: false },
      sizes: { type: 'string' },
      seed: { type: 'string', default: '1' },
      tenfold: { type: 'boolean', default: false },
      fold: { type: 'string' },
      resources: { type: 'string', short: 'r', multiple: true, default: [] },
      keep: { type: 'string' },
      runs: { type: 'string', default: '5' },
      timeout: { type: 'string', default: '300' },
      quick: { type: 'boolean', default: false },
      write: { type: 'boolean', default: false },
    },
  });
  if (values.help) return null;
  const usual = positionals.length > 0 ? '' : values.full ? '3,30,300,1500,2000' : '3,30,300';
  const sizes = (values.sizes ?? usual).split(',').filter((size) => size !== '');
  return {
    dumps: positionals,
    sizes: sizes.map((size) => positive('--sizes', size)),
    seed: positive('--seed', values.seed),
    fold: values.fold === undefined ? (values.tenfold ? 10 : 1) : positive('--fold', values.fold),
    resources: values.resources,
    keep: values.keep,
    runs: values.quick ? 1 : positive('--runs', values.runs),
    timeout: positive('--timeout', values.timeout),
    quick: values.quick,
    write: values.write,
  };
}

function positive(name: string, text: string): number {
  const value = Number(text);
  if (!(value > 0)) throw new Error(`${name}: ${text} is no number above 0`);
  return value;
}
