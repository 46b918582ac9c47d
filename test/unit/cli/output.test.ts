import { EventEmitter } from 'node:events';
import { setImmediate } from 'node:timers/promises';
import { expect } from 'chai';
import fc from 'fast-check';
import { Output } from '../../../lib/cli/io.ts';

/** Keeps what it is given as it is, and reads it only at the end; `slow` ones say so, and drain later. */
class Stream extends EventEmitter {
  readonly #kept: (string | Buffer)[] = [];
  readonly #slow: boolean;
  writes = 0;

  constructor(slow: boolean) {
    super();
    this.#slow = slow;
  }

  write(chunk: string | Buffer): boolean {
    this.writes++;
    if (!this.#slow) return this.#kept.push(chunk) > 0;
    // A slow stream has written the bytes when it drains, and not before.
    void setImmediate().then(() => {
      this.#kept.push(Buffer.from(chunk));
      this.emit('drain');
    });
    return false;
  }

  get text(): string {
    return Buffer.concat(this.#kept.map((chunk) => Buffer.from(chunk))).toString();
  }
}

describe('output', () => {
  for (const slow of [false, true]) {
    it(`loses and mixes nothing on a ${slow ? 'slow' : 'quick'} stream`, async () => {
      const piece = fc.oneof(
        fc.string({ unit: 'grapheme' }),
        fc.nat(60_000).map((length) => '→x'.repeat(length)),
        fc.nat(200_000).map((length) => 'a'.repeat(length)),
      );
      await fc.assert(
        fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
          const stream = new Stream(slow);
          const output = new Output(stream);
          await output.write(pieces);
          await output.write(['end']);
          expect(stream.text === `${pieces.join('')}end`).to.equal(true);
        }),
        { numRuns: 60 },
      );
    });
  }

  it('gathers small pieces', async () => {
    const stream = new Stream(false);
    await new Output(stream).write(Array.from({ length: 10_000 }, () => 'a line of text\n'));
    expect(stream.writes).to.equal(2);
  });

  for (const [code, failed] of [
    ['EPIPE', false],
    ['ENOSPC', true],
  ] as const) {
    it(`stops at ${code}${failed ? ', and says so' : ''}`, async () => {
      const stream = new Stream(true);
      const output = new Output(stream);
      let asked = 0;
      const pieces = function* (): Generator<string> {
        for (; asked < 1000; asked++) yield 'x'.repeat(50_000);
      };
      const done = output.write(pieces());
      const error: NodeJS.ErrnoException = new Error(code);
      error.code = code;
      stream.emit('error', error);
      await done;
      expect(asked).to.be.below(10);
      expect(output.failed?.code).to.equal(failed ? code : undefined);
    });
  }
});
