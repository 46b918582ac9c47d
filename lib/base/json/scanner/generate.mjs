/**
 * Compiles the reader's hot loops (scanner.as.ts, AssemblyScript) to WebAssembly and embeds them, so that nothing is loaded
 * from a file of its own at run time. Run by build.mjs.
 */
import { mkdirSync, readFileSync, rmSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import asc from 'assemblyscript/asc';

const here = (path) => fileURLToPath(new URL(path, import.meta.url));

export async function generateScanner() {
  const folder = mkdtempSync(join(tmpdir(), 'whyroute-scanner-'));
  const wasm = join(folder, 'scanner.wasm');
  const options = ['-O3', '--runtime', 'stub', '--noAssert', '--enable', 'simd', '--enable', 'bulk-memory'];
  // The memory comes from scanner.ts, which lays it out.
  const memory = ['--importMemory', '--initialMemory', '64', '--memoryBase', '0'];
  try {
    const { error, stderr } = await asc.main([here('./scanner.as.ts'), ...['--outFile', wasm, ...options, ...memory]]);
    if (error !== null) throw new Error(`scanner.as.ts: ${error.message}\n${stderr.toString()}`);
    mkdirSync(here('./generated'), { recursive: true });
    const text = readFileSync(wasm).toString('base64');
    writeFileSync(here('./generated/wasm.js'), `export const WASM =\n  '${text}';\n`);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}
