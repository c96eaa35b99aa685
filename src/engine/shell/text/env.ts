import { type Command, fail, succeed } from '../Command.ts';

/** As the shell hands the environment on: bucket by bucket of its table of variables (dash: var.c, hashvar, VTABSIZE). */
function inShellOrder(variables: ReadonlyMap<string, string>): [string, string][] {
  const buckets: [string, string][][] = Array.from({ length: 39 }, () => []);
  for (const variable of variables) {
    const [name] = variable;
    let hash = name.charCodeAt(0) << 4;
    for (const c of name) hash += c.charCodeAt(0);
    buckets[hash % buckets.length]?.push(variable);
  }
  return buckets.flat();
}

/** `env`: the environment, in the order in which a shell has it. */
export const env: Command = ({ variables }, args) => {
  if (args.length > 0) return fail(`env: '${args[0]}': No such file or directory\n`, 127);
  return succeed(
    inShellOrder(variables)
      .map(([name, value]) => `${name}=${value}\n`)
      .join(''),
  );
};

/** `printenv [NAME…]` */
export const printenv: Command = (context, args) => {
  if (args.length === 0) return env(context, [], '');
  const values = args.flatMap((name) => context.variables.get(name) ?? []);
  return { stdout: values.map((v) => `${v}\n`).join(''), stderr: '', exit: values.length < args.length ? 1 : 0 };
};
