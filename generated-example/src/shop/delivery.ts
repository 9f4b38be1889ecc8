import type { Shipment } from '../consumers/shipments/types.js';

/** What a customer who asks for parcels is told. */
export interface Delivery {
  readonly orderId: string;
  readonly status: Shipment['status'];
  readonly carrier: Shipment['carrier'];
  readonly trackingNumbers: readonly string[];
  readonly weightGrams: number;
  /** As in `5003 Bergen, NO`. */
  readonly destination: string;
  /** Null until then, and for shipments from before the schema had it. */
  readonly deliveredAt: string | null;
}

/** How far along a shipment is: it never goes back. */
const stages: Readonly<Record<Shipment['status'], number>> = {
  CREATED: 0,
  IN_TRANSIT: 1,
  DELIVERED: 2,
  RETURNED: 3,
};

/** Takes the state of a shipment in, unless a later one is known. */
export function track(known: Delivery | undefined, shipment: Shipment): Delivery {
  if (known !== undefined && stages[shipment.status] < stages[known.status]) return known;
  const { orderId, status, carrier, destination, parcels, deliveredAt = null } = shipment;
  return {
    orderId,
    status,
    carrier,
    trackingNumbers: parcels.map(({ trackingNumber }) => trackingNumber),
    weightGrams: parcels.reduce((grams, parcel) => grams + parcel.weightGrams, 0),
    destination: `${destination.postalCode} ${destination.city}, ${destination.country}`,
    deliveredAt,
  };
}
