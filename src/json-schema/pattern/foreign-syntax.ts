import { visitRegExpAST, type AST } from '@eslint-community/regexpp';
import { isRegex } from '../../runtime/json/formats.js';
import { nativeExpression } from './compile-pattern.js';
import { FOREIGN_ESCAPES, POSIX_CLASSES, PROPERTIES } from './foreign-words.js';
import { parsePattern } from './read-pattern.js';

/** A part of a pattern that means something else in other dialects, described in fragments of sentences. */
export interface ForeignSyntax {
  /** The text in the pattern: `\A`. */
  readonly written: string;
  /** What it means in JavaScript: `the letter A`. */
  readonly here: string;
  /** What it means in other dialects: `the start of the text`; undefined if unknown. */
  readonly elsewhere: string | undefined;
  /** How to write it here: `write ^`. */
  readonly fix: string;
}

/**
 * Finds the parts of a pattern that mean something else in the dialect that they were probably written for: that of
 * Java, Python, Perl, POSIX or XML Schema. Escapes of punctuation mean the same everywhere.
 */
export function foreignSyntax(pattern: string): readonly ForeignSyntax[] {
  const { flags } = nativeExpression(pattern);
  const found = new Map<string, ForeignSyntax>();
  let end = 0;
  const add = (one: ForeignSyntax | undefined, start: number): void => {
    if (one === undefined) return;
    end = Math.max(end, start + one.written.length);
    if (!found.has(one.written)) found.set(one.written, one);
  };
  visitRegExpAST(parsePattern(pattern, flags), {
    onCharacterEnter(node) {
      // With the flag `u`, such escapes and brackets are syntax errors.
      if (flags !== 'u' && node.start >= end) add(foreignCharacter(node, pattern), node.start);
    },
    onCharacterClassEnter(node) {
      add(foreignClass(node, pattern), node.start);
    },
  });
  return [...found.values()];
}

function foreignCharacter({ raw, start, parent }: AST.Character, pattern: string): ForeignSyntax | undefined {
  const rest = pattern.slice(start);
  const isInClass = parent.type === 'CharacterClass' || parent.type === 'CharacterClassRange';
  if (raw === '{') return isInClass ? undefined : foreignBrace(rest);
  if (raw === '\\') return { written: '\\c', here: 'a backslash and the letter c', ...XML_NAME };
  const letter = /^\\([A-Za-z])$/.exec(raw)?.[1];
  if (letter !== undefined) return foreignEscape(letter, rest, pattern);
  if (!/^\\[1-9]/.test(raw) || isInClass) return undefined;
  return {
    written: raw,
    here: `the character ${codePoint(raw)}, because there is no such group`,
    elsewhere: `a reference to group ${raw.slice(1)}`,
    fix: 'correct the number of the group',
  };
}

const XML_NAME = { elsewhere: 'a character of an XML name', fix: 'write [-.:\\w]' };

/** The character of an octal escape, or of an escaped 8 or 9. */
function codePoint(raw: string): string {
  const digits = /^\\[0-7]+/.exec(raw)?.[0].slice(1);
  const code = digits === undefined ? raw.charCodeAt(1) : Number.parseInt(digits, 8);
  return `U+${code.toString(16).toUpperCase().padStart(4, '0')}`;
}

function foreignBrace(rest: string): ForeignSyntax {
  const written = /^\{[^{}]*\}?/.exec(rest)?.[0] ?? '{';
  const [, min = '', separator = '', max = ''] = /^\{\s*(\d*)\s*([-,;:]?|\.\.)\s*(\d*)\s*\}$/.exec(written) ?? [];
  if (min === '' && max === '') {
    return { written, here: `the text ${written}`, elsewhere: undefined, fix: `write ${escapedBraces(written)}` };
  }
  const count = `{${min === '' ? '0' : min}${separator === '' ? '' : ','}${max}}`;
  return { written, here: `the text ${written}`, elsewhere: 'a number of repetitions', fix: `write ${count}` };
}

function escapedBraces(text: string): string {
  return text.replace(/[{}]/g, '\\$&');
}

function foreignEscape(letter: string, rest: string, pattern: string): ForeignSyntax {
  if (letter === 'p' || letter === 'P') return foreignProperty(letter, rest, pattern);
  const here = `the letter ${letter}`;
  const hex = /^\\[xu]\{([\da-fA-F]+)\}/.exec(rest);
  if (hex !== null) {
    const [written, digits = ''] = hex;
    const times =
      letter === 'x' && /^\d+$/.test(digits) ? `${here} ${digits} times` : `${here} and the text {${digits}}`;
    const code = Number.parseInt(digits, 16);
    const fix =
      code > 0xff ? (code > 0xffff ? `\\u{${digits}}` : `\\u${hexDigits(code, 4)}`) : `\\x${hexDigits(code, 2)}`;
    const isWritten = fix.toLowerCase() === written.toLowerCase();
    return {
      written,
      here: letter === 'u' && /^\d+$/.test(digits) ? `${here} ${digits} times` : times,
      elsewhere: `the character U+${hexDigits(code, 4).toUpperCase()}`,
      fix: isWritten ? unicodeFix(pattern) : `write ${fix}`,
    };
  }
  const [reference] = /^\\[gk](?:\{\w+\}|<\w+>|'\w+'|\d+)/.exec(rest) ?? [];
  if (reference !== undefined) {
    const name = reference.slice(2).replace(/\W/g, '');
    const fix = /^\d+$/.test(name) ? `write \\${name}` : `name the group (?<${name}>…) and write \\k<${name}>`;
    return { written: reference, here, elsewhere: 'a reference to a group', fix };
  }
  const foreign = FOREIGN_ESCAPES.get(letter);
  return { written: `\\${letter}`, here, elsewhere: foreign?.meaning, fix: foreign?.fix ?? `write ${letter}` };
}

function hexDigits(code: number, length: number): string {
  return code.toString(16).padStart(length, '0');
}

/** Describes a Unicode property, which needs the flag `u`: JavaScript lacks it, or something else rules out the flag. */
function foreignProperty(letter: string, rest: string, pattern: string): ForeignSyntax {
  const [written, braced, bare] = /^\\[pP](?:\{([^{}]*)\}|([A-Za-z]))/.exec(rest) ?? [`\\${letter}`];
  const name = (braced ?? bare ?? '').replace(/^\^/, '');
  const here = `the text ${written.slice(1)}`;
  const elsewhere = name === '' ? 'a property of characters' : `a character with the property ${name}`;
  const isNegated = (letter === 'P') !== (braced?.startsWith('^') === true);
  return { written, here, elsewhere, fix: propertyFix(name, isNegated, { written, pattern }) };
}

function propertyFix(
  name: string,
  isNegated: boolean,
  { written, pattern }: { readonly written: string; readonly pattern: string },
): string {
  const escape = isNegated ? 'P' : 'p';
  if (isRegex(written)) return unicodeFix(pattern);
  const set = PROPERTIES.get(name.toLowerCase().replace(/^(?:posix_|is_?)/, ''));
  if (set !== undefined) return `write [${isNegated ? '^' : ''}${set}]`;
  const bare = name.replace(/^(?:Is|In|script=|sc=|block=|blk=)_?/i, '');
  for (const spelled of [
    bare,
    `Script=${bare}`,
    `Script=${bare.charAt(0).toUpperCase()}${bare.slice(1).toLowerCase()}`,
  ]) {
    if (bare !== '' && isRegex(`\\p{${spelled}}`)) return `write \\${escape}{${spelled}}`;
  }
  return 'write the characters as a class, such as [\\u0370-\\u03FF]';
}

/** Suggests how to make a pattern valid by Unicode rules, if only needless escapes are in the way. */
function unicodeFix(pattern: string): string {
  const needless = new Set<string>();
  visitRegExpAST(parsePattern(pattern, ''), {
    onCharacterEnter: ({ raw }) => {
      if (/^\\[^\w]$/.test(raw) && !isRegex(raw)) needless.add(raw);
    },
  });
  const [first] = needless;
  if (first === undefined) return 'correct what is invalid with the flag u';
  return `write ${[...needless].map((raw) => raw.slice(1)).join(' ')} for ${[...needless].join(' ')}, which JavaScript does not allow next to it`;
}

/** Finds the syntax of other dialects within brackets: named classes, intersections and differences. */
function foreignClass({ raw, end }: AST.CharacterClass, pattern: string): ForeignSyntax | undefined {
  const [posix, name] = /\[:\^?(\w+):\]/.exec(raw) ?? [];
  const set = name === undefined ? undefined : POSIX_CLASSES.get(name);
  if (posix !== undefined && set !== undefined) {
    const here = 'one of the characters between the brackets';
    return {
      written: posix,
      here,
      elsewhere: `a character of the class ${name ?? ''}`,
      fix: `write ${set} within [ ]`,
    };
  }
  const isOpen = pattern[end] === ']';
  const operator =
    /&&(?=\[|\\[dDwWsSpP])/.exec(raw)?.[0] ?? (isOpen ? /[^[^]-(?=\[)/.exec(raw)?.[0].slice(-1) : undefined);
  if (operator === undefined) return undefined;
  return operator === '&&'
    ? {
        written: '&&',
        here: 'the character &',
        elsewhere: 'the intersection of two classes',
        fix: 'write (?=[…])[…], one class within the look-ahead',
      }
    : {
        written: '-[',
        here: 'the characters - and [, or a range',
        elsewhere: 'a class without some of its characters',
        fix: 'write (?![…])[…], what is left out within the look-ahead',
      };
}
