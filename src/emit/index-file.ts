import type { Config } from '../config/config.js';
import { topicNames } from '../model/identifiers.js';
import { stringLiteral } from '../model/source-text.js';

/** The body of `index.ts`: every topic's consumer, whichever topics a run is limited to. */
export function indexFile(config: Config): string {
  const lines = config.topics.map((topic) => {
    const { folder, pascal } = topicNames(topic.as ?? topic.topic);
    const module = stringLiteral(`./${folder}/consumer${config.importExtension}`);
    return `export { consume${pascal}, type ${pascal}Record } from ${module};\n`;
  });
  return lines.join('');
}
