/** What this proxy does with a request, and why every nearer candidate lost. */
export { expectationMet } from './expectation.ts';
export { traceLogDocument } from './log/log-document.ts';
export { readRequest } from './read-request.ts';
export type { ReadRequest } from './read-request.ts';
export { TRACE_SECTIONS } from './sections.ts';
export { traceDocument } from './trace-document.ts';
export { traceLine } from './trace-line.ts';
export { tracerOf } from './tracer.ts';
export type { Tracer } from './tracer.ts';
