import { toJson } from '../../goJson.ts';
import { jsonSyntaxError } from '../../parse/jsonSyntaxError.ts';
import { parseText } from '../../parse/parse.ts';
import { toYaml } from '../goYaml.ts';
import { LAST_APPLIED } from '../../cluster/lastApplied.ts';
import { type Flag, flag, parseArgs, valueOf } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import type { Session } from './Session.ts';
import { NOTHING_GIVEN, visitTargets } from './targets.ts';

const flags: Flag[] = [flag.output, flag.selector, flag.all, flag.filename, flag.recursive, flag.kustomize];

/** `kubectl apply view-last-applied` */
export function viewLastApplied(session: Session, argv: readonly string[]): void {
  const args = parseArgs('kubectl apply view-last-applied', argv, flags);
  const output = valueOf(args, flag.output) ?? 'yaml';
  if (output !== 'yaml' && output !== 'json')
    throw KubectlError.plain(
      `Unexpected -o output mode: ${output}, the flag 'output' must be one of yaml|json\n` +
        "See 'kubectl apply view-last-applied -h' for help and examples",
    );
  if (args.words.length === 0 && valueOf(args, flag.selector) === undefined && !args.flags.has(flag.filename.name))
    throw KubectlError.plain(NOTHING_GIVEN);
  let told = '';
  visitTargets(session, args, args.words, ({ object }) => {
    const text = object.metadata.annotations?.[LAST_APPLIED];
    // kubectl has an error for it, which it makes of another one that there is not (cmdutil.AddSourceToErr)
    if (text === undefined) return;
    if (output === 'json') {
      const wrong = jsonSyntaxError(text);
      if (wrong !== undefined) throw KubectlError.plain(wrong);
      told += `${toJson(JSON.parse(text), 2)}\n`;
      return;
    }
    const [document] = parseText(text).documents;
    if (document?.error !== undefined)
      throw KubectlError.plain(document.error.replace(/^error converting YAML to JSON: /, ''));
    told += toYaml(document?.value);
  });
  // where one is missing, nothing is told of the others
  session.stdout += told;
}
