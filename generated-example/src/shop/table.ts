/** Rows by their key: what the handlers need of a database, and no more. */
export interface Table<Row> {
  get(key: string): Promise<Row | undefined>;
  /**
   * Puts what `change` makes of a row in its place, as one step: no other writer comes between. Undefined stands for
   * no row, so a `change` that returns it deletes. In DynamoDB this is a conditional write, tried again when it fails.
   */
  update(key: string, change: (row: Row | undefined) => Row | undefined): Promise<void>;
}

/** A table for tests, and for trying the handlers out: it is gone with the process. */
export class MemoryTable<Row> implements Table<Row> {
  private readonly rows = new Map<string, Row>();

  get(key: string): Promise<Row | undefined> {
    return Promise.resolve(this.rows.get(key));
  }

  // In a promise, for what `change` throws to arrive as a rejection; nothing is awaited between reading and writing.
  update(key: string, change: (row: Row | undefined) => Row | undefined): Promise<void> {
    return new Promise((resolve) => {
      const row = change(this.rows.get(key));
      if (row === undefined) this.rows.delete(key);
      else this.rows.set(key, row);
      resolve();
    });
  }
}
