/**
 * Envoy's own answers to gRPC requests: HTTP 200 with a grpc-status made of the status that others would see (Envoy
 * source/common/http/utility.cc prepareLocalReply, grpc/status.cc httpToGrpcStatus; observed on 1.40.0).
 */
import type { Answer } from './answer.ts';
import { isGrpcRequest } from './grpc-request.ts';
import type { Request } from './request.ts';

const UNKNOWN = 2;
const GRPC_STATUS: ReadonlyMap<number, number> = new Map([
  [400, 13],
  [401, 16],
  [403, 7],
  [404, 12],
  [429, 14],
  [502, 14],
  [503, 14],
  [504, 14],
]);

/** What the codec refuses is answered in plain HTTP, before anyone looks at the content type. */
const BY_CODEC: ReadonlySet<string> = new Set([
  'bad_authority',
  'bad_method',
  'bad_path',
  'bad_target',
  'header_with_underscore',
  'https_over_plaintext',
  'low_version',
]);

/** The answer as a gRPC client sees it; unchanged for other requests and for answers that are not Envoy's own. */
export function asLocalReply(answer: Answer, request: Request): Answer {
  const { status, reason } = answer;
  if (status === null || !isGrpcRequest(request)) return answer;
  if (reason.kind === 'transportMismatch' || (reason.kind === 'refused' && BY_CODEC.has(reason.refusal.reason))) {
    return answer;
  }
  return { ...answer, ...localStatus(status, request) };
}

/** How an answer that Envoy itself gives with `status` looks to this client. */
export function localStatus(
  status: number,
  request: Request,
): { readonly status: number; readonly grpcStatus: number | null } {
  return isGrpcRequest(request)
    ? { status: 200, grpcStatus: GRPC_STATUS.get(status) ?? UNKNOWN }
    : { status, grpcStatus: null };
}
