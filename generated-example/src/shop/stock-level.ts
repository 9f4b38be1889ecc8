import type { StockMovement } from '../consumers/stock-movements/types.js';
import { addDecimals, multiplyDecimal } from './decimal.js';
import type { Position } from './position.js';

/** How much of an article there is. */
export interface StockLevel {
  /** Pieces in all warehouses. Below zero while what left was scanned before what came. */
  readonly quantity: number;
  /** What the pieces cost us, in euro. */
  readonly cost: string;
  /**
   * The last offset of each partition that is counted in. Kept in the row with the sums, so that both are written or
   * neither is: a movement that comes again is not counted again.
   */
  readonly countedTo: Readonly<Record<number, number>>;
}

/** Counts a movement in, unless it was before. */
export function moveStock(
  level: StockLevel | undefined,
  movement: StockMovement,
  position: Position,
): StockLevel {
  const { quantity, cost, countedTo }: StockLevel = level ?? {
    quantity: 0,
    cost: '0',
    countedTo: {},
  };
  const { partition, offset } = position;
  if (level !== undefined && offset <= (countedTo[partition] ?? -1)) return level;
  return {
    quantity: quantity + movement.quantity,
    cost: addDecimals(cost, multiplyDecimal(movement.unitCost, movement.quantity)),
    countedTo: { ...countedTo, [partition]: offset },
  };
}
