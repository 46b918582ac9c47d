/** Stable identity of an entity inside one Snapshot, and the key of the attribution side table. */
declare const entityBrand: unique symbol;

/**
 * Made only by the normalize room: one number an entity, counted from 0 without holes, so that a side table is an array and a
 * dump of a million routes carries no text for them. The order is that of the Snapshot: route configurations with their
 * virtual hosts and routes, then listeners with their filter chains, then clusters.
 */
export type EntityId = number & { readonly [entityBrand]: true };
