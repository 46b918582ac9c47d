import { expect } from 'chai';
import { DirectStream } from '../../../bin/direct-stream.ts';
import { Output } from '../../../lib/cli/io.ts';
import type { OutStream } from '../../../lib/cli/io.ts';

class SystemError extends Error {
  readonly code: string;

  constructor(code: string) {
    super(code);
    this.code = code;
  }
}

/** Takes `most` bytes at a time, and after `room` bytes fails with `code`. */
function pipe(most: number, room = Infinity, code = 'EPIPE') {
  const got: Buffer[] = [];
  let left = room;
  const write = (_: number, bytes: Buffer, offset: number): number => {
    if (left === 0) throw new SystemError(code);
    const part = Buffer.from(bytes.subarray(offset, offset + Math.min(most, left)));
    left -= part.length;
    got.push(part);
    return part.length;
  };
  return { write, text: () => Buffer.concat(got).toString() };
}

const never = (): OutStream => {
  throw new Error('nobody has to wait here');
};

const LINES = Array.from({ length: 20_000 }, (_, at) => `line ${String(at)} → ${'x'.repeat(at % 50)}\n`);

describe('a stream that writes at once', () => {
  for (const most of [1e9, 4096, 7]) {
    it(`writes all of it, ${String(most)} bytes at a time`, async () => {
      const { write, text } = pipe(most);
      const output = new Output(new DirectStream(1, never, write));
      await output.write(LINES);
      expect(text()).to.equal(LINES.join(''));
      expect(output.failed).to.equal(null);
    });
  }

  it('stops when the reader went away', async () => {
    const { write, text } = pipe(4096, 200_000);
    const output = new Output(new DirectStream(1, never, write));
    let made = 0;
    await output.write(
      (function* () {
        for (const line of LINES) {
          made++;
          yield line;
        }
      })(),
    );
    expect(text()).to.equal(LINES.join('').slice(0, text().length));
    expect(made).to.be.lessThan(LINES.length);
    expect(output.failed).to.equal(null);
  });

  it('says that the disk is full', async () => {
    const output = new Output(new DirectStream(1, never, pipe(4096, 0, 'ENOSPC').write));
    await output.write(LINES);
    expect(output.failed).to.include({ code: 'ENOSPC' });
  });

  it('leaves the rest to a stream that waits, where the other end does not', async () => {
    const { write, text } = pipe(1000, 100_500, 'EAGAIN');
    const late: Buffer[] = [];
    let wake = (): void => undefined;
    let errors = 0;
    const patient: OutStream = {
      write: (chunk) => {
        late.push(Buffer.from(chunk));
        setImmediate(() => {
          wake();
        });
        return false;
      },
      once: (_, listener) => (wake = listener),
      on: () => errors++,
    };
    const stream = new DirectStream(1, () => patient, write);
    expect(stream.keepsNothing).to.equal(true);
    await new Output(stream).write(LINES);
    expect(stream.keepsNothing).to.equal(false);
    expect(Buffer.concat([Buffer.from(text()), ...late]).toString()).to.equal(LINES.join(''));
    expect(errors).to.equal(1);
  });
});
