/** What escapes of letters mean in other dialects, and what to write in JavaScript. */
export const FOREIGN_ESCAPES: ReadonlyMap<string, { readonly meaning: string; readonly fix: string }> = new Map([
  ['A', { meaning: 'the start of the text', fix: 'write ^' }],
  ['Z', { meaning: 'the end of the text', fix: 'write $' }],
  ['z', { meaning: 'the end of the text', fix: 'write $' }],
  ['a', { meaning: 'the bell character', fix: 'write \\x07' }],
  ['e', { meaning: 'the escape character', fix: 'write \\x1B' }],
  ['h', { meaning: 'a space or tab', fix: 'write [ \\t]' }],
  ['H', { meaning: 'any character but a space or tab', fix: 'write [^ \\t]' }],
  ['R', { meaning: 'a line break', fix: 'write (?:\\r\\n|[\\n\\r])' }],
  ['N', { meaning: 'any character but a line break', fix: 'write .' }],
  ['V', { meaning: 'any character but vertical white space', fix: 'write [^\\n\\v\\f\\r]' }],
  ['X', { meaning: 'a character with the marks that follow it', fix: 'write \\P{M}\\p{M}*' }],
  ['G', { meaning: 'the end of the previous match', fix: 'leave it out' }],
  ['K', { meaning: 'the start of the match', fix: 'leave it out' }],
  ['Q', { meaning: 'the start of literal text', fix: 'escape each sign of that text' }],
  ['E', { meaning: 'the end of literal text', fix: 'escape each sign of that text' }],
  ['i', { meaning: 'the first character of an XML name', fix: 'write [:A-Z_a-z]' }],
  ['I', { meaning: 'any character that cannot begin an XML name', fix: 'write [^:A-Z_a-z]' }],
  ['C', { meaning: 'any character that an XML name cannot contain', fix: 'write [^-.:\\w]' }],
  ['x', { meaning: 'a character by its number', fix: 'write two hexadecimal digits after \\x' }],
  ['u', { meaning: 'a character by its number', fix: 'write four hexadecimal digits after \\u' }],
  ['y', { meaning: 'the edge of a word', fix: 'write \\b' }],
  ['Y', { meaning: 'a place that is not the edge of a word', fix: 'write \\B' }],
  ['m', { meaning: 'the start of a word', fix: 'write \\b' }],
  ['M', { meaning: 'the end of a word', fix: 'write \\b' }],
]);

/** POSIX classes, as the text between brackets in JavaScript. */
export const POSIX_CLASSES: ReadonlyMap<string, string> = new Map([
  ['alpha', 'A-Za-z'],
  ['digit', '0-9'],
  ['alnum', '0-9A-Za-z'],
  ['upper', 'A-Z'],
  ['lower', 'a-z'],
  ['space', '\\s'],
  ['blank', ' \\t'],
  ['punct', '!-\\/:-@\\[-`{-~'],
  ['xdigit', '0-9A-Fa-f'],
  ['cntrl', '\\x00-\\x1F\\x7F'],
  ['graph', '!-~'],
  ['print', ' -~'],
  ['word', '\\w'],
  ['ascii', '\\x00-\\x7F'],
]);

/** Java's and Perl's properties that Unicode has no name for, in lower case, as the text between brackets. */
export const PROPERTIES: ReadonlyMap<string, string> = new Map([
  ...POSIX_CLASSES,
  ['asciihexdigit', '0-9A-Fa-f'],
  ['basiclatin', '\\x00-\\x7F'],
  ['inbasic_latin', '\\x00-\\x7F'],
  ['javalowercase', '\\p{Ll}'],
  ['javauppercase', '\\p{Lu}'],
  ['javawhitespace', '\\s'],
]);
