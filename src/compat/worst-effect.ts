import type { Effect } from './comparison.js';

const ORDER: readonly Effect[] = ['safe', 'types', 'undecided', 'breaks'];

/** The worst of some effects; of none, `safe`. */
export function worstEffect(effects: readonly Effect[]): Effect {
  return effects.reduce<Effect>(
    (worst, effect) => (ORDER.indexOf(effect) > ORDER.indexOf(worst) ? effect : worst),
    'safe',
  );
}
