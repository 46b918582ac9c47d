/**
 * Which of Envoy's rules apply: they changed with releases and hang on runtime flags of the bootstrap
 * (reference/envoy-semantics.md section 0). Every answer of this room is made under one profile and says which.
 */
import type { Proxy, Version } from '../model/index.ts';

/** The semantic switches, named after `envoy.reloadable_features.*`; true is the behavior with the flag on. */
const SEMANTIC_FLAGS = [
  'match_headers_individually',
  'rbac_match_headers_individually',
  're2_use_latin1_mode',
  'strip_path_parameters_per_segment',
  'strip_dotdot_segments_with_parameters',
  'rbac_respect_ignore_path_parameters',
  'http_reject_path_with_fragment',
  'enable_new_query_param_present_match_behavior',
  'explicit_internal_address_config',
] as const;
type SemanticFlag = (typeof SEMANTIC_FLAGS)[number];

/** `runtime`: set in the bootstrap; `version`: the default of a version that was read; `assumed`: neither was there. */
type FlagOrigin = 'runtime' | 'version' | 'assumed';

export interface SemanticsProfile {
  readonly version: Version;
  /** How the version is known: from the dump, from the user, or assumed because the input does not tell. */
  readonly versionFrom: 'read' | 'given' | 'assumed';
  /** Whether the bootstrap's runtime layers were there; else Istio's own overrides are assumed. */
  readonly runtimeFrom: 'read' | 'given' | 'assumed';
  readonly flags: Readonly<Record<SemanticFlag, boolean>>;
  readonly flagsFrom: Readonly<Record<SemanticFlag, FlagOrigin>>;
  /** All runtime values known; null when the bootstrap is not in the input. Keys of runtime fractions look here. */
  readonly runtime: ReadonlyMap<string, unknown> | null;
}

/** What the user may say where the input is silent: `--envoy-version` and runtime values. */
export interface ProfileOverride {
  readonly envoyVersion?: Version;
  readonly runtime?: ReadonlyMap<string, unknown>;
}

/** The newest Envoy whose behavior was checked; taken when nothing tells the version. */
const ASSUMED_VERSION: Version = { major: 1, minor: 40, patch: 0 };

/** Istio's bootstrap sets this one off, so that `/a#frag` routes as `/a` (istio pkg/bootstrap/config.go). */
const ISTIO_RUNTIME: ReadonlyMap<string, unknown> = new Map([
  ['envoy.reloadable_features.http_reject_path_with_fragment', false],
]);

/** First release with the flag on, as minor.patch of major 1; `firm` false where backports blur the cut-off. */
interface FlagRule {
  readonly minor: number;
  readonly patch: number;
  readonly firm: boolean;
}

/**
 * The security batch of August 2026 is in 1.40.0; 1.39.1 is of that batch by its date. Its exact cut-offs on older
 * branches are not known, so those are marked as assumed.
 */
const AUGUST_2026 = { minor: 39, patch: 1, firm: false } as const;
const FLAG_RULES = {
  match_headers_individually: { minor: 39, patch: 0, firm: true },
  rbac_match_headers_individually: { minor: 38, patch: 0, firm: false },
  re2_use_latin1_mode: AUGUST_2026,
  strip_path_parameters_per_segment: AUGUST_2026,
  strip_dotdot_segments_with_parameters: AUGUST_2026,
  rbac_respect_ignore_path_parameters: AUGUST_2026,
  http_reject_path_with_fragment: { minor: 19, patch: 1, firm: false },
  enable_new_query_param_present_match_behavior: { minor: 34, patch: 0, firm: true },
  explicit_internal_address_config: { minor: 33, patch: 0, firm: false },
} as const satisfies Record<SemanticFlag, FlagRule>;

/** The profile of a proxy; what `override` gives wins over what was read. */
export function profileOf(proxy: Proxy | null, override: ProfileOverride = {}): SemanticsProfile {
  const read = proxy?.envoyVersion ?? null;
  const version = override.envoyVersion ?? read ?? ASSUMED_VERSION;
  const versionFrom = override.envoyVersion !== undefined ? 'given' : read === null ? 'assumed' : 'read';
  const runtime = override.runtime ?? proxy?.runtime ?? null;
  const decided = SEMANTIC_FLAGS.map((flag) => decide(flag, version, versionFrom, runtime));
  return {
    version,
    versionFrom,
    runtimeFrom: override.runtime !== undefined ? 'given' : runtime === null ? 'assumed' : 'read',
    flags: Object.fromEntries(decided.map(({ flag, on }) => [flag, on])) as Record<SemanticFlag, boolean>,
    flagsFrom: Object.fromEntries(decided.map(({ flag, from }) => [flag, from])) as Record<SemanticFlag, FlagOrigin>,
    runtime,
  };
}

function decide(
  flag: SemanticFlag,
  version: Version,
  versionFrom: SemanticsProfile['versionFrom'],
  runtime: ReadonlyMap<string, unknown> | null,
): { readonly flag: SemanticFlag; readonly on: boolean; readonly from: FlagOrigin } {
  const rule: FlagRule = FLAG_RULES[flag];
  const exists = atLeast(version, rule);
  const set = runtimeBoolean((runtime ?? ISTIO_RUNTIME).get(`envoy.reloadable_features.${flag}`));
  // A release older than the flag does not know it: setting it there changes nothing.
  if (set !== null && (exists || !rule.firm)) return { flag, on: set, from: runtime === null ? 'assumed' : 'runtime' };
  const nearCutOff = !rule.firm && version.minor >= rule.minor - 4 && version.minor <= rule.minor;
  const from = versionFrom === 'assumed' || nearCutOff ? 'assumed' : 'version';
  return { flag, on: exists, from };
}

function atLeast(version: Version, rule: FlagRule): boolean {
  if (version.major !== 1) return version.major > 1;
  if (version.minor !== rule.minor) return version.minor > rule.minor;
  return version.patch >= rule.patch;
}

/** Runtime booleans may be written as text; anything else is not a boolean and is ignored, as in Envoy. */
function runtimeBoolean(value: unknown): boolean | null {
  if (typeof value === 'boolean') return value;
  if (typeof value !== 'string') return null;
  const text = value.toLowerCase();
  return text === 'true' ? true : text === 'false' ? false : null;
}
