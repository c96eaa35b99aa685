import { spawn } from 'node:child_process';

/** Runs a program and returns what it printed; throws with its errors when it fails. */
export function run(program: string, args: string[], input = ''): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: 'pipe' });
    let [out, err] = ['', ''];
    child.stdout.on('data', (data: Buffer) => (out += data.toString()));
    child.stderr.on('data', (data: Buffer) => (err += data.toString()));
    child.on('error', reject);
    child.on('close', (status) =>
      status === 0
        ? resolve(out)
        : reject(new Error(`${program} ${args.join(' ')}: ${err || `status ${status}`}\n${input}`)),
    );
    child.stdin.on('error', () => {});
    child.stdin.end(input);
  });
}

/** Many `ip` commands in one process, in a namespace. */
export const ip = (namespace: string, lines: readonly string[]): Promise<string> =>
  run('ip', ['-n', namespace, '-batch', '-'], lines.map((line) => `${line}\n`).join(''));

/** A line for a shell in a namespace. */
export const shell = (namespace: string, line: string, input = ''): Promise<string> =>
  run('ip', ['netns', 'exec', namespace, 'sh', '-e', '-c', line], input);

/** Settings under /proc/sys/net of a namespace: `ipv4/ip_forward`. */
export const sysctl = (namespace: string, values: Record<string, string | number>): Promise<string> =>
  shell(
    namespace,
    Object.entries(values)
      .map(([name, value]) => `echo '${value}' > /proc/sys/net/${name}`)
      .join('\n'),
  );
