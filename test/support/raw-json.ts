/** Raw Envoy JSON (snake_case), made by hand or at random. */
export type Raw = Readonly<Record<string, unknown>>;
