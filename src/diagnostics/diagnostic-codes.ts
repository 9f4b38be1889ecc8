/** Every code a diagnostic may bear, with the exit code it leads to. The compiler keeps the table complete. */
export interface DiagnosticKind {
  readonly title: string;
  readonly cause: string;
  readonly fix: string;
  /** `warning`: someone can act on it, but it stops nothing unless the run is strict. Absent: an error, or a note. */
  readonly severity?: 'warning';
  /** 0: a note; 1: drift; 2: the config, a schema or the call is wrong; 3: a registry or broker. See docs/exit-codes. */
  readonly exitCode: 0 | 1 | 2 | 3;
}

export const diagnosticKinds = {
  'config-not-found': {
    title: 'No config file',
    cause: 'No gen-msk-consumer config was found in the folder or above it.',
    fix: 'Run `npx gen-msk-consumer init`, or name the file with --config.',
    exitCode: 2,
  },
  'config-ambiguous': {
    title: 'Two configs in one folder',
    cause: 'Which of them counts would depend on an order that few know.',
    fix: 'Keep one of them, or name the file with --config.',
    exitCode: 2,
  },
  'config-exists': {
    title: 'There is a config already',
    cause: '`init` does not replace a config unless it is told to.',
    fix: 'Edit the config, or run `npx gen-msk-consumer init --force`.',
    exitCode: 2,
  },
  'config-syntax': {
    title: 'The config cannot be read',
    cause: 'The file is not valid JSON, or the module failed to load.',
    fix: 'Mend the file at the place named.',
    exitCode: 2,
  },
  'config-invalid': {
    title: 'The config is not valid',
    cause: 'A setting is missing, misspelt or has a value that is not allowed.',
    fix: 'Change the setting named by the JSON pointer.',
    exitCode: 2,
  },
  'topic-name': {
    title: 'Not a legal Kafka topic name',
    cause: 'Kafka allows 1 to 249 letters, digits, ".", "_" and "-", and neither "." nor "..".',
    fix: 'Correct the name in the config.',
    exitCode: 2,
  },
  'topic-collision': {
    title: 'Two topics meet in one folder or identifier',
    cause: 'Their names differ only in characters or case that a folder or an identifier cannot tell apart.',
    fix: 'Give one of them another name with "as".',
    exitCode: 2,
  },
  'schema-not-found': {
    title: 'A schema file is missing',
    cause: 'The config names a file that does not exist or lies outside the project.',
    fix: 'Correct the path in the config.',
    exitCode: 2,
  },
  'no-schemas': {
    title: 'No schemas to start from',
    cause: '`init` found no Avro or JSON Schema file in the folder or below it.',
    fix: 'Run it where the schema files are, or write the config by hand.',
    exitCode: 2,
  },
  'ids-guessed': {
    title: 'Schema ids are to be filled in',
    cause: 'The ids that a registry gave to the versions of a schema cannot be told from files.',
    fix: 'List the ids of the registry: "versions": { "<id>": "<file>" }.',
    severity: 'warning',
    exitCode: 2,
  },
  'framing-guessed': {
    title: 'The framing of some topics is to be filled in',
    cause:
      'The framing that was chosen is for the other kind of schema: "auto" for JSON Schema, "single-object" for Avro.',
    fix: 'Set "framing" of these topics to what their producers use.',
    severity: 'warning',
    exitCode: 2,
  },
  'schema-skipped': {
    title: 'A schema file was left out of the proposed config',
    cause: 'It cannot be read as an Avro or JSON Schema, or no topic could be told from its name.',
    fix: 'Mend the file or name it in the config by hand.',
    severity: 'warning',
    exitCode: 2,
  },
  'schema-syntax': {
    title: 'A schema file is not JSON',
    cause: 'The text cannot be parsed.',
    fix: 'Mend the file at the place named.',
    exitCode: 2,
  },
  'schema-invalid': {
    title: 'A schema is not valid',
    cause: 'The schema breaks a rule of the Avro specification.',
    fix: 'Mend the schema at the place named, or ask its owner to.',
    exitCode: 2,
  },
  'schema-incompatible': {
    title: 'A writer version cannot be read with the reader schema',
    cause: 'Avro schema resolution fails for every record of that version.',
    fix: 'Change the reader schema (a default, an alias), or drop the version if no such record is left.',
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
    cause: 'Every record that the older JSON Schema permits is one of the newest, with which records are validated.',
    fix: 'Nothing has to be done.',
    exitCode: 0,
  },
  'version-incompatible': {
    title: 'Records of an older version may be refused',
    cause: 'The newest JSON Schema, with which all records are validated, refuses some of what the older one permits.',
    fix: 'Widen the newest schema, or take the older version out of the config when no such record is left.',
    severity: 'warning',
    exitCode: 1,
  },
  'version-undecided': {
    title: 'Whether records of an older version are valid cannot be told',
    cause: 'In general it cannot be decided whether one JSON Schema permits all that another does.',
    fix: 'Compare the schemas at the places named; take the older version out of the config when no such record is left.',
    severity: 'warning',
    exitCode: 1,
  },
  'slow-pattern': {
    title: 'A pattern is tried on short texts only',
    cause:
      'A regular expression of the schema refers back to a group, or is so large that a long text would take too long. Longer texts are refused.',
    fix: 'Rewrite the pattern without the reference or with smaller counts, or limit the text with "maxLength".',
    severity: 'warning',
    exitCode: 2,
  },
  'foreign-pattern': {
    title: 'A pattern is written in another dialect',
    cause:
      'A regular expression of the schema has parts that Java, Python, Perl, POSIX or XML Schema read in another way than JavaScript.',
    fix: 'Write the parts named as JavaScript has them; JSON Schema recommends its regular expressions (ECMA-262).',
    severity: 'warning',
    exitCode: 2,
  },
  'schema-ignored': {
    title: 'Part of a schema is ignored',
    cause: 'For example a logical type on a type it does not apply to.',
    fix: 'Nothing has to be done; mend the schema if it means something else.',
    severity: 'warning',
    exitCode: 2,
  },
  'schema-without-values': {
    title: 'No value can satisfy a schema',
    cause: 'A record holds itself with no way to end, or is absurdly large.',
    fix: 'Mend the schema; until then the topic has no fixture, event and test.',
    severity: 'warning',
    exitCode: 2,
  },
  'versions-without-framing': {
    title: 'Versions that the bytes do not tell apart',
    cause:
      'A topic with framing "none" lists several writer versions, but nothing in a record says which one wrote it.',
    fix: 'Set the framing that producers use, or list only the newest version.',
    severity: 'warning',
    exitCode: 2,
  },
  'rules-not-run': {
    title: 'Rules of a data contract are not run',
    cause:
      'The registry has rules with a schema that change values when a record is read: migration, transformation, decryption.',
    fix: 'Do in the handler what the rules do, or read the topic with a client that runs them; then acknowledge the warning.',
    severity: 'warning',
    exitCode: 2,
  },
  'framing-without-ids': {
    title: 'The framing bears schema ids, but the config names none',
    cause: 'A topic with one schema file and no ids reads every writer id with that file.',
    fix: 'List the ids: "versions": { "<id>": "<file>" }.',
    exitCode: 0,
  },
  'topic-not-found': {
    title: 'No such topic',
    cause: 'A --topic pattern matches no topic of the config.',
    fix: 'Correct the pattern.',
    exitCode: 2,
  },
  drift: {
    title: 'Generated code differs from what the schemas give',
    cause: 'A schema, the config or the file was changed since the last generate.',
    fix: 'Run `npx gen-msk-consumer generate` and commit the result.',
    exitCode: 1,
  },
  'edited-by-hand': {
    title: 'A tool-owned file was edited',
    cause: 'Its body does not match the hash in its header.',
    fix: 'Move the edit to a file of your own; `generate` overwrites this one.',
    exitCode: 1,
  },
  'foreign-file': {
    title: "A file that is not the tool's is in the way",
    cause: 'The path is where a generated file belongs, but what is there was not generated.',
    fix: 'Move the file, or choose another "output" folder.',
    exitCode: 2,
  },
  'output-shared': {
    title: 'Two configs generate into one folder',
    cause: 'The "output" of a config is the same folder as that of another config, or lies inside it.',
    fix: 'Give each config an "output" of its own, or put the topics of both into one config.',
    exitCode: 2,
  },
  'user-file-missing': {
    title: 'A handler or its test is missing',
    cause: 'The topic is in the config but its handler.ts or handler.test.ts is not there.',
    fix: 'Run `npx gen-msk-consumer generate` to create it.',
    exitCode: 1,
  },
  'orphaned-user-file': {
    title: 'A handler of a topic that has left the config',
    cause: 'The file is yours, so it is not deleted.',
    fix: 'Remove it when you no longer need it.',
    severity: 'warning',
    exitCode: 1,
  },
  'manual-edit-needed': {
    title: 'An edit of your code is left to you',
    cause: 'The schema calls for an edit, but the code is written in a way in which it cannot be made safely.',
    fix: 'Put the lines in by hand.',
    severity: 'warning',
    exitCode: 1,
  },
  'case-unreachable': {
    title: 'A case for a record type that the schema has no more',
    cause: 'The code is yours, so the case is left as it is.',
    fix: 'Remove the case when no such record is left in the topic.',
    severity: 'warning',
    exitCode: 1,
  },
  'import-missing': {
    title: 'A name is imported that generated code exports no more',
    cause: 'The type has left the schema, or its new name cannot be told.',
    fix: 'Change the code at the place named.',
    severity: 'warning',
    exitCode: 1,
  },
  'consumer-unused': {
    title: 'A handler does not use its consumer',
    cause: 'The handler of a topic no longer imports or calls the function that decodes its records.',
    fix: 'Nothing has to be done if that is meant.',
    severity: 'warning',
    exitCode: 1,
  },
  'impacts-unknown': {
    title: 'Not every line that a change touches may be listed',
    cause: 'The places in your code that use what changed are found through your tsconfig.json and its compiler.',
    fix: 'Mend what the message names, or run with --no-impacts.',
    exitCode: 0,
  },
  'move-refused': {
    title: 'A handler cannot move along with its topic',
    cause: 'There is other code at its new place already.',
    fix: 'Keep one of the two files by hand.',
    severity: 'warning',
    exitCode: 1,
  },
  'topic-renamed': {
    title: 'A topic may have a new name',
    cause: 'One topic has left the config and another is new, and the code of the first is still there.',
    fix: 'If it is the same topic, run `npx gen-msk-consumer generate --rename <old>=<new>`.',
    severity: 'warning',
    exitCode: 1,
  },
  'stale-file-kept': {
    title: 'A stale file was kept',
    cause: 'Nothing generates it any more, but it was edited by hand.',
    fix: 'Save what you need from it, then delete it.',
    exitCode: 1,
  },
  'path-outside': {
    title: 'A path leads out of the project',
    cause: 'The output folder, a file or a symbolic link on the way lies outside the project root.',
    fix: 'Choose a folder inside the project.',
    exitCode: 2,
  },
  unreadable: {
    title: 'A file or folder cannot be read',
    cause: 'Permission is missing, or the disk is at fault.',
    fix: 'Mend the cause and run the command again.',
    exitCode: 2,
  },
  'write-failed': {
    title: 'A file could not be written',
    cause: 'The disk is full, or permission is missing.',
    fix: 'Mend the cause and run the command again: nothing is half-written.',
    exitCode: 2,
  },
  'registry-setup': {
    title: 'The registry is not set up',
    cause:
      'A subject is to be read from a registry, but "registry" is missing in the config or names what is not there.',
    fix: 'Complete "registry" in the config.',
    exitCode: 2,
  },
  'registry-unreachable': {
    title: 'The registry could not be reached',
    cause: 'The connection was refused, cut off or too slow, the name is unknown, or the certificate is not trusted.',
    fix: 'Check the URL, the network and the proxy variables, then run the command again: nothing was changed.',
    exitCode: 3,
  },
  'registry-refused': {
    title: 'The registry refused',
    cause: 'It answered with an error: credentials or permission are missing, or it is overloaded or out of order.',
    fix: 'Mend what the message names, then run the command again: nothing was changed.',
    exitCode: 3,
  },
  'registry-response-invalid': {
    title: 'What answered does not answer as a registry does',
    cause:
      'For example a login page, a proxy or another service at the URL, or an answer that is cut off or too large.',
    fix: 'Check the URL, then run the command again: nothing was changed.',
    exitCode: 3,
  },
  'subject-not-found': {
    title: 'The registry has no such subject or version',
    cause: 'The config names a subject, or a version of one, that the registry does not list.',
    fix: 'Correct the name in the config, or set "deleted" if it was deleted and records still bear its ids.',
    exitCode: 2,
  },
  'too-many-versions': {
    title: 'More versions than can be decoded',
    cause:
      'The config chooses more versions of a subject than the limit: each one is a file and a function of the decoder.',
    fix: 'Choose those whose records are still in the topic: "versions": "latest", a list, or a range such as "200-".',
    exitCode: 2,
  },
  'subject-unsupported': {
    title: 'A schema is neither Avro nor JSON Schema',
    cause: 'The registry holds a schema of another type under the subject.',
    fix: 'Leave the subject, or that version of it, out of the config.',
    exitCode: 2,
  },
  'subject-not-pulled': {
    title: 'A subject is not in the snapshot',
    cause: 'The config names a subject, or a version of one, that was not pulled yet.',
    fix: 'Run `npx gen-msk-consumer pull` and commit what it writes.',
    exitCode: 2,
  },
  'snapshot-invalid': {
    title: 'The snapshot cannot be read',
    cause: 'A file in it was edited, mangled by a merge, or lost.',
    fix: 'Run `npx gen-msk-consumer pull`, which mends it.',
    exitCode: 2,
  },
  'subject-vanished': {
    title: 'The registry has lost a subject or version that is in the snapshot',
    cause: 'It was deleted since the last pull.',
    fix: 'Nothing has to be done; set "deleted" in "registry" to keep deleted versions whose ids records still bear.',
    severity: 'warning',
    exitCode: 1,
  },
  'registry-changed': {
    title: 'The registry contradicts the snapshot',
    cause: 'A version has another id or text than when it was pulled: the registry was set up anew, or is another one.',
    fix: 'Check "registry.url"; if the registry was set up anew, delete the folder of the subject and pull again.',
    exitCode: 1,
  },
  'registry-drift': {
    title: 'The registry is not what the snapshot says',
    cause: 'A version was registered, deleted or changed since the last pull.',
    fix: 'Run `npx gen-msk-consumer pull` and `generate`, and commit the result.',
    exitCode: 1,
  },
  'template-invalid': {
    title: 'A template cannot be used',
    cause:
      "A template of the project is no valid Handlebars, uses a name that its data lacks, or is none of the tool's.",
    fix: "Mend the template at the place named, or delete it to have the tool's own.",
    exitCode: 2,
  },
  'template-changed': {
    title: 'An ejected template has been changed',
    cause: '`eject` does not replace what the team has changed unless it is told to.',
    fix: 'Name the templates to eject, or replace the changed ones with --force.',
    exitCode: 2,
  },
  'breaking-change': {
    title: 'A schema change breaks the reading of records',
    cause:
      'The consumer as it is deployed cannot read records of the new schema, or the regenerated one those of the old.',
    fix: 'Run `npx gen-msk-consumer diff` for the whole picture; ask the owner of the schema for a compatible change.',
    exitCode: 1,
  },
  'git-unavailable': {
    title: 'Git cannot be asked',
    cause: 'Git is not installed, the project lies in no git repository, or the repository cannot be read.',
    fix: 'Run the command inside a git repository, with git installed.',
    exitCode: 2,
  },
  'revision-unknown': {
    title: 'No such revision',
    cause: 'Git knows no commit of that name: it is misspelt, or the clone is too shallow to hold it.',
    fix: 'Name a commit, branch or tag; in a shallow clone fetch it first (`git fetch --unshallow`, or "fetch-depth: 0").',
    exitCode: 2,
  },
  'config-missing-at-revision': {
    title: 'There was no config yet',
    cause: 'The revision to compare with is older than the config, or the config lay in another folder.',
    fix: 'Nothing has to be done.',
    exitCode: 0,
  },
  'config-unloadable-at-revision': {
    title: 'The config of a revision cannot be run',
    cause: 'A config that is code imports what that revision does not have, or what is not installed any more.',
    fix: 'Nothing has to be done if the config named the same topics then.',
    severity: 'warning',
    exitCode: 2,
  },
  'version-unknown': {
    title: 'No such version',
    cause: 'No key or value of the chosen topics has versions of both names.',
    fix: 'Name two versions that the config or the snapshot lists, by number, id or file.',
    exitCode: 2,
  },
  usage: {
    title: 'The call is wrong',
    cause: 'An unknown command or flag, or a flag with a wrong value.',
    fix: 'See --help.',
    exitCode: 2,
  },
} as const satisfies Record<string, DiagnosticKind>;

export type DiagnosticCode = keyof typeof diagnosticKinds;

/** The codes of warnings, which a topic may acknowledge. */
export const warningCodes: readonly DiagnosticCode[] = (
  Object.entries(diagnosticKinds) as readonly (readonly [DiagnosticCode, DiagnosticKind])[]
).flatMap(([code, { severity }]) => (severity === 'warning' ? [code] : []));
