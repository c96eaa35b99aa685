import { failNode, healNode } from '../../controllers/nodeLifecycle.ts';
import { type Command, fail, succeed } from '../Command.ts';

/** `systemctl stop|start|restart|is-active kubelet`: the one service of a Node that can be stopped here. */
export const systemctl: Command = ({ cluster, place }, args) => {
  const [verb = '', unit = ''] = args.filter((arg) => !arg.startsWith('-'));
  if (place === 'admin' || place.kind !== 'node') return fail('systemctl: no such machine\n');
  if (!['stop', 'start', 'restart', 'is-active'].includes(verb))
    return fail(`kubehop: systemctl knows stop, start, restart and is-active here, and the unit kubelet\n`);
  if (unit.replace(/\.service$/, '') !== 'kubelet') {
    if (verb === 'is-active') return { stdout: 'inactive\n', stderr: '', exit: 4 };
    const said = `Failed to ${verb} ${unit}.service: Unit ${unit}.service not found.\n`;
    return fail(said, 5);
  }
  const active = !cluster.control.outages.has(place.name);
  if (verb === 'is-active') return { stdout: active ? 'active\n' : 'inactive\n', stderr: '', exit: active ? 0 : 3 };
  if (verb === 'stop') failNode(cluster, place.name, 'kubelet');
  else healNode(cluster, place.name);
  return succeed('');
};
