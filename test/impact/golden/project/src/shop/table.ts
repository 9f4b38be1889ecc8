export class Table<T> {
  private readonly items = new Map<string, T>();

  put(key: string, item: T): Promise<void> {
    this.items.set(key, item);
    return Promise.resolve();
  }

  find<K extends keyof T>(key: K, value: T[K]): readonly T[] {
    return [...this.items.values()].filter((item) => item[key] === value);
  }
}
