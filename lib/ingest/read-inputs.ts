/** What the user named (files, directories, archives, `-`) as decoded bytes with their origin. */
import { createReadStream, promises as fs, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { memorySource, wholeOf } from '../base/source/index.ts';
import type { ByteSource } from '../base/source/index.ts';
import { EXIT, KnownError } from '../model/index.ts';
import type { Diagnostic, Origin } from '../model/index.ts';
import { FileSource } from './file-source.ts';
import type { OnRead } from './file-source.ts';
import type { Budget } from './gzip-source.ts';
import { packingOf } from './packing.ts';
import { Problems, reasonOf } from './problems.ts';
import { readStream } from './read-stream.ts';
import { rawOf } from './raw.ts';
import type { Raw } from './raw.ts';
import { readText } from './read-text.ts';
import type { ChoosePod } from './tree/choose-pod.ts';
import { layoutOf } from './tree/layout.ts';
import { openArchive } from './tree/open-archive.ts';
import type { PodName } from './tree/pod-name.ts';
import { openCollection } from './tree/collection.ts';
import type { Sibling } from './tree/collection.ts';
import type { PodRef, Tree, TreeEntry } from './tree/tree.ts';
import { MAX_FILES, walk } from './walk.ts';

/** UTF-8 bytes. `named` is false for files found below a directory. */
export interface IngestedInput {
  readonly origin: Origin;
  readonly source: ByteSource;
  readonly named: boolean;
}

export interface Ingested {
  readonly inputs: readonly IngestedInput[];
  /** Kubernetes objects that came with the proxies of a bundle or archive. */
  readonly resources: readonly IngestedInput[];
  /** The proxy that was chosen from several, and the other pods of its workload; null and empty for a plain input. */
  readonly pod: PodRef | null;
  readonly siblings: readonly Sibling[];
  /** What reading met so far: files are read while they are used, so both are complete only after that. */
  readonly diagnostics: readonly Diagnostic[];
  /** True when something the user asked for could not be read, or not wholly. */
  readonly lost: boolean;
}

export interface IngestOptions {
  /** Its `stdin` is looked at only where it is to be read: Node makes a stream of it then, which takes some milliseconds. */
  readonly io: { readonly stdin: AsyncIterable<Buffer | string> };
  /** Upper bound for one input after decompression, in bytes. */
  readonly maxBytes: number;
  /** `resources` takes the objects of a bundle or archive and leaves its proxies. Default: `proxy`. */
  readonly purpose?: 'proxy' | 'resources';
  /** Which proxy of a bundle or archive is meant. */
  readonly pod?: PodName | null;
  readonly choose?: ChoosePod | null;
  /** Told how far the reading of a file has come. */
  readonly onRead?: OnRead | undefined;
}

class Reader {
  readonly inputs: IngestedInput[] = [];
  readonly resources: IngestedInput[] = [];
  readonly siblings: Sibling[] = [];
  readonly problems = new Problems();
  pod: PodRef | null = null;
  readonly #options: IngestOptions;
  /** What packed files inside one archive may still unpack to, together. */
  #budget: Budget = { left: 0 };

  constructor(options: IngestOptions) {
    this.#options = options;
  }

  async take(path: string): Promise<void> {
    this.#budget = { left: this.#options.maxBytes };
    if (path === '-') {
      await this.#stream({ name: 'stdin', kind: 'stdin' }, this.#options.io.stdin);
      return;
    }
    try {
      const found = statSync(path);
      if (found.isDirectory()) await this.#directory(path);
      else if (found.isFile()) await this.#file(path, found.size, true);
      else if (found.isFIFO()) await this.#stream({ name: path, kind: 'file' }, createReadStream(path));
      else this.problems.fail(path, 'IN005', 'this is neither a file, a directory nor a pipe');
    } catch (error) {
      if (error instanceof KnownError) throw error;
      this.problems.fail(path, 'IN001', reasonOf(error), 'check the path; `-` reads standard input');
    }
  }

  /** A tree with several proxies in it gives one of them; every other tree all its files. */
  async takeTree(tree: Tree): Promise<boolean> {
    const layout = layoutOf(tree);
    if (layout === null) return false;
    const { purpose = 'proxy', pod = null, choose = null } = this.#options;
    const opened = await openCollection(tree, layout, { purpose, pod, choose }, this.problems);
    const take = async (entry: TreeEntry, named: boolean, into: IngestedInput[]): Promise<void> => {
      await this.#entry(tree, entry, named, into);
    };
    for (const entry of opened.documents) await take(entry, true, this.inputs);
    for (const entry of opened.resources) {
      await take(entry, false, purpose === 'resources' ? this.inputs : this.resources);
    }
    if (opened.pod !== null) this.pod = opened.pod;
    for (const { pod: sibling, entries } of opened.siblings) {
      this.siblings.push({
        pod: sibling,
        read: async () => {
          const read: IngestedInput[] = [];
          for (const entry of entries) await take(entry, true, read);
          return read;
        },
      });
    }
    return true;
  }

  async #directory(root: string): Promise<void> {
    const { files, passed } = walk(root);
    const tree: Tree = {
      name: root,
      entries: files.map(({ path, size }) => ({
        path: path.split(sep).join('/'),
        size,
        read: () => fs.readFile(join(root, path)),
      })),
    };
    if (await this.takeTree(tree)) return;
    for (const { path, why } of passed) this.problems.note(path, 'IN005', `passed over: ${why}`);
    for (const { path, size } of files.slice(0, MAX_FILES)) {
      this.#budget = { left: this.#options.maxBytes };
      try {
        await this.#file(join(root, path), size, false);
      } catch (error) {
        this.problems.fail(join(root, path), 'IN001', reasonOf(error));
      }
    }
    if (files.length > MAX_FILES) {
      this.problems.note(root, 'IN005', `passed over: the files after the first ${String(MAX_FILES)}`);
    }
    if (files.length === 0) this.problems.fail(root, 'IN002', 'there is no file in this directory');
  }

  async #entry(tree: Tree, entry: TreeEntry, named: boolean, into: IngestedInput[]): Promise<void> {
    const name = join(tree.name, entry.path);
    const { maxBytes } = this.#options;
    try {
      if (entry.size > maxBytes) this.problems.tooLarge(name, maxBytes);
      else {
        const bytes = await entry.read();
        await this.#add({ name, kind: 'file' }, rawOf(memorySource(bytes), bytes.length), named, into);
      }
    } catch (error) {
      this.problems.fail(name, 'IN001', reasonOf(error));
    }
  }

  async #file(path: string, size: number, named: boolean): Promise<void> {
    const { maxBytes, onRead } = this.#options;
    if (size > maxBytes) this.problems.tooLarge(path, maxBytes);
    else {
      const source = new FileSource(path, size, this.problems, onRead);
      await this.#open({ name: path, kind: 'file' }, rawOf(source, size), named);
      source.close();
    }
  }

  async #stream(origin: Origin, stream: AsyncIterable<Buffer | string>): Promise<void> {
    const raw = await readStream(stream, this.#options.maxBytes);
    if (raw === null) this.problems.tooLarge(origin.name, this.#options.maxBytes);
    else await this.#open(origin, rawOf(raw.source, raw.size), true);
  }

  /** A file that the user named, or that is in a folder: archives named by the user are opened. */
  async #open(origin: Origin, raw: Raw, named: boolean): Promise<void> {
    const unpacked = await this.#unpacked(origin.name, raw, { left: this.#options.maxBytes });
    if (packingOf(unpacked.head) !== 'tar' || !named) {
      await this.#add(origin, unpacked, named, this.inputs);
      return;
    }
    const tree = openArchive(origin.name, wholeOf(unpacked.source), this.problems);
    if (await this.takeTree(tree)) return;
    for (const entry of tree.entries) await this.#entry(tree, entry, false, this.inputs);
    if (tree.entries.length === 0) this.problems.fail(origin.name, 'IN002', 'there is no file in this archive');
  }

  /** One document; an archive in the place of one is refused. */
  async #add(origin: Origin, raw: Raw, named: boolean, into: IngestedInput[]): Promise<void> {
    const unpacked = await this.#unpacked(origin.name, raw, this.#budget);
    if (packingOf(unpacked.head) !== 'other') {
      const what = 'an archive inside an archive or folder is not opened';
      this.problems.fail(origin.name, 'IN006', what, 'unpack it, or give it by its own name');
      return;
    }
    const source = readText(origin.name, unpacked, this.problems);
    if (source !== null) into.push({ origin, source, named });
  }

  /** What is packed is unpacked while it is read, as far as the budget goes. */
  async #unpacked(name: string, raw: Raw, budget: Budget): Promise<Raw> {
    if (packingOf(raw.head) !== 'gzip') return raw;
    // Loaded when needed: it brings some of Node's own modules along.
    const { GzipSource } = await import('./gzip-source.ts');
    const source = new GzipSource(raw.source, raw.size, budget, (why) => {
      this.problems.inflateStopped(name, why, this.#options.maxBytes);
    });
    return rawOf(source, raw.size);
  }
}

/** Reads everything the user named, in order. Throws KnownError (usage) only, where it has to be said which pod is meant. */
export async function readInputs(paths: readonly string[], options: IngestOptions): Promise<Ingested> {
  const reader = new Reader(options);
  for (const path of paths) await reader.take(path);
  return ingestedOf(reader, options, paths);
}

/** The same for a tree that is not on disk: what was just taken from a cluster. */
export async function readTree(tree: Tree, options: IngestOptions): Promise<Ingested> {
  const reader = new Reader(options);
  await reader.takeTree(tree);
  return ingestedOf(reader, options, [tree.name]);
}

function ingestedOf(reader: Reader, { pod, purpose }: IngestOptions, paths: readonly string[]): Ingested {
  const { inputs, resources, siblings, problems } = reader;
  // Whoever names a pod must not be answered about another one.
  if (pod !== undefined && pod !== null && purpose !== 'resources' && reader.pod === null && inputs.length > 0) {
    throw new KnownError(EXIT.usage, {
      code: 'US012',
      severity: 'error',
      message: `--pod chooses a proxy of a bundle or archive, and ${paths.join(', ')} is none`,
      hint: 'leave out --pod to read the file, or INPUT to ask the cluster',
    });
  }
  return {
    inputs,
    resources,
    pod: reader.pod,
    siblings,
    diagnostics: problems.diagnostics,
    get lost() {
      return problems.lost;
    },
  };
}
