import { UnknownSchemaError, type OnInvalid, type RawKafkaRecord } from '../consumers/index.js';

/** A record that cannot be decoded, whole, so that it can be looked into and sent again. */
export interface ParkedRecord {
  /** What is wrong with it and where; holds nothing of the payload. */
  readonly reason: string;
  readonly record: RawKafkaRecord;
}

/** Where records go that would otherwise hold up their partition: a queue, a bucket, another topic. */
export interface ParkingLot {
  park(parked: ParkedRecord): Promise<void>;
}

/** A lot for tests, and for trying the handlers out: it is gone with the process. */
export class MemoryParkingLot implements ParkingLot {
  readonly parked: ParkedRecord[] = [];

  park(parked: ParkedRecord): Promise<void> {
    this.parked.push(parked);
    return Promise.resolve();
  }
}

/** Parks what cannot be decoded. A record that could not be parked either has failed, and Lambda delivers it again. */
export function parkIn(lot: ParkingLot): OnInvalid {
  return async (error, record) => {
    // The record is fine, our code is too old for it: let it wait for the next deployment.
    if (error.cause instanceof UnknownSchemaError) throw error;
    await lot.park({ reason: error.message, record });
  };
}
