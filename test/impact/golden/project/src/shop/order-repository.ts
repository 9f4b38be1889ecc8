import { Table } from './table.js';
import type { OrderRow } from './order-row.js';

export class OrderRepository {
  private readonly rows = new Table<OrderRow>();

  save(row: OrderRow): Promise<void> {
    return this.rows.put(row.id, row);
  }

  note(text: string): Promise<void> {
    return this.rows.put(text, { id: text, total: 0n, email: '', comment: text });
  }
}
