/** gRPC requests get other answers from Envoy itself: by their content type, as it stands in Envoy's one slot for it. */
import type { ByteString } from './bytes.ts';
import type { Request } from './request.ts';

/** Values of a header that Envoy holds in one slot: joined with a comma, empty ones left out (HeaderMapImpl). */
export function joinInline(values: readonly ByteString[]): ByteString {
  return values.filter((value) => value !== '').join(',');
}

/** Exactly `application/grpc`, or beginning `application/grpc+`. */
export function isGrpcType(type: ByteString): boolean {
  return type === 'application/grpc' || type.startsWith('application/grpc+');
}

/** A request that Envoy answers in the gRPC way; CONNECT has no path and is none. */
export function isGrpcRequest(request: Request): boolean {
  if (request.headers.length === 0 || request.method === 'CONNECT') return false;
  const types = request.headers.filter(([name]) => name === 'content-type').map(([, value]) => value);
  return isGrpcType(joinInline(types));
}
