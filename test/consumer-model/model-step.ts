import type { Configuration } from './configuration.js';
import { copyState, forgetHistory, type ModelState } from './model-state.js';

/** Something that must not happen, or a second side effect that is documented. */
export type ViolationKind =
  | 'lost'
  | 'outOfOrder'
  | 'completedTwice'
  | 'unfenced'
  | 'secondEffect'
  | 'lateEffect'
  | 'goodDeadLettered'
  | 'stuck'
  | `second effect, excused by ${string}`;

export interface Violation {
  readonly kind: ViolationKind;
  readonly text: string;
}

/** One thing that can happen. */
export interface ModelStep {
  readonly label: string;
  readonly state: ModelState;
  readonly violations: readonly Violation[];
}

export type Report = (kind: ViolationKind, text: string) => void;

/** Collects what can happen in a state. */
export interface Steps {
  readonly configuration: Configuration;
  readonly before: ModelState;
  /** Adds a step: `change` edits a copy of the state. */
  readonly add: (label: string, change: (state: ModelState, report: Report) => void) => void;
  readonly all: readonly ModelStep[];
}

export function collectSteps(configuration: Configuration, before: ModelState): Steps {
  const all: ModelStep[] = [];
  return {
    configuration,
    before,
    all,
    add(label, change) {
      const state = copyState(before);
      const violations: Violation[] = [];
      change(state, (kind, text) => violations.push({ kind, text }));
      all.push({ label, state: forgetHistory(configuration, state), violations });
    },
  };
}
