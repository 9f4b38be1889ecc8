/** What a consumer may use besides its own code: generated only where the config asks for it. */
export const ADAPTERS = ['memory', 'dynamodb', 'powertools', 'sqs', 's3', 'json-logs', 'emf-metrics'] as const;

export type Adapter = (typeof ADAPTERS)[number];
