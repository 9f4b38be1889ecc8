/** Sets a map's entry; `__proto__` becomes an own key like any other. */
export function setEntry<T>(map: Record<string, T>, key: string, value: T): void {
  if (key === '__proto__')
    Object.defineProperty(map, key, {
      value,
      configurable: true,
      enumerable: true,
      writable: true,
    });
  else map[key] = value;
}
