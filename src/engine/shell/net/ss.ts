import { type Command, succeed } from '../Command.ts';
import { alignColumns } from '../table.ts';
import { socketsAt } from './sockets.ts';

/** `ss -tlnp`: what listens. */
export const ss: Command = (context, args) => {
  const flags = args.filter((arg) => arg.startsWith('-')).join('');
  const all = !/[tuS]/.test(flags);
  const sockets = socketsAt(context).filter(
    ({ protocol }) => all || flags.includes(protocol === 'udp' ? 'u' : protocol === 'tcp' ? 't' : 'S'),
  );
  const both = new Set(sockets.map(({ protocol }) => protocol)).size > 1 || all;
  const rows = sockets.map(({ protocol, address, port, program, pid, fd }) => {
    const local = `${address === '::' ? '[::]' : address}:${port}`;
    const peer = address.includes(':') ? '[::]:*' : '0.0.0.0:*';
    return [
      ...(both ? [protocol] : []),
      protocol === 'udp' ? 'UNCONN' : 'LISTEN',
      '0',
      protocol === 'tcp' ? '4096' : '0',
      local,
      peer,
      flags.includes('p') ? `users:(("${program}",pid=${pid},fd=${fd}))` : '',
    ];
  });
  const header = [
    ...(both ? ['Netid'] : []),
    'State',
    'Recv-Q',
    'Send-Q',
    'Local Address:Port',
    'Peer Address:Port',
    'Process',
  ];
  return succeed(alignColumns([header, ...rows], 1));
};
