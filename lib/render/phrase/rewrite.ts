import type { HostRewrite, PathRewrite } from '../../model/index.ts';
import { word } from './quote.ts';
import { unsupportedWords } from './raw.ts';

/** How the path changes; `prefix` replaces the part that the match took (envoy-semantics.md 5). */
export function pathRewriteWords(rewrite: PathRewrite): string {
  switch (rewrite.kind) {
    case 'prefix':
      return `rewrite ${word(rewrite.value)}`;
    case 'regex':
      return `rewrite regex ${word(rewrite.regex)} to ${word(rewrite.substitution)}`;
    case 'template':
      return `rewrite template ${word(rewrite.template)}`;
    case 'unsupported':
      return `rewrite ${unsupportedWords(rewrite)}`;
  }
}

export function hostRewriteWords(rewrite: HostRewrite): string {
  switch (rewrite.kind) {
    case 'literal':
      return `host ${word(rewrite.value)}`;
    case 'auto':
      return "host of the endpoint's own name";
    case 'header':
      return `host from header ${rewrite.header}`;
    case 'pathRegex':
      return `host from path by regex ${word(rewrite.regex)} to ${word(rewrite.substitution)}`;
    case 'unsupported':
      return `host rewrite ${unsupportedWords(rewrite)}`;
  }
}
