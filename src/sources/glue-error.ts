import { RegistryError } from './registry-error.js';

/** What `pull` and `check --registry` need the permission for. */
const ACTIONS = 'glue:ListSchemaVersions and glue:GetSchemaVersion (and glue:ListSchemas for `init --registry`)';

/** What a failure of the AWS SDK means for the person; one that is none of the known kinds is a bug, and is given back. */
export function glueError(error: unknown, action: string, registryName: string): unknown {
  if (!(error instanceof Error)) return error;
  const who = `the Glue registry ${JSON.stringify(registryName)}`;
  const { name } = error;
  if (/^(?:AccessDenied|UnauthorizedOperation|NotAuthorized)/.test(name)) {
    return new RegistryError({
      code: 'registry-refused',
      message: `${who} denied ${action} (${name})`,
      help: `Allow the actions ${ACTIONS} on the registry and its schemas.`,
    });
  }
  if (
    /Credential|^TokenProviderError$|ExpiredToken|UnrecognizedClient|InvalidSignature|InvalidClientTokenId|SSOToken/.test(
      name,
    )
  ) {
    return new RegistryError({
      code: 'registry-refused',
      message: `${who} could not be read: AWS credentials are missing, expired or wrong (${name})`,
      help: 'Sign in (`aws sso login`), or set AWS_PROFILE or the other variables of the AWS SDK.',
    });
  }
  if (/^Region is missing/i.test(error.message)) {
    return new RegistryError({
      code: 'registry-setup',
      message: 'no AWS region is set',
      help: 'Set "registry.region" in the config, or AWS_REGION.',
    });
  }
  if (/Throttl|TooManyRequests|LimitExceeded/.test(name)) {
    return new RegistryError({
      code: 'registry-refused',
      message: `${who} is rate limiting requests (${name})`,
      help: LATER,
    });
  }
  const status = statusOf(error);
  if (status !== undefined) {
    return new RegistryError({
      code: 'registry-refused',
      message: `${who} responded to ${action} with ${status} (${name})`,
    });
  }
  const code = codeOf(error);
  if (code !== undefined || name === 'TimeoutError') {
    return new RegistryError({
      code: 'registry-unreachable',
      message: `${who} could not be reached (${code ?? name})`,
    });
  }
  return error;
}

const LATER = 'Run the command again later; nothing was changed.';

function statusOf(error: Error): number | undefined {
  const metadata: unknown = '$metadata' in error ? error.$metadata : undefined;
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined;
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined;
}

function codeOf(error: Error): string | undefined {
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
