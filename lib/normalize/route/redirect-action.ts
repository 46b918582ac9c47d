/** envoy.config.route.v3.RedirectAction and DirectResponseAction. */
import type { DirectResponseAction, RedirectAction } from '../../model/index.ts';
import { flag, member, message, number, object, text } from '../read/index.ts';
import type { Reading } from '../read/index.ts';
import { regexRewrite } from './forward-action.ts';

/** RedirectResponseCode by name and by number; the default (absent) is 301. */
const REDIRECT_STATUS = new Map<unknown, number>([
  ['MOVED_PERMANENTLY', 301],
  ['FOUND', 302],
  ['SEE_OTHER', 303],
  ['TEMPORARY_REDIRECT', 307],
  ['PERMANENT_REDIRECT', 308],
  [0, 301],
  [1, 302],
  [2, 303],
  [3, 307],
  [4, 308],
]);

type Draft = { -readonly [Key in keyof RedirectAction]: RedirectAction[Key] };

const REDIRECT = message<Draft>('envoy.config.route.v3.RedirectAction', {
  https_redirect: (draft, value) => {
    if (flag(value)) draft.scheme = 'https';
  },
  scheme_redirect: (draft, value) => {
    draft.scheme = text(value);
  },
  host_redirect: (draft, value) => {
    draft.host = text(value);
  },
  port_redirect: (draft, value) => {
    draft.port = number(value);
  },
  path_redirect: (draft, value) => {
    draft.path = text(value);
  },
  prefix_rewrite: (draft, value) => {
    draft.pathRewrite = { kind: 'prefix', value: text(value) };
  },
  regex_rewrite: (draft, value) => {
    draft.pathRewrite = regexRewrite(value);
  },
  response_code: (draft, value) => {
    draft.status = REDIRECT_STATUS.get(value) ?? 301;
  },
  strip_query: (draft, value) => {
    if (flag(value)) draft.stripQuery = true;
  },
});

export function readRedirectAction(raw: unknown, reading: Reading): RedirectAction {
  return REDIRECT({ kind: 'redirect', status: 301 }, raw, reading);
}

type DirectDraft = { -readonly [Key in keyof DirectResponseAction]: DirectResponseAction[Key] };

const DIRECT = message<DirectDraft>('envoy.config.route.v3.DirectResponseAction', {
  status: (draft, value) => {
    draft.status = number(value);
  },
  body: (draft, value) => {
    const inline = member(value, 'inline_string', 'inlineString');
    if (typeof inline === 'string') draft.body = inline;
    else draft.bodyKind = Object.keys(object(value) ?? {})[0] ?? 'empty';
  },
  body_format: (draft) => {
    draft.bodyKind = 'format';
  },
});

export function readDirectResponse(raw: unknown, reading: Reading): DirectResponseAction {
  return DIRECT({ kind: 'directResponse', status: 0 }, raw, reading);
}
