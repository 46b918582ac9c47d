/** Facts of the certificates in a PEM text. Anything else in it, a private key above all, is passed over unread. */
import type * as Crypto from 'node:crypto';
import type { CertificateFacts } from '../../model/index.ts';
import { text } from '../read/index.ts';
import { subjectAltNames } from './subject-alt-names.ts';

/** `undecodable` when the text holds no certificate, or one that cannot be read. */
export interface CertificatesRead {
  readonly certificates: readonly CertificateFacts[];
  readonly undecodable: boolean;
}

const LABELS = ['CERTIFICATE', 'X509 CERTIFICATE', 'TRUSTED CERTIFICATE'];
const MONTHS = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** Loaded when the first certificate is met: it adds 1.6 ms to the start, and most commands meet none. */
function crypto(): typeof Crypto {
  return process.getBuiltinModule('node:crypto');
}

/** The PEM blocks of certificates, in order. Searching by index keeps the time linear in hostile text. */
function certificateBlocks(pem: string): string[] {
  const blocks: string[] = [];
  let from = pem.indexOf('-----BEGIN ');
  while (from !== -1) {
    const label = pem.slice(from + '-----BEGIN '.length, pem.indexOf('-----', from + 1));
    const closing = `-----END ${label}-----`;
    const end = pem.indexOf(closing, from);
    if (end === -1) return LABELS.includes(label) ? [...blocks, pem.slice(from)] : blocks;
    if (LABELS.includes(label)) blocks.push(pem.slice(from, end + closing.length));
    from = pem.indexOf('-----BEGIN ', end);
  }
  return blocks;
}

/** `Nov  2 13:57:31 2026 GMT`, as OpenSSL prints a time, in ISO 8601; undefined for what it calls a bad time. */
function isoTime(printed: string): string | undefined {
  const found = /^(?<month>\w{3}) +(?<day>\d{1,2}) (?<time>\d\d:\d\d:\d\d) (?<year>\d{4}) GMT$/.exec(printed)?.groups;
  const month = MONTHS.indexOf(found?.['month'] ?? '') + 1;
  if (found === undefined || month === 0) return undefined;
  const day = text(found['day']).padStart(2, '0');
  return `${text(found['year'])}-${String(month).padStart(2, '0')}-${day}T${text(found['time'])}Z`;
}

/** One line for a distinguished name, which Node prints one part a line; `text` because an empty one is undefined. */
function oneLine(distinguishedName: unknown): string {
  return text(distinguishedName).replaceAll('\n', ', ');
}

function factsOf(block: string): CertificateFacts | undefined {
  const { X509Certificate } = crypto();
  try {
    const certificate = new X509Certificate(block);
    const notBefore = isoTime(certificate.validFrom);
    const notAfter = isoTime(certificate.validTo);
    if (notBefore === undefined || notAfter === undefined) return undefined;
    return {
      subject: oneLine(certificate.subject),
      issuer: oneLine(certificate.issuer),
      subjectAltNames: subjectAltNames(text(certificate.subjectAltName)),
      notBefore,
      notAfter,
      isCa: certificate.ca,
    };
  } catch {
    // Node has no way to test first, and OpenSSL's message tells a person nothing more than "undecodable".
    return undefined;
  }
}

export function readCertificates(pem: string): CertificatesRead {
  const read = certificateBlocks(pem).map(factsOf);
  const certificates = read.filter((facts) => facts !== undefined);
  return { certificates, undecodable: read.length === 0 || certificates.length < read.length };
}
