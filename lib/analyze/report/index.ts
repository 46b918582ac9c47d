/** One document about a whole proxy, for a ticket; and what is missing from it. */
export { packed, unpacked } from './packed.ts';
export type { PackedReport } from './packed.ts';
export { reportDocument } from './report-document.ts';
