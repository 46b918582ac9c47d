/** What each rule of a resource became, or why it became nothing: the document behind `whyroute why-not`. */
export { whyNotDocument } from './why-not-document.ts';
