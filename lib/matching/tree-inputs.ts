/** What the inputs of a unified matcher yield for a request, and for a connection. */
import type { MatcherInput, StringMatcher } from '../model/index.ts';
import type { AdmittedRequest } from './admitted-request.ts';
import type { ByteString } from './bytes.ts';
import { asciiLower, toBytes } from './bytes.ts';
import type { ConnectionFacts } from './connection-facts.ts';
import type { MatchGap } from './match-gap.ts';
import type { InputValue, TreeContext } from './matcher-tree.ts';
import { RegexCache } from './regex.ts';
import { stringTest } from './string-matcher.ts';
import type { Truth } from './verdict.ts';
import { isWritten } from './visible-headers.ts';

/** Header inputs of a route's matcher tree see repeated fields joined with a comma, in every release. */
export function headerTreeContext(request: AdmittedRequest): TreeContext {
  const regexes = new RegexCache(request.facts.profile.flags.re2_use_latin1_mode ? 'latin1' : 'utf8');
  return {
    test: testWith(regexes),
    valueOf: (input) => {
      if (input.kind !== 'header') return unsupported(input);
      const values = request.headers.get(asciiLower(toBytes(input.name)));
      if (isWritten(values)) return values.gap;
      return values.length === 0 ? null : values.join(',');
    },
  };
}

export function connectionTreeContext(connection: ConnectionFacts, regexes: RegexCache): TreeContext {
  return { test: testWith(regexes), valueOf: (input) => connectionValue(input, connection) };
}

function connectionValue(input: MatcherInput, connection: ConnectionFacts): InputValue {
  switch (input.kind) {
    case 'destinationPort':
      return String(connection.destinationPort);
    case 'destinationIp':
      return connection.destinationIp ?? { kind: 'requestFact', fact: 'destinationIp' };
    case 'sourceIp':
    case 'directSourceIp':
      return connection.sourceIp ?? { kind: 'requestFact', fact: 'sourceIp' };
    case 'sourcePort':
      return connection.sourcePort === null
        ? { kind: 'requestFact', fact: 'sourcePort' }
        : String(connection.sourcePort);
    case 'serverName':
      return connection.serverName === '' ? null : connection.serverName;
    case 'transportProtocol':
      return connection.transportProtocol;
    case 'header':
    case 'unsupported':
      return unsupported(input);
  }
}

function unsupported(input: MatcherInput): MatchGap {
  return { kind: 'unsupported', field: 'input', raw: input };
}

function testWith(regexes: RegexCache): (matcher: StringMatcher, value: ByteString) => Truth {
  return (matcher, value) => stringTest(matcher, regexes)(value);
}
