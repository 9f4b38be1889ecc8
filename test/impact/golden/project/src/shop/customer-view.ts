import type { Customer } from './index.js';

export class CustomerView implements Customer {
  readonly vip = false;

  constructor(
    readonly name: string,
    readonly email: string,
  ) {}
}

export interface LoyalCustomer extends Customer {
  readonly since: Date;
}

export const mailOf = (customer: LoyalCustomer): string => customer.email;
