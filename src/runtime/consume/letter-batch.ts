import type { DeadLetter, DeadLetterSender } from '../dead-letter/dead-letter.js';

/** Sends a letter; rejects if it could not be sent. */
export type SendLetter = (letter: DeadLetter) => Promise<void>;

/** Sends letters that come up at the same time, in several lanes, with one call. */
export function letterBatch(send: DeadLetterSender): SendLetter {
  let letters: DeadLetter[] = [];
  let sent: Promise<void> | undefined;
  return (letter) => {
    letters.push(letter);
    sent ??= new Promise((resolve, reject) => {
      setImmediate(() => {
        const batch = letters;
        letters = [];
        sent = undefined;
        Promise.resolve(batch).then(send).then(resolve, reject);
      });
    });
    return sent;
  };
}
