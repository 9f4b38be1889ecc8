import type { DiagnosticKind } from './diagnostic-kind.js';
import { infraKinds } from './infra-codes.js';
import { wireKinds } from './wire-codes.js';

/** Every diagnostic code. The compiler keeps the table complete. */
export const diagnosticKinds = {
  'config-not-found': {
    title: 'No config file',
    cause: 'No gen-msk-consumer config was found in the folder or above it.',
    fix: 'Run `npx gen-msk-consumer init`, or name the file with --config.',
    exitCode: 2,
  },
  'config-ambiguous': {
    title: 'Two configs in one folder',
    cause: 'Which one applies would depend on an order that few people know.',
    fix: 'Keep one of them, or name the file with --config.',
    exitCode: 2,
  },
  'config-exists': {
    title: 'The folder already has a config',
    cause: '`init` replaces a config only with --force.',
    fix: 'Edit the config, or run `npx gen-msk-consumer init --force`.',
    exitCode: 2,
  },
  'config-syntax': {
    title: 'The config cannot be read',
    cause: 'The file is not valid JSON, or the module failed to load.',
    fix: 'Fix the file at the given location.',
    exitCode: 2,
  },
  'config-invalid': {
    title: 'The config is not valid',
    cause: 'A setting is missing, misspelled or has a value that is not allowed.',
    fix: 'Correct the setting at the given location.',
    exitCode: 2,
  },
  'topic-name': {
    title: 'Invalid Kafka topic name',
    cause: 'A name has 1 to 249 characters: letters, digits, ".", "_" and "-". "." and ".." are reserved.',
    fix: 'Correct the name in the config.',
    exitCode: 2,
  },
  'topic-collision': {
    title: 'Two topics share a folder or identifier',
    cause: 'Their names differ only in characters or case that folders or identifiers do not distinguish.',
    fix: 'Give one of them another name with "as".',
    exitCode: 2,
  },
  'schema-not-found': {
    title: 'A schema file is missing',
    cause: 'The config names a file that does not exist or is outside the project.',
    fix: 'Correct the path in the config.',
    exitCode: 2,
  },
  'no-schemas': {
    title: 'No schemas found',
    cause: '`init` found no Avro or JSON Schema file in the folder or below it.',
    fix: 'Run it in the folder of your schema files, or write the config by hand.',
    exitCode: 2,
  },
  'topics-complete': {
    title: 'The config has all topics',
    cause: '`init --add` found no schema file of a topic that the config does not have.',
    fix: 'No action needed; a new version of a topic goes into its "versions".',
    exitCode: 0,
  },
  'project-setup': {
    title: 'The project lacks something that generated code needs',
    cause:
      'Generated code and its tests need the types of Node, a test runner, and a compiler target of ES2020 or later.',
    fix: 'Add what the message names.',
    severity: 'warning',
    exitCode: 2,
  },
  'ids-guessed': {
    title: 'Schema ids were guessed',
    cause: 'Schema files do not contain the ids that the registry assigned to their versions.',
    fix: 'List the registry\'s ids: "versions": { "<id>": "<file>" }.',
    severity: 'warning',
    exitCode: 2,
  },
  'framing-guessed': {
    title: 'The framing of some topics was guessed',
    cause: 'The chosen framing does not fit their kind of schema: "auto" is for JSON Schema, "single-object" for Avro.',
    fix: 'Set "framing" of these topics to the one their producers use.',
    severity: 'warning',
    exitCode: 2,
  },
  'schema-skipped': {
    title: 'A schema file was skipped',
    cause: 'The file is not a valid Avro schema or JSON Schema, or its name does not show its topic.',
    fix: 'Fix the file, or add it to the config by hand.',
    severity: 'warning',
    exitCode: 2,
  },
  'schema-syntax': {
    title: 'A schema file cannot be parsed',
    cause: 'The text is not valid JSON or YAML.',
    fix: 'Fix the file at the given location.',
    exitCode: 2,
  },
  'schema-invalid': {
    title: 'A schema is not valid',
    cause: 'The schema breaks a rule of the Avro specification or of its JSON Schema draft.',
    fix: 'Fix the schema at the given location, or ask its owner to.',
    exitCode: 2,
  },
  'schema-incompatible': {
    title: 'A writer version cannot be read with the reader schema',
    cause: 'Avro schema resolution fails for all records of that version.',
    fix: 'Change the reader schema (a default, an alias), or remove the version from the config if none of its records are left.',
    exitCode: 2,
  },
  'version-partly-readable': {
    title: 'Not every record of a writer version can be read',
    cause:
      'A symbol, a branch of a union, or the items of an array or map cannot be read with the reader schema: a record that has one fails.',
    fix: 'Give the enum or the field a default in the reader schema, or drop the version if no such record is left.',
    severity: 'warning',
    exitCode: 2,
  },
  'version-readable': {
    title: 'Records of an older version are valid',
    cause: 'The newest JSON Schema, which validates all records, accepts every record of the older one.',
    fix: 'No action needed.',
    exitCode: 0,
  },
  'version-incompatible': {
    title: 'Records of an older version may be rejected',
    cause: 'The newest JSON Schema, which validates all records, rejects some records of the older one.',
    fix: 'Widen the newest schema, or remove the older version from the config once none of its records are left.',
    severity: 'warning',
    exitCode: 1,
  },
  'version-undecided': {
    title: 'Validity of an older version is undecided',
    cause: 'Containment of JSON Schemas cannot be decided in general.',
    fix: 'Compare the schemas at the given locations; remove the older version from the config once none of its records are left.',
    severity: 'warning',
    exitCode: 1,
  },
  'slow-pattern': {
    title: 'A pattern is matched against short strings only',
    cause:
      'A regular expression in the schema contains a backreference, or is too large for long strings. Longer strings are rejected.',
    fix: 'Rewrite the pattern without the backreference or with smaller counts, or limit the string with "maxLength".',
    severity: 'warning',
    exitCode: 2,
  },
  'foreign-pattern': {
    title: 'A pattern is written in another dialect',
    cause:
      'A regular expression in the schema has syntax that means something else in Java, Python, Perl, POSIX or XML Schema.',
    fix: 'Rewrite those parts in JavaScript syntax (ECMA-262), which JSON Schema recommends.',
    severity: 'warning',
    exitCode: 2,
  },
  'include-unmatched': {
    title: 'A pattern in "include" matches no file',
    cause: 'It is misspelled, or the files have moved or are gone.',
    fix: "Correct the pattern, which is relative to the config's folder, or remove it.",
    severity: 'warning',
    exitCode: 2,
  },
  'schema-ignored': {
    title: 'Part of a schema is ignored',
    cause: 'For example, a logical type does not apply to its underlying type.',
    fix: 'Fix the schema if it means something else; otherwise no action is needed.',
    severity: 'warning',
    exitCode: 2,
  },
  'schema-unconstrained': {
    title: 'A schema accepts every record',
    cause:
      'The file is not a JSON Schema, or is one without constraints at its root. The type of its records is unknown.',
    fix: 'Name the schema in the document ("api.yaml#/components/schemas/Order"), or acknowledge the warning if any record is meant.',
    severity: 'warning',
    exitCode: 2,
  },
  'ref-sibling-ignored': {
    title: 'Keywords next to "$ref" are ignored',
    cause: 'Up to draft 7 and in OpenAPI 3.0, a schema with "$ref" has no other keywords.',
    fix: 'Put the reference into "allOf" if the keywords are meant to apply; otherwise no action is needed.',
    exitCode: 0,
  },
  'json-parser-missing': {
    title: 'A schema has no generated parser',
    cause:
      'No parser is generated for some schemas: those that combine schemas at their root, refer to themselves in certain ways, or nest very deep.',
    fix: 'No action is needed: its records are parsed by JSON.parse. Remove "jsonParser" from the topic to drop this note.',
    exitCode: 0,
  },
  'alternatives-overlap': {
    title: 'The draft ignores what distinguishes alternatives',
    cause:
      'Without the ignored keyword, a record satisfies several alternatives of "oneOf", and such a record is rejected.',
    fix: 'Use a keyword of the draft, such as "enum" instead of "const", or name a later draft in "$schema".',
    severity: 'warning',
    exitCode: 2,
  },
  'schema-without-values': {
    title: 'No value can satisfy a schema',
    cause: 'A record contains itself endlessly, or is too large.',
    fix: 'Fix the schema; until then the topic has no fixture, event or test.',
    severity: 'warning',
    exitCode: 2,
  },
  'versions-without-framing': {
    title: 'Versions cannot be distinguished',
    cause: 'A topic with framing "none" lists several writer versions, but its records do not name their version.',
    fix: 'Set the framing your producers use, or list only the newest version.',
    severity: 'warning',
    exitCode: 2,
  },
  'rules-not-run': {
    title: 'Data contract rules are not run',
    cause: 'The schema has rules in the registry that change values on read: migration, transformation or decryption.',
    fix: 'Apply the rules in the handler, or read the topic with a client that runs them; then acknowledge the warning.',
    severity: 'warning',
    exitCode: 2,
  },
  'framing-without-ids': {
    title: 'The framing has schema ids, but the config lists none',
    cause: 'A topic with one schema file and no ids reads all records with that file.',
    fix: 'List the ids: "versions": { "<id>": "<file>" }.',
    exitCode: 0,
  },
  'topic-not-found': {
    title: 'Topic not found',
    cause: 'A --topic pattern does not match any topic in the config.',
    fix: 'Correct the pattern.',
    exitCode: 2,
  },
  drift: {
    title: 'Generated code is out of sync with the schemas',
    cause: 'A schema, the config or the file has changed since the last `generate`.',
    fix: 'Run `npx gen-msk-consumer generate` and commit the result.',
    exitCode: 1,
  },
  'edited-by-hand': {
    title: 'A generated file was edited',
    cause: 'Its body does not match the hash in its header.',
    fix: 'Move the edit to your own file; `generate` overwrites this one.',
    exitCode: 1,
  },
  'foreign-file': {
    title: 'A file that was not generated is in the way',
    cause: 'A generated file belongs at this location, but the existing file was not generated.',
    fix: 'Move the file, or choose another "output" folder.',
    exitCode: 2,
  },
  'output-shared': {
    title: 'Two configs generate into one folder',
    cause: 'The "output" folder of one config is the same as that of another config, or inside it.',
    fix: 'Give each config its own "output" folder, or combine them into one config.',
    exitCode: 2,
  },
  'user-file-missing': {
    title: 'A handler or its test is missing',
    cause: 'The topic is in the config, but its handler.ts or handler.test.ts does not exist.',
    fix: 'Run `npx gen-msk-consumer generate` and commit the result.',
    exitCode: 1,
  },
  'orphaned-user-file': {
    title: 'A handler of a removed topic',
    cause: 'The topic was removed from the config. The file is yours, so it is not deleted.',
    fix: 'Remove it when you no longer need it.',
    severity: 'warning',
    exitCode: 1,
  },
  'manual-edit-needed': {
    title: 'Your code needs a manual edit',
    cause: 'The schema change requires an edit that cannot be made safely in this code.',
    fix: 'Add the lines by hand.',
    severity: 'warning',
    exitCode: 1,
  },
  'case-unreachable': {
    title: 'A case for a record type that the schema no longer has',
    cause: 'The code is yours, so the case stays as it is.',
    fix: 'Remove the case once no records of that type are left in the topic.',
    severity: 'warning',
    exitCode: 1,
  },
  'import-missing': {
    title: 'An imported name is no longer exported by generated code',
    cause: 'The type was removed from the schema, or its new name is ambiguous.',
    fix: 'Change the code at the given location.',
    severity: 'warning',
    exitCode: 1,
  },
  'consumer-unused': {
    title: 'A handler does not use its consumer',
    cause: "The handler does not import or call the function that decodes its topic's records.",
    fix: 'No action needed if this is intended.',
    severity: 'warning',
    exitCode: 1,
  },
  'impacts-unknown': {
    title: 'The list of affected lines may be incomplete',
    cause: 'Affected lines are found with your tsconfig.json and the TypeScript compiler.',
    fix: 'Fix what the message names, or run with --no-impacts.',
    exitCode: 0,
  },
  'move-refused': {
    title: 'A handler cannot move with its topic',
    cause: 'Other code already exists at its new location.',
    fix: 'Merge the two files by hand and keep one.',
    severity: 'warning',
    exitCode: 1,
  },
  'topic-renamed': {
    title: 'A topic may have been renamed',
    cause: 'One topic was removed from the config and another was added, and the code of the first still exists.',
    fix: 'If it is the same topic, run `npx gen-msk-consumer generate --rename <old>=<new>`.',
    severity: 'warning',
    exitCode: 1,
  },
  'stale-file-kept': {
    title: 'A stale file was kept',
    cause: 'It is no longer generated, but it was edited by hand.',
    fix: 'Save what you need from it, then delete it.',
    exitCode: 1,
  },
  'path-outside': {
    title: 'A path is outside the project',
    cause: 'The output folder, a file or a symbolic link along the path is outside the project root.',
    fix: 'Choose a path inside the project.',
    exitCode: 2,
  },
  unreadable: {
    title: 'A file or folder cannot be read',
    cause: 'Permission was denied, or the disk failed.',
    fix: 'Fix the cause and run the command again.',
    exitCode: 2,
  },
  'write-failed': {
    title: 'A file could not be written',
    cause: 'The disk is full, or permission was denied.',
    fix: 'Fix the cause and run the command again; no file is half-written.',
    exitCode: 2,
  },
  'registry-setup': {
    title: 'The registry is not set up',
    cause: 'The config names a subject, but its "registry" is missing or incomplete.',
    fix: 'Complete "registry" in the config.',
    exitCode: 2,
  },
  'registry-unreachable': {
    title: 'The registry could not be reached',
    cause: 'The connection was refused, dropped or timed out, the host is unknown, or the certificate is not trusted.',
    fix: 'Check the URL, the network and the proxy variables, then run the command again; nothing was changed.',
    exitCode: 3,
  },
  'registry-refused': {
    title: 'The registry refused the request',
    cause: 'It returned an error: credentials or permissions are missing, or it is overloaded or failing.',
    fix: 'Fix what the message names, then run the command again; nothing was changed.',
    exitCode: 3,
  },
  'registry-response-invalid': {
    title: 'The response did not come from a registry',
    cause:
      'For example, the URL leads to a login page, a proxy or another service, or the response is truncated or too large.',
    fix: 'Check the URL, then run the command again; nothing was changed.',
    exitCode: 3,
  },
  'subject-not-found': {
    title: 'Subject or version not found in the registry',
    cause: 'The config names a subject, or a version of one, that the registry does not list.',
    fix: 'Correct the name in the config, or set "deleted" if it was deleted and records still carry its ids.',
    exitCode: 2,
  },
  'too-many-versions': {
    title: 'Too many versions of a subject',
    cause: 'The config selects more versions than the limit; each one becomes a file and a function of the decoder.',
    fix: 'Select the versions that still have records in the topic: "versions": "latest", a list, or a range such as "200-".',
    exitCode: 2,
  },
  'subject-unsupported': {
    title: 'A schema is neither Avro nor JSON Schema',
    cause: 'The subject has a schema of another type in the registry.',
    fix: 'Remove the subject, or that version of it, from the config.',
    exitCode: 2,
  },
  'subject-not-pulled': {
    title: 'A subject is not in the snapshot',
    cause: 'The config names a subject, or a version of one, that has not been pulled yet.',
    fix: 'Run `npx gen-msk-consumer pull` and commit the result.',
    exitCode: 2,
  },
  'snapshot-invalid': {
    title: 'The snapshot cannot be read',
    cause: 'One of its files was edited, damaged by a merge, or deleted.',
    fix: 'Run `npx gen-msk-consumer pull` to restore it.',
    exitCode: 2,
  },
  'subject-vanished': {
    title: 'A subject or version was deleted from the registry',
    cause: 'It is in the snapshot, but was deleted after the last `pull`.',
    fix: 'No action needed; set "deleted" in "registry" to keep deleted versions while records still carry their ids.',
    severity: 'warning',
    exitCode: 1,
  },
  'registry-changed': {
    title: 'The registry contradicts the snapshot',
    cause:
      'A version has a different id or text than when it was pulled: the registry was rebuilt, or is a different one.',
    fix: 'Check "registry.url"; if the registry was rebuilt, delete the subject\'s folder and pull again.',
    exitCode: 1,
  },
  'registry-drift': {
    title: 'The registry and the snapshot are out of sync',
    cause: 'A version was registered, deleted or changed after the last `pull`.',
    fix: 'Run `npx gen-msk-consumer pull` and `generate`, and commit the result.',
    exitCode: 1,
  },
  'template-invalid': {
    title: 'A template cannot be used',
    cause:
      'The template is not valid Handlebars, uses a name that its data lacks, or matches none of the generated files.',
    fix: 'Fix the template at the given location, or delete it to use the built-in one.',
    exitCode: 2,
  },
  'template-changed': {
    title: 'An ejected template was changed',
    cause: '`eject` replaces a changed template only with --force.',
    fix: 'Name the templates to eject, or replace the changed ones with --force.',
    exitCode: 2,
  },
  'breaking-change': {
    title: 'A schema change is breaking',
    cause:
      'The deployed consumer cannot read records of the new schema, or the regenerated consumer cannot read old records.',
    fix: "Run `npx gen-msk-consumer diff` for details, and ask the schema's owner for a compatible change.",
    exitCode: 1,
  },
  'git-unavailable': {
    title: 'Git is not available',
    cause: 'Git is not installed, the project is not in a git repository, or the repository cannot be read.',
    fix: 'Run the command inside a git repository, with git installed.',
    exitCode: 2,
  },
  'revision-unknown': {
    title: 'Revision not found',
    cause: 'Git has no commit of that name: it is misspelled, or the clone is too shallow.',
    fix: 'Name a commit, branch or tag; in a shallow clone fetch it first (`git fetch --unshallow`, or "fetch-depth: 0").',
    exitCode: 2,
  },
  'config-missing-at-revision': {
    title: 'The revision has no config',
    cause: 'The revision is older than the config, or the config was in another folder.',
    fix: 'No action needed.',
    exitCode: 0,
  },
  'config-unloadable-at-revision': {
    title: 'The config of the revision cannot be loaded',
    cause: 'A config in code imports a module that the revision does not have, or that is no longer installed.',
    fix: 'No action needed if that config had the same topics.',
    severity: 'warning',
    exitCode: 2,
  },
  'version-unknown': {
    title: 'Version not found',
    cause: 'None of the selected topics has a key or value with both versions.',
    fix: 'Name two versions that the config or the snapshot lists, by number, id or file.',
    exitCode: 2,
  },
  'record-unreadable': {
    title: 'A record cannot be read',
    cause:
      'Its bytes are not what the schema and framing of its topic say; the report names the byte and the likely causes.',
    fix: 'Follow the fix of the most likely cause.',
    exitCode: 1,
  },
  ...wireKinds,
  'input-unusable': {
    title: 'The input cannot be used',
    cause: 'It is empty, cannot be read, or contains no records of a topic in the config.',
    fix: 'Pass a value, a file with records, or - for standard input, and name the topic with --topic.',
    exitCode: 2,
  },
  'handler-unloadable': {
    title: 'The handler cannot be loaded',
    cause: 'Its module, or one that it imports, does not compile, throws while it is loaded, or has no such export.',
    fix: 'Fix the error at the given location, or name the module and its export with --handler.',
    exitCode: 2,
  },
  ...infraKinds,
  'version-kept': {
    title: 'No version to keep',
    cause:
      'diff --apply keeps the older text of a schema file that was edited, for records that carry the id of their schema.',
    fix: 'Nothing needs to be done.',
    exitCode: 0,
  },
  'internal-error': {
    title: 'A bug in gen-msk-consumer',
    cause: 'The command failed unexpectedly for this project; the other projects have their results.',
    fix: 'Report it with the lines of the message.',
    exitCode: 70,
  },
  usage: {
    title: 'Invalid command line',
    cause: 'A command or flag is unknown, or a flag has an invalid value.',
    fix: 'See --help.',
    exitCode: 2,
  },
} as const satisfies Record<string, DiagnosticKind>;

export type DiagnosticCode = keyof typeof diagnosticKinds;

/** The codes of warnings, which a topic can acknowledge. */
export const warningCodes: readonly DiagnosticCode[] = (
  Object.entries(diagnosticKinds) as readonly (readonly [DiagnosticCode, DiagnosticKind])[]
).flatMap(([code, { severity }]) => (severity === 'warning' ? [code] : []));
