/** Accept/reject behavior of the strict part, case by case as in the JSON parsing test suites (names follow theirs). */
import { expect } from 'chai';
import { memorySource } from '../../../../lib/base/source/index.ts';
import { JsonCursor, JsonDamage } from '../../../../lib/base/json/index.ts';

const QUIET = {
  onDamage: (): void => undefined,
  onDuplicateKey: (): void => undefined,
  onLongInteger: (): void => undefined,
};

/** Reads the one value in `bytes` and insists that nothing follows. */
function strict(bytes: Buffer): unknown {
  const cursor = new JsonCursor(memorySource(bytes), 0, QUIET);
  const value = cursor.value();
  if (cursor.kind() !== 'end') throw new JsonDamage('syntax', cursor.position, 'the end');
  return value;
}

const ACCEPT: readonly (readonly [name: string, text: string, value: unknown])[] = [
  ['array_arraysWithSpaces', '[[]   ]', [[]]],
  ['array_empty-string', '[""]', ['']],
  ['array_heterogeneous', '[null, 1, "1", {}]', [null, 1, '1', {}]],
  ['array_with_leading_space', ' [1]', [1]],
  ['array_with_trailing_space', '[2] ', [2]],
  ['array_with_several_null', '[1,null,null,null,2]', [1, null, null, null, 2]],
  ['number', '[123e65]', [123e65]],
  ['number_0e+1', '[0e+1]', [0]],
  ['number_after_space', '[ 4]', [4]],
  ['number_minus_zero', '[-0]', [-0]],
  ['number_negative_int', '[-123]', [-123]],
  ['number_real_capital_e_neg_exp', '[1E-2]', [0.01]],
  ['number_simple_real', '[123.456789]', [123.456789]],
  ['number_2^53+1 keeps its digits', '[9007199254740993]', ['9007199254740993']],
  ['number_2^53 is exact', '[9007199254740991]', [9007199254740991]],
  ['number_negative_beyond_2^53', '{"a":-9223372036854775808}', { a: '-9223372036854775808' }],
  [
    'string_digits_are_left_alone',
    '["12345678901234567890", 1234567890123456789]',
    ['12345678901234567890', '1234567890123456789'],
  ],
  ['object_basic', '{"asd":"sdf"}', { asd: 'sdf' }],
  ['object_empty_key', '{"":0}', { '': 0 }],
  ['object_escaped_null_in_key', '{"foo\\u0000bar": 42}', { 'foo\u0000bar': 42 }],
  ['object_with_newlines', '{\n"a": "b"\n}', { a: 'b' }],
  ['string_accepted_surrogate_pair', '["\\uD801\\udc37"]', ['\u{10437}']],
  ['string_allowed_escapes', '["\\"\\\\\\/\\b\\f\\n\\r\\t"]', ['"\\/\b\f\n\r\t']],
  ['string_backslash_doublequotes', '["\\""]', ['"']],
  ['string_escaped_noncharacter', '["\\uFFFF"]', ['\uffff']],
  ['string_lone_surrogate_escape', '["\\ud800"]', ['\ud800']],
  ['string_utf8', '["€𝄞"]', ['€𝄞']],
  ['structure_lonely_string', '"asd"', 'asd'],
  ['structure_lonely_true', 'true', true],
  ['structure_whitespace_array', ' [] ', []],
  ['structure_crlf', '{\r\n"a":\r\n1\r\n}', { a: 1 }],
];

const REJECT: readonly (readonly [name: string, text: string])[] = [
  ['array_1_true_without_comma', '[1 true]'],
  ['array_colon_instead_of_comma', '["": 1]'],
  ['array_comma_after_close', '[""],'],
  ['array_comma_and_number', '[,1]'],
  ['array_double_comma', '[1,,2]'],
  ['array_extra_close', '["x"]]'],
  ['array_extra_comma', '["",]'],
  ['array_incomplete', '["x"'],
  ['array_just_minus', '[-]'],
  ['array_star_inside', '[*]'],
  ['array_unclosed_with_new_lines', '[1,\n1\n,1'],
  ['incomplete_true', '[tru]'],
  ['multidigit_number_then_00', '123\u0000'],
  ['number_-01', '[-01]'],
  ['number_.2e-3', '[.2e-3]'],
  ['number_0x42', '[0x42]'],
  ['number_1.0e+', '[1.0e+]'],
  ['number_1_000', '[1 000]'],
  ['number_Inf', '[Inf]'],
  ['number_NaN', '[NaN]'],
  ['number_+1', '[+1]'],
  ['number_expression', '[1+2]'],
  ['number_with_alpha', '[1.2a-3]'],
  ['object_bad_value', '["x", truth]'],
  ['object_comma_instead_of_colon', '{"x", null}'],
  ['object_double_colon', '{"x"::"b"}'],
  ['object_key_with_single_quotes', "{key: 'value'}"],
  ['object_missing_value', '{"a":'],
  ['object_non_string_key', '{1:1}'],
  ['object_trailing_comma', '{"id":0,}'],
  ['object_trailing_comment', '{"a":"b"}/**/'],
  ['object_two_commas_in_a_row', '{"a":"b",,"c":"d"}'],
  ['object_unterminated-value', '{"a":"a'],
  ['single_space', ' '],
  ['string_1_surrogate_then_escape', '["\\uD800\\"]'],
  ['string_escape_x', '["\\x00"]'],
  ['string_incomplete_escaped_character', '["\\u00A"]'],
  ['string_invalid_unicode_escape', '["\\uqqqq"]'],
  ['string_single_quote', "['single quote']"],
  ['string_unescaped_ctrl_char', '["a\u0000a"]'],
  ['string_unescaped_newline', '["new\nline"]'],
  ['string_unescaped_tab', '["\t"]'],
  ['structure_angle_bracket', '<.>'],
  ['structure_array_with_unclosed_string', '["asd]'],
  ['structure_capitalized_True', '[True]'],
  ['structure_close_unopened_array', '1]'],
  ['structure_double_array', '[][]'],
  ['structure_no_data', ''],
  ['structure_object_unclosed_no_value', '{"":'],
  ['structure_open_array_string', '["a"'],
  ['structure_single_star', '*'],
  ['structure_unclosed_array_partial_null', '[ false, nul'],
  ['structure_mismatched_brackets', '{"a":[1}]'],
];

describe('base/json strict grammar', () => {
  for (const [name, text, value] of ACCEPT) {
    it(`accepts ${name}`, () => {
      expect(strict(Buffer.from(text))).to.deep.equal(value);
    });
  }
  for (const [name, text] of REJECT) {
    it(`rejects ${name}`, () => {
      expect(() => strict(Buffer.from(text))).to.throw(JsonDamage);
    });
  }

  it('names the byte of the violation', () => {
    try {
      strict(Buffer.from('{"é": [1, tru]}'));
      expect.fail('accepted');
    } catch (error) {
      expect((error as JsonDamage).byte).to.equal(11);
      expect((error as JsonDamage).expected).to.equal('a value');
    }
  });

  it('never quotes the input in its message', () => {
    for (const [, text] of REJECT) {
      try {
        strict(Buffer.from(`{"token":"s3cr3t", "x": ${text}`));
      } catch (error) {
        expect((error as Error).message).to.not.include('s3cr3t');
      }
    }
  });

  it('keeps prototype names as ordinary keys', () => {
    const value = strict(Buffer.from('{"__proto__":{"x":1},"constructor":2}')) as object;
    expect(Object.keys(value)).to.deep.equal(['__proto__', 'constructor']);
    expect(({} as { x?: number }).x).to.equal(undefined);
  });

  for (const [levels, fits] of [
    [255, true],
    [256, true],
    [257, false],
    [1_000_000, false],
  ] as const) {
    it(`${fits ? 'reads' : 'refuses'} ${String(levels)} levels of nesting`, () => {
      const bytes = Buffer.from('['.repeat(levels) + ']'.repeat(levels));
      if (fits) expect(strict(bytes)).to.be.an('array');
      else
        expect(() => strict(bytes))
          .to.throw(JsonDamage)
          .with.property('kind', 'depth');
    });
  }
});
