/** Names from the command line or the cluster that become part of a command: checked first, by what may be in them. */

/** Contexts are named by clouds: `arn:aws:eks:…:cluster/prod`, `gke_project_zone_name`, `user@cluster`. */
const CONTEXT = /^[A-Za-z0-9][A-Za-z0-9._:/@+=~-]{0,252}$/;

export function isContext(text: string): boolean {
  return CONTEXT.test(text);
}

/** `istio=ingressgateway`, `app in (a,b)`, `!canary`: the alphabet of label selectors. */
const SELECTOR = /^[A-Za-z0-9!][A-Za-z0-9 ._/=!,()-]{0,1000}$/;

export function isSelector(text: string): boolean {
  return SELECTOR.test(text);
}
