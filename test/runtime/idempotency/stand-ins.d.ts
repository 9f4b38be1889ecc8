declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** An in-memory DynamoDB; `null` says that a table is ready at once. */
  export default function dynalite(options?: {
    readonly createTableMs?: number;
    readonly deleteTableMs?: number;
    readonly updateTableMs?: number;
  }): Server;
}
