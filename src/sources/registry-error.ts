import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { DiagnosticCode } from '../diagnostics/diagnostic-codes.js';

/** The report of a registry failure. */
interface RegistryFailure {
  readonly code: Extract<
    DiagnosticCode,
    'registry-unreachable' | 'registry-refused' | 'registry-response-invalid' | 'registry-setup'
  >;
  readonly message: string;
  readonly help?: string;
}

/**
 * A registry that could not be asked. Thrown, so that the first failure ends all that is asked side by side; `pull` and
 * `check --registry` catch it in one place and give its diagnostic.
 */
export class RegistryError extends Error {
  readonly diagnostic: Diagnostic;

  constructor(failure: RegistryFailure) {
    super(failure.message);
    this.name = 'RegistryError';
    this.diagnostic = { severity: 'error', ...failure };
  }
}
