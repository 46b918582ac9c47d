/** test/bench/results.md: one table, the newest figure of each row with its date, of one machine. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { arch, cpus, platform, release, totalmem } from 'node:os';
import type { Figure } from './figures.ts';

const FILE = new URL('./results.md', import.meta.url);
const COLUMNS = ['date', 'what', 'dump', 'whyroute', 'against', 'ratio', 'wanted'];
const INTRODUCTION =
  'Written by `npm run bench -- --write`: median (minimum) of wall time, and peak memory, of whole processes run in turn.';

export function machine(): string {
  const model = cpus()[0]?.model ?? 'unknown';
  const system = `${platform()} ${release()} ${arch()}`;
  const memory = `${(totalmem() / 1e9).toFixed(0)} GB`;
  return `${String(cpus().length)} cores (${model}), ${memory}, Node ${process.versions.node}, ${system}`;
}

export function writeResults(figures: readonly Figure[], date: string): void {
  const earlier = existsSync(FILE) ? readFileSync(FILE, 'utf8') : '';
  writeFileSync(FILE, resultsText(earlier, figures, date, machine()));
}

/** Rows that this run did not measure again stay, unless they are another machine's. */
export function resultsText(earlier: string, figures: readonly Figure[], date: string, on: string): string {
  const rows = figures.map(({ what, input, measured, against, ratio, wanted }) => {
    return [date, what, input, measured, against, ratio, wanted].map((cell) => cell.replaceAll('|', '\\|'));
  });
  const again = new Set(rows.map(key));
  const line = `Machine: ${on}.`;
  const kept = earlier.includes(`\n${line}\n`) ? readRows(earlier).filter((row) => !again.has(key(row))) : [];
  return `# Bench results\n\n${INTRODUCTION}\n\n${line}\n\n${table([...rows, ...kept])}`;
}

/** What a figure is of; what it is held against counts by its name. */
function key(row: readonly string[]): string {
  return [row[1], row[2], row[4]?.split(':')[0]].join(' | ');
}

function readRows(text: string): string[][] {
  const lines = text.split('\n').filter((line) => line.startsWith('|'));
  return lines.slice(2).map((line) =>
    line
      .slice(1, -1)
      .split(/(?<!\\)\|/)
      .map((cell) => cell.trim()),
  );
}

/** Padded as prettier pads, so that a written table passes its check. */
function table(rows: readonly (readonly string[])[]): string {
  const widths = COLUMNS.map((column, at) => Math.max(3, column.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const line = (cells: readonly string[]) =>
    `| ${cells.map((cell, at) => cell.padEnd(widths[at] ?? 0)).join(' | ')} |\n`;
  return [COLUMNS, widths.map((width) => '-'.repeat(width)), ...rows].map(line).join('');
}
