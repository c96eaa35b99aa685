import { describe, expect, it } from 'vitest';
import { differences } from './flowsFixture.ts';

/** Where nftables mode differs from iptables mode; a line that stops being true fails (reference §11.1). */
const DIFFERENT: Record<string, string> = {
  'tool tcp://10.96.0.80:81': 'refused',
  'web-1 tcp://10.96.0.80:81': 'refused',
  'n1 tcp://10.96.0.80:81': 'refused',
  'n2 tcp://10.96.0.80:81': 'refused',
  'n3 tcp://10.96.0.80:81': 'refused',
  'tool icmp://10.96.0.80': 'refused',
  'web-1 icmp://10.96.0.80': 'refused',
  'n1 icmp://10.96.0.80': 'refused',
  'n2 icmp://10.96.0.80': 'refused',
  'n3 icmp://10.96.0.80': 'refused',
  'n1 tcp://127.0.0.1:30080': 'refused',
  'n2 tcp://127.0.0.1:30080': 'refused',
  'n3 tcp://127.0.0.1:30080': 'refused',
  'tool tcp://10.244.1.1:30080': 'refused',
  'web-1 tcp://10.244.1.1:30080': 'refused',
  'n1 tcp://10.244.1.1:30080': 'refused',
  'n2 tcp://10.244.1.1:30080': 'refused',
  'n3 tcp://10.244.1.1:30080': 'refused',
  // a hairpin by way of another Node: nftables masquerades hairpins of local endpoints only (§6.4)
  'web-1 tcp://192.168.251.103:30081': 'timeout',
};

describe('nftables mode', () => {
  it('takes every flow where iptables mode takes it, but for the known differences', () => {
    expect(differences('nftables')).toEqual(DIFFERENT);
  });
});
