/** Where a record stands in its topic: offsets ascend within a partition. */
export interface Position {
  readonly partition: number;
  readonly offset: number;
}

/** Whether what a record at `position` says is known already, `last` being the newest record that was taken in. */
export function isRedelivery(position: Position, last: Position | undefined): boolean {
  return position.partition === last?.partition && position.offset <= last.offset;
}
