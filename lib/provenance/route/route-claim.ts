/** What is claimed of one route. */
import type { Attribution, ResourceRef } from '../../model/index.ts';

/** `owners` are the objects that the virtual host exists for, because they bring this route: none for built-in ones. */
export interface RouteClaim {
  readonly attribution: Attribution;
  readonly owners: readonly ResourceRef[];
}
