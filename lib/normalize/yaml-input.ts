/** The `-o yaml` forms: folded into JSON bytes, so that one reader serves both. */
import { loadYaml } from '../base/yaml.ts';

export interface YamlRead {
  readonly bytes: Buffer;
  /** 0-based line and column of the first error; null when all of it was read. */
  readonly error: { readonly line: number; readonly column: number } | null;
  /** False when the error stands before the end, or the end is that of a whole text: then something else is missing. */
  readonly plainCut: boolean;
}

function markOf(error: unknown): { line: number; column: number } {
  const mark = (error as { mark?: { line?: unknown; column?: unknown } }).mark;
  return {
    line: typeof mark?.line === 'number' ? mark.line : 0,
    column: typeof mark?.column === 'number' ? mark.column : 0,
  };
}

/** One JSON document a line for each YAML document. */
function asJson(documents: readonly unknown[]): Buffer {
  return Buffer.from(documents.map((document) => JSON.stringify(document)).join('\n'));
}

/**
 * Reads YAML text. A text that breaks off is tried again up to the last line that begins a list item at the left margin:
 * what stands before it is complete.
 */
export function readYaml(text: string): YamlRead | null {
  try {
    return { bytes: asJson(loadYaml(text)), error: null, plainCut: true };
  } catch (error) {
    const mark = markOf(error);
    const lines = text.split('\n');
    const plainCut = lines.at(-1) !== '' && mark.line >= lines.length - 1;
    const cut = lines.slice(0, mark.line).join('\n').lastIndexOf('\n- ');
    if (cut <= 0) return null;
    try {
      return { bytes: asJson(loadYaml(text.slice(0, cut + 1))), error: mark, plainCut };
    } catch {
      return null;
    }
  }
}
