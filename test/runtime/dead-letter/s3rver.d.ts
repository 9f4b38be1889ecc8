declare module 's3rver' {
  import type { AddressInfo } from 'node:net';

  /** An S3 server over a folder. */
  export default class S3rver {
    constructor(options: {
      readonly address: string;
      readonly port: number;
      readonly silent: boolean;
      readonly directory: string;
    });
    run(): Promise<AddressInfo>;
    close(): Promise<void>;
  }
}
