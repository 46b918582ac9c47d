/** Types of the code that lib/validate/generate.mjs writes beside this file. */
interface SchemaError {
  readonly instancePath: string;
  readonly keyword: string;
  readonly params: Readonly<Record<string, unknown>>;
}

interface Validator {
  (value: unknown): boolean;
  readonly errors?: readonly SchemaError[] | null;
}

export const route: Validator;
export const virtualHost: Validator;
export const routeConfiguration: Validator;
export const listener: Validator;
export const cluster: Validator;
export const loadAssignment: Validator;
export const clusterStatus: Validator;
export const secret: Validator;
