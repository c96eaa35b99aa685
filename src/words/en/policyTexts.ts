import type { PeerText, PolicyTextArgs, PortText, Texts } from '../../model/Message.ts';

/** `Pods app=web`, `Pods app=web in Namespaces team=a`, `10.0.0.0/8 except 10.1.0.0/16`. */
function peer(text: PeerText): string {
  if ('block' in text) return text.except.length > 0 ? `${text.block} except ${text.except.join(', ')}` : text.block;
  const pods = `Pods ${text.pods || 'all'}`;
  return text.namespaces === undefined ? pods : `${pods} in Namespaces ${text.namespaces || 'all'}`;
}

/** `80/TCP`, `8000-8080/TCP`, `http/TCP`, `all UDP`. */
const port = ({ name, protocol }: PortText): string => (name === undefined ? `all ${protocol}` : `${name}/${protocol}`);

/** Rules of NetworkPolicies: `from Pods app=shop or 10.0.0.0/8 to 8080/TCP`. */
export const policyTexts: Texts<PolicyTextArgs> = {
  rule: (type, peers, ports) => {
    const whom = peers.map(peer).join(' or ') || 'anywhere';
    const where = ports.map(port).join(', ') || 'any port';
    return type === 'Ingress' ? `from ${whom} to ${where}` : `to ${whom}, ${where}`;
  },
  none: (type) => `no ${type.toLowerCase()} rule`,
};
