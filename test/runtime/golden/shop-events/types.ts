export interface OrderPlaced {
  readonly $type: 'shop.OrderPlaced';
  readonly orderId: string;
  readonly total: string;
}

export interface OrderCancelled {
  readonly $type: 'shop.OrderCancelled';
  readonly orderId: string;
  readonly reason: string | null;
}

export interface ShopEventsKey {
  readonly tenant: string;
  readonly id: number;
}

export type ShopEventsValue = OrderPlaced | OrderCancelled;
