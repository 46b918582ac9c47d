/** request_headers_to_add and its three siblings, which occur at four levels of a route table. */
import type { HeaderAddition, HeaderMutations } from '../../model/index.ts';
import { enumName, flag, lowerCamel, list, member, text, texts } from '../read/index.ts';
import type { FieldReader } from '../read/index.ts';

/** envoy.config.core.v3.HeaderValueOption.HeaderAppendAction, by number. */
const APPEND_ACTIONS = [
  'APPEND_IF_EXISTS_OR_ADD',
  'ADD_IF_ABSENT',
  'OVERWRITE_IF_EXISTS_OR_ADD',
  'OVERWRITE_IF_EXISTS',
];

interface Draft {
  headers?: {
    -readonly [Key in keyof HeaderMutations]: HeaderMutations[Key];
  };
}

function addition(raw: unknown): HeaderAddition {
  const header = member(raw, 'header');
  const action = enumName(member(raw, 'append_action', 'appendAction'), APPEND_ACTIONS);
  const append = member(raw, 'append');
  // `append: false` is the older spelling of OVERWRITE_IF_EXISTS_OR_ADD; the default of both appends.
  const changed = action !== '' ? action : append !== undefined && !flag(append) ? 'OVERWRITE_IF_EXISTS_OR_ADD' : '';
  return {
    name: text(member(header, 'key')),
    value: text(member(header, 'value')) || text(member(header, 'raw_value', 'rawValue')),
    ...(changed === '' || changed === 'APPEND_IF_EXISTS_OR_ADD' ? {} : { append: lowerCamel(changed.toLowerCase()) }),
  };
}

/** The four field readers, to be spread into the table of a message that has them. */
export const HEADER_MUTATION_FIELDS: Readonly<Record<string, FieldReader<Draft>>> = {
  request_headers_to_add: (draft, value) => {
    (draft.headers ??= {}).requestAdd = list(value).map(addition);
  },
  request_headers_to_remove: (draft, value) => {
    (draft.headers ??= {}).requestRemove = texts(value);
  },
  response_headers_to_add: (draft, value) => {
    (draft.headers ??= {}).responseAdd = list(value).map(addition);
  },
  response_headers_to_remove: (draft, value) => {
    (draft.headers ??= {}).responseRemove = texts(value);
  },
};
