import { toJson } from '../goJson.ts';
import { toYaml } from '../goYaml.ts';
import { LAST_APPLIED } from './lastApplied.ts';
import { type Flag, flag, parseArgs, valueOf } from './flags.ts';
import { KubectlError } from './KubectlError.ts';
import type { Session } from './Session.ts';
import { visitTargets } from './targets.ts';

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
  visitTargets(session, args, args.words, ({ object }) => {
    const text = object.metadata.annotations?.[LAST_APPLIED];
    // kubectl has an error for it, which it makes of another one that there is not (cmdutil.AddSourceToErr)
    if (text === undefined) return;
    const value: unknown = JSON.parse(text);
    session.stdout += output === 'json' ? `${toJson(value, 2)}\n` : toYaml(value);
  });
}
