import type { CommandResult } from '../../../model/Scenario.ts';
import { type Command, fail, succeed } from '../Command.ts';
import { showInterfaces } from './ipAddr.ts';
import { networkOf } from './network.ts';
import { getRoute, showRoutes } from './ipRoute.ts';

/** How `ip` prints: options that stand before the object. */
export interface IpOptions {
  family?: 'inet' | 'inet6';
  brief: boolean;
  oneline: boolean;
}

/** What can be asked for, in the order in which abbreviations are looked up (iproute2: ip.c, cmds). */
const OBJECTS = ['address', 'route', 'rule', 'link', 'neighbour', 'neighbor'];
const VERBS = ['show', 'list', 'lst'];

/** `ip [-4|-6|-br|-o] addr|link|route|rule`, and `ip route get ADDRESS`, as iproute2 6.1 prints them. */
export const ip: Command = (context, args) => {
  const options: IpOptions = { brief: false, oneline: false };
  let at = 0;
  for (; args[at]?.startsWith('-'); at++) {
    const option = (args[at] ?? '').replace(/^--/, '-');
    const family = /^-f(a(m(i(ly?)?)?)?)?$/.test(option) ? args[++at] : undefined;
    if (option === '-V' || option === '-Version') return succeed('ip utility, iproute2-6.1.0, libbpf 1.1.2\n');
    if (option === '-4' || family === 'inet') options.family = 'inet';
    else if (option === '-6' || family === 'inet6') options.family = 'inet6';
    else if (/^-br(i(ef?)?)?$/.test(option)) options.brief = true;
    else if (/^-o(n(e(l(i(ne?)?)?)?)?)?$/.test(option)) options.oneline = true;
    else return fail(`ip: option ${option} is not simulated\n`, 255);
  }
  const [word = '', ...rest] = args.slice(at);
  const object = word && OBJECTS.find((name) => name.startsWith(word));
  if (!object)
    return word
      ? fail(`Object "${word}" is unknown, try "ip help".\n`)
      : fail('Usage: ip [ OPTIONS ] OBJECT { COMMAND | help }\n', 255);
  const [first = ''] = rest;
  const verb = VERBS.some((name) => first !== '' && name.startsWith(first)) || first === 'ls' ? 'show' : first;
  const words = verb === 'show' ? rest.slice(1) : rest;
  if (/^(add|append|change|chg|delete|del|flush|replace|save|restore|set)$/.test(verb))
    return fail(`ip: ${object} ${verb} is not simulated: CNI plugin and kube-proxy set what there is\n`);
  const network = networkOf(context);
  switch (object) {
    case 'address':
    case 'link':
      return showInterfaces(network, object, words, options);
    case 'route':
      if (verb === 'get') return getRoute(network, words.slice(1));
      if (verb !== 'show' && verb !== '') return fail(`Command "${verb}" is unknown, try "ip route help".\n`, 255);
      return showRoutes(network, words, options.family === 'inet6');
    case 'rule':
      return words.length > 0 ? fail(`Command "${words[0]}" is unknown, try "ip rule help".\n`, 255) : rules(options);
    default:
      // who has asked for whose hardware address is not kept
      return fail('ip: neighbours are not simulated\n');
  }
};

/** The rules that a kernel begins with, and nobody adds to. */
const rules = ({ family }: IpOptions): CommandResult =>
  succeed(
    `0:\tfrom all lookup local\n32766:\tfrom all lookup main\n${family === 'inet6' ? '' : '32767:\tfrom all lookup default\n'}`,
  );
