import { type Command, succeed } from '../Command.ts';
import { type Socket, socketsAt } from './sockets.ts';

const PROTOCOLS = ['tcp', 'udp', 'sctp'];

/** `netstat -tunlp`: what listens, with its program. */
export const netstat: Command = (context, args) => {
  const flags = args.join('');
  const all = !/[tu]/.test(flags);
  const sockets = socketsAt(context).filter(
    ({ protocol }) => all || flags.includes(protocol === 'udp' ? 'u' : protocol === 'tcp' ? 't' : 'S'),
  );
  const programs = flags.includes('p');
  // protocol by protocol, IPv4 before IPv6
  const order = (one: Socket): number => PROTOCOLS.indexOf(one.protocol) * 2 + (one.address.includes(':') ? 1 : 0);
  const rows = sockets
    .toSorted((a, b) => order(a) - order(b))
    .map(({ protocol, address, port, program, pid }) => {
      const six = address.includes(':');
      const local = `${address}:${port}`.padEnd(23);
      const state = protocol === 'tcp' ? 'LISTEN' : '';
      const owner = programs ? `     ${`${pid}/${program}`.padEnd(20)}` : '';
      return `${`${protocol}${six ? '6' : ''}`.padEnd(5)}      0      0 ${local} ${(six ? ':::*' : '0.0.0.0:*').padEnd(23)} ${state.padEnd(7)}${owner}\n`;
    });
  const header =
    'Active Internet connections (only servers)\n' +
    `Proto Recv-Q Send-Q Local Address           Foreign Address         State      ${programs ? ' PID/Program name    ' : ''}\n`;
  return succeed(header + rows.join(''));
};
