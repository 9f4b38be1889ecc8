import type { Customer } from './index.js';

export function recipient(buyer: Customer): string {
  return `${buyer.name} <${buyer.email}>`;
}

export const recipients = (buyers: readonly Customer[]): readonly string[] =>
  buyers.filter(({ vip }) => vip).map(({ email }) => email);
