/** One object in full: the document behind `whyroute explain`. */
export { explain } from './explain.ts';
