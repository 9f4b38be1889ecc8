import type { TopicConfig } from '../config/config.js';
import type { Report } from './read-schema.js';
import type { TopicNames } from './topic-names.js';

/** Reports topics that would share a folder or an identifier, folded, as file systems and `index.ts` see them. */
export function nameClaims(configFile: string, report: Report): (topic: TopicConfig, names: TopicNames) => void {
  const taken = new Map<string, TopicConfig>();
  return (topic, { folder, pascal }) => {
    for (const [what, name] of [
      ['folder', folder],
      ['identifier', pascal],
    ] as const) {
      const key = `${what} ${name.toLowerCase()}`;
      const rival = taken.get(key);
      if (rival === undefined) {
        taken.set(key, topic);
        continue;
      }
      report({
        code: 'topic-collision',
        message: `the topics "${rival.topic}" and "${topic.topic}" share the ${what} "${name}"`,
        location: { file: configFile, pointer: topic.pointer },
        help: `Give one of them another name: "${topic.topic}": { "as": "…" }`,
      });
      return;
    }
  };
}
