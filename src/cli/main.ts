import { version } from '../../package.json' with { type: 'json' };
import { assertCommand } from './assertCommand.ts';
import { checkCommand } from './checkCommand.ts';
import { compareCommand } from './compareCommand.ts';
import { completionCommand } from './completionCommand.ts';
import { exec } from './exec.ts';
import { exportCommand } from './exportCommand.ts';
import { help } from './help.ts';
import { importCommand } from './importCommand.ts';
import { matrixCommand } from './matrixCommand.ts';
import { reachCommand } from './reachCommand.ts';
import { FileError } from './readText.ts';
import { run } from './run.ts';
import { openCommand, serveCommand } from './serveCommand.ts';
import { timelineCommand } from './timelineCommand.ts';
import { UsageError } from './UsageError.ts';
import { whyCommand } from './whyCommand.ts';

const commands: Record<string, (args: string[]) => number | Promise<number>> = {
  run,
  exec,
  reach: reachCommand,
  matrix: matrixCommand,
  compare: compareCommand,
  timeline: timelineCommand,
  check: checkCommand,
  assert: assertCommand,
  why: whyCommand,
  import: importCommand,
  export: exportCommand,
  serve: serveCommand,
  open: openCommand,
  completion: (args) => completionCommand(args, Object.keys(commands)),
};

async function main(args: string[]): Promise<number> {
  const [name, ...rest] = args;
  if (name === undefined) throw new UsageError('a command is missing');
  if (name === '--help' || name === '-h' || name === 'help') {
    if (rest[0] !== undefined && !commands[rest[0]]) throw new UsageError(`there is no command "${rest[0]}"`);
    process.stdout.write(help(rest[0]));
    return 0;
  }
  if (name === '--version') {
    process.stdout.write(`kubehop ${version}\n`);
    return 0;
  }
  const command = commands[name];
  if (!command) throw new UsageError(`there is no command "${name}"`);
  const end = rest.indexOf('--');
  if ((end < 0 ? rest : rest.slice(0, end)).some((arg) => arg === '--help' || arg === '-h')) {
    process.stdout.write(help(name));
    return 0;
  }
  return command(rest);
}

// A reader that went away (`| head`) is no failure.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code === 'EPIPE') process.exit(0);
  throw error;
});

try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  if (error instanceof UsageError) {
    process.stderr.write(`kubehop: ${error.message}\nTry: kubehop --help\n`);
    process.exitCode = 2;
  } else if (error instanceof FileError) {
    process.stderr.write(`kubehop: ${error.message}\n`);
    process.exitCode = 1;
  } else throw error;
}
