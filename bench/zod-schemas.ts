import { z } from 'zod';

// What a team would write by hand for the workloads' JSON Schemas.

export const reading = z.strictObject({
  deviceId: z.string().regex(/^sensor-[0-9]{12}$/),
  room: z.string().min(1).max(80),
  sequence: z.int().min(0),
  recordedAt: z.iso.datetime({ offset: true }),
  temperature: z.number().min(-90).max(90),
  humidity: z.number().min(0).max(1),
  battery: z.int().min(0).max(100),
  charging: z.boolean(),
  firmware: z.string().optional(),
});

const orderLine = z.strictObject({
  sku: z.string().min(1),
  title: z.string(),
  quantity: z.int().min(1),
  unitPrice: z.number().min(0),
  weight: z.number().optional(),
});

const address = z.strictObject({
  recipient: z.string(),
  street: z.string(),
  postalCode: z.string().min(3).max(10),
  city: z.string(),
  country: z.enum(['DE', 'FR', 'JP', 'PL', 'PT']),
});

export const order = z.strictObject({
  orderId: z.uuid(),
  customerId: z.int().min(1),
  email: z.email(),
  status: z.enum(['PLACED', 'PAID', 'SHIPPED', 'RETURNED']),
  placedAt: z.iso.datetime({ offset: true }),
  lines: z.array(orderLine).min(1),
  subtotal: z.number().min(0).optional(),
  tax: z.number().min(0).optional(),
  total: z.number().min(0),
  shippingAddress: address.nullable().optional(),
  note: z.string().max(500).nullable().optional(),
  currency: z.string().regex(/^[A-Z]{3}$/),
  attributes: z.record(z.string(), z.string()).optional(),
});

export const article = z.strictObject({
  articleId: z.uuid(),
  url: z.url(),
  language: z.enum(['en', 'de', 'ja']),
  title: z.string().max(200),
  author: z.strictObject({ name: z.string().min(1), biography: z.string().nullable() }),
  publishedAt: z.iso.datetime({ offset: true }),
  tags: z.array(z.string()).max(20),
  summary: z.string().max(1000),
  paragraphs: z.array(z.string()).min(1),
});
