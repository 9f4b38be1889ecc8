export interface Order {
  readonly orderId: string;
  readonly customer: Customer;
  readonly quantity: number;
}

export interface Customer {
  readonly email: string;
  readonly phone: string | null;
}

export type OrdersKey = string;

export type OrdersValue = Order;
