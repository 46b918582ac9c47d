/** The library's face: the rooms' doors, nothing of its own. */
export { accountingOf, clustersDocument, listenersDocument, routesDocument } from './analyze/inventory/index.ts';
export { explain } from './analyze/explain/index.ts';
export { RULES, lintDocument } from './analyze/lint/index.ts';
export { readInputs } from './ingest/index.ts';
export type * from './model/index.ts';
export { EXIT, KnownError } from './model/index.ts';
export { ALL_SECTIONS, normalize } from './normalize/index.ts';
export { attribute } from './provenance/index.ts';
export { render, renderDiagnostics } from './render/index.ts';
