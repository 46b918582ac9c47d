import { SECTIONS } from '../../model/index.ts';
import type { Section } from '../../model/index.ts';

/** Sections a command reads; the others are counted without being built, which is most of the time of a large dump. */
export const SECTIONS_NEEDED: Readonly<Record<'routes' | 'clusters' | 'listeners' | 'explain', ReadonlySet<Section>>> =
  {
    routes: new Set<Section>(['bootstrap', 'listeners', 'routes']),
    clusters: new Set<Section>(['bootstrap', 'clusters', 'endpoints']),
    listeners: new Set<Section>(['bootstrap', 'listeners', 'routes', 'secrets']),
    explain: new Set<Section>(SECTIONS),
  };
