/** Which sites break each other in a browser that reuses HTTP/2 connections. */
export { coalescingBreaks } from './coalescing-breaks.ts';
