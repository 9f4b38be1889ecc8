import { describeDelivery } from '#shop/delivery.js';
import { consumeShipments } from './consumer.js';

export const handler = consumeShipments(({ value: shipment }) => {
  if (shipment !== null) describeDelivery(shipment);
  return Promise.resolve();
});
