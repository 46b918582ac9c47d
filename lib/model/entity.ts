/** Stable identity of an entity inside one Snapshot, and the key of the attribution side table. */
declare const entityBrand: unique symbol;

/**
 * Made only by the normalize room. Shape: `route-config/3`, `vhost/3.0`, `route/3.0.12`, `listener/2`,
 * `chain/2.0`, `cluster/17`, where numbers are positions in the Snapshot's canonical order.
 */
export type EntityId = string & { readonly [entityBrand]: true };
