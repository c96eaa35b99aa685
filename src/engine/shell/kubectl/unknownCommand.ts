import { parseArgs } from './flags.ts';
import { helpOf } from './help.ts';
import { KubectlError } from './KubectlError.ts';

/** A word that is no command of its group (kubectl: cmdutil.DefaultSubCommandRun), whose flags have been read by then. */
export function unknownCommand(group: string, argv: readonly string[]): KubectlError {
  const { words } = parseArgs(`kubectl ${group}`, argv, []);
  if (words.length === 0) return new KubectlError([], 1, helpOf(group));
  return KubectlError.plain(`unknown command "${words.join(' ')}"\nSee 'kubectl ${group} -h' for help and examples`);
}
