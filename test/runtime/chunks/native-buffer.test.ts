import { afterEach, describe, expect, it, vi } from 'vitest';

const methods = ['base64Write', 'latin1Slice', 'utf8Slice'] as const;
// They are not documented, and so not in the types of Node.
const prototype = Buffer.prototype as unknown as Record<string, unknown>;
const originals = methods.map((name) => [name, prototype[name]] as const);

afterEach(() => {
  for (const [name, value] of originals)
    Object.defineProperty(prototype, name, { value, configurable: true, writable: true, enumerable: true });
});

/** The module, as it finds the methods or does not; Node itself needs them in either case. */
async function loaded(isFound: boolean): Promise<typeof import('../../../src/runtime/native-buffer.js')> {
  let isHidden = !isFound;
  for (const [name, method] of originals)
    Object.defineProperty(prototype, name, { get: () => (isHidden ? undefined : method), configurable: true });
  vi.resetModules();
  const module = await import('../../../src/runtime/native-buffer.js');
  isHidden = false;
  return module;
}

it('Node has the methods that are quicker than the documented ones', () => {
  for (const [, method] of originals) expect(method).toBeTypeOf('function');
});

describe.each([true, false])('where it has them: %s', (isFound) => {
  it('base64 is decoded and texts are made', async () => {
    const { writeBase64, latin1Text, utf8Text } = await loaded(isFound);
    const bytes = Buffer.alloc(16);
    expect(writeBase64(bytes, 'w7x4eQ==', 2, 6)).toBe(4);
    expect([...bytes.subarray(0, 7)]).toEqual([0, 0, 0xc3, 0xbc, 0x78, 0x79, 0]);
    expect(writeBase64(bytes, 'YW*J', 8, 3)).toBe(2);
    expect(writeBase64(bytes, 'YWJjZGVm', 10, 6)).toBe(6);
    expect(latin1Text(bytes, 2, 6)).toBe('\u00C3\u00BCxy');
    expect(utf8Text(bytes, 2, 6)).toBe('üxy');
    expect(utf8Text(bytes, 3, 6)).toBe('\uFFFDxy');
  });
});
