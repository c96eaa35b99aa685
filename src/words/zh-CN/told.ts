import type { Spot } from '../../model/Message.ts';
import type { Catalog } from '../en.ts';
import { cn } from './cn.ts';

/** A machine or an object in a sentence. */
export const named = (name: string): string =>
  name === 'external client' ? '客户端' : name === 'load balancer' ? '负载均衡器' : name;

/** `web-1 (10.244.1.2:8080)`, or the address alone when nobody has it. */
export const spot = ({ name, address }: Spot): string => (name ? `${named(name)} (${address})` : address);

export const told: Catalog['told'] = {
  sentence: (who, does) => {
    const [last = '继续转发它', ...others] = does.toReversed();
    return cn`${named(who)}${others.toReversed().join('，')}${others.length > 0 ? '，并' : ''}${last}。`;
  },
  stop: '。',
  between: '',
};
