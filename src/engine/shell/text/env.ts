import { type Command, fail, succeed } from '../Command.ts';

/** `env`: the environment, in its order. */
export const env: Command = ({ variables }, args) => {
  if (args.length > 0) return fail(`env: '${args[0]}': No such file or directory\n`, 127);
  return succeed([...variables].map(([name, value]) => `${name}=${value}\n`).join(''));
};

/** `printenv [NAME…]` */
export const printenv: Command = (context, args) => {
  if (args.length === 0) return env(context, [], '');
  const values = args.flatMap((name) => context.variables.get(name) ?? []);
  return { stdout: values.map((v) => `${v}\n`).join(''), stderr: '', exit: values.length < args.length ? 1 : 0 };
};
