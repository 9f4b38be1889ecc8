export interface WorkflowCommand {
  readonly command: string;
  readonly properties: Readonly<Record<string, string>>;
  readonly data: string;
}

/**
 * The workflow commands that GitHub's runner finds in the output of a step, read as the runner does: a line that begins with `::`
 * once white space is left out, up to the next `::`; and, in lines that are none, the older `##[command]` anywhere.
 */
export function workflowCommands(output: string): readonly WorkflowCommand[] {
  return output.split(/\r\n|\r|\n/).flatMap((line): readonly WorkflowCommand[] => {
    const text = line.trimStart();
    const end = text.startsWith('::') ? text.indexOf('::', 2) : -1;
    if (end >= 0) return [{ ...headOf(text.slice(2, end)), data: unescape(text.slice(end + 2)) }];
    const old = /##\[([^\]]*)\](.*)/.exec(line);
    return old === null ? [] : [{ ...headOf(old[1] ?? ''), data: old[2] ?? '' }];
  });
}

function headOf(head: string): Pick<WorkflowCommand, 'command' | 'properties'> {
  const space = head.indexOf(' ');
  if (space < 0) return { command: head, properties: {} };
  const pairs = head
    .slice(space + 1)
    .split(',')
    .map((pair) => pair.trim())
    .filter((pair) => pair !== '')
    .map((pair): [string, string] => {
      const at = pair.indexOf('=');
      return [
        pair.slice(0, at),
        unescape(
          pair
            .slice(at + 1)
            .replaceAll('%3A', ':')
            .replaceAll('%2C', ','),
        ),
      ];
    });
  return { command: head.slice(0, space), properties: Object.fromEntries(pairs) };
}

/** The percent sign comes last, so that what was written as `%250A` is no line break. */
function unescape(text: string): string {
  return text.replaceAll('%0D', '\r').replaceAll('%0A', '\n').replaceAll('%25', '%');
}
