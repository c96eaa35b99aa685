import { importDump } from '../engine/index.ts';
import { readOptions } from './options.ts';
import { readText } from './readText.ts';
import { UsageError } from './UsageError.ts';

/** `kubehop import FILE > SCENARIO`: a dump of a real cluster as a scenario. */
export function importCommand(args: string[]): number {
  const { words, rest } = readOptions(args, {});
  const [file, ...more] = [...words, ...rest];
  if (file === undefined) throw new UsageError('import needs a FILE');
  if (more.length > 0) throw new UsageError(`import takes one FILE; "${more[0]}" is too much`);
  const { text, leftOut, slices } = importDump(readText(file));
  if (text === '') throw new UsageError(`there is no object of Kubernetes in ${file}`);
  process.stdout.write(text);
  const kinds = Object.entries(leftOut).map(([kind, n]) => `${n} ${kind}`);
  if (kinds.length > 0) process.stderr.write(`left out: ${kinds.join(', ')}\n`);
  for (const { service, onlyInDump, onlyHere } of slices) {
    process.stderr.write(`the endpoints of Service ${service} are not those that the controllers make:\n`);
    for (const one of onlyInDump) process.stderr.write(`  only in the dump: ${one}\n`);
    for (const one of onlyHere) process.stderr.write(`  only here: ${one}\n`);
  }
  return 0;
}
