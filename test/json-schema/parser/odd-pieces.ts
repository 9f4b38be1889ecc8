const TEXTS = [
  ...['"', '\\', '{', '}', '[', ']', ',', ':', ' ', '\n', '\t', '\0', '\u007F', '-', '+', '.', 'e', '0', '00', '9'],
  ...['null', 'true', 'false', '-0', '-0.0', '1e999', '-1e400', '1E5', '1e-7', '0.1', '1.', '.5', '01', '0x1'],
  ...['9007199254740993', '9223372036854775807', '9223372036854775808', '18446744073709551615', '123456789012345.6'],
  ...['0.30000000000000004', '1234567890123456', '100000000000000000000000', '""', '{}', '[]', '"__proto__":1,'],
  ...[
    '"constructor":1,',
    '"a":1,',
    '\\u0041',
    '\\ud83d\\ude00',
    '\\ud83d',
    '\\n',
    '\\x',
    '\\u00zz',
    '\u00E9',
    '\u{1F600}',
  ],
  ...['\u2028', '\uFFFD', '\uFEFF', '// c', 'NaN', 'Infinity', "'"],
];

/** What JSON's rules are about: signs, numbers at the limits, escapes, names, and bytes that are not UTF-8. */
export const MUTATED_PIECES: readonly Buffer[] = [
  ...TEXTS.map((text) => Buffer.from(text)),
  ...[[0x80], [0xff], [0xc3], [0xed, 0xa0, 0x80], [0xf4, 0x90, 0x80, 0x80], [0xc0, 0xaf]].map((list) =>
    Buffer.from(list),
  ),
];
