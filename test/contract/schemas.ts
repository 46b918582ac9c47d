/** The promised shapes of schemas/output/, compiled once. */
import { readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { Ajv2020 } from 'ajv/dist/2020.js';
import { expect } from 'chai';

const FOLDER = fileURLToPath(new URL('../../schemas/output', import.meta.url));

const ajv = new Ajv2020({ strict: true, allowUnionTypes: true });
const ids = new Map<string, string>();
for (const file of readdirSync(FOLDER)) {
  const schema = JSON.parse(readFileSync(`${FOLDER}/${file}`, 'utf8')) as { $id: string };
  ajv.addSchema(schema);
  ids.set(file.replace('.v1.schema.json', ''), schema.$id);
}

/** Fails with the first few violations, their paths included. `name` is a command. */
export function expectValid(name: string, document: unknown, about: string): void {
  const validate = ajv.getSchema(ids.get(name) ?? '');
  if (validate === undefined) throw new Error(`no schema ${name}`);
  const valid = validate(document) as boolean;
  const errors = (validate.errors ?? [])
    .slice(0, 3)
    .map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
  expect(valid, `${about}: ${errors.join('; ')}`).to.equal(true);
}
