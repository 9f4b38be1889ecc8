/** What the database holds: the team's own names, though the topic has the same. */
export interface OrderRow {
  readonly id: string;
  readonly total: bigint;
  readonly email: string;
  readonly comment: string;
}
