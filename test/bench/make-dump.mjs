/** A config dump of about the size asked for: the routes, clusters and endpoints of a real sample under new names. */
import { readFileSync, writeFileSync } from 'node:fs';

const SAMPLE = new URL('../../samples/random-1/config_dump.json', import.meta.url);

/** Each copy of the sample gets hosts, namespaces and names of its own, so that nothing is shared by accident. */
export function makeDump(path, megabytes) {
  const dump = JSON.parse(readFileSync(SAMPLE, 'utf8'));
  const find = (type) => dump.configs.find((section) => section['@type'].endsWith(`v3.${type}`));
  const grow = [
    [find('RoutesConfigDump'), 'dynamic_route_configs'],
    [find('ClustersConfigDump'), 'dynamic_active_clusters'],
    [find('EndpointsConfigDump'), 'dynamic_endpoint_configs'],
  ];
  const originals = grow.map(([section, member]) => section[member].map((item) => JSON.stringify(item)));
  const copies = Math.max(1, Math.round((megabytes * 1e6) / JSON.stringify(dump, null, 1).length));
  for (let copy = 1; copy < copies; copy++) {
    for (const [i, [section, member]] of grow.entries()) {
      for (const text of originals[i]) {
        section[member].push(
          JSON.parse(text.replaceAll('.example.', `.c${copy}.example.`).replaceAll('http.8080', `http.${8080 + copy}`)),
        );
      }
    }
  }
  writeFileSync(path, JSON.stringify(dump, null, 1));
}
