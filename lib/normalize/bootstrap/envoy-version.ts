/** The proxy's Envoy version, from the three fields in which Envoy has written it. */
import type { Version } from '../../model/index.ts';
import { member, number, object } from '../read/index.ts';

/** envoy.config.core.v3.BuildVersion; null where it holds no version. Absent parts are zero. */
export function versionOfBuild(raw: unknown): Version | null {
  const version = object(member(raw, 'version'));
  if (version === undefined) return null;
  return {
    major: number(member(version, 'major_number', 'majorNumber')),
    minor: number(member(version, 'minor_number', 'minorNumber')),
    patch: number(member(version, 'patch')),
  };
}

/** user_agent_version `1.13.1-dev`, or the second part of build_version `<sha>/1.13.1-dev/Clean/RELEASE/BoringSSL`. */
export function versionOfText(printed: string): Version | null {
  const found = /(?:^|\/)(?<major>\d{1,4})\.(?<minor>\d{1,4})\.(?<patch>\d{1,4})(?![\d.])/.exec(printed)?.groups;
  if (found === undefined) return null;
  return { major: Number(found['major']), minor: Number(found['minor']), patch: Number(found['patch']) };
}
