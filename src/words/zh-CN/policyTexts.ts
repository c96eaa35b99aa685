import type { PeerText, PortText } from '../../model/Message.ts';
import type { Catalog } from '../en.ts';
import { cn } from './cn.ts';

function peer(text: PeerText): string {
  if ('block' in text) return text.except.length > 0 ? cn`${text.block}（${text.except.join('、')} 除外）` : text.block;
  const pods = text.pods ? `Pod ${text.pods}` : '所有 Pod';
  if (text.namespaces === undefined) return pods;
  return cn`${text.namespaces ? `Namespace ${text.namespaces}` : '所有 Namespace'}里的${pods}`;
}

const port = ({ name, protocol }: PortText): string =>
  name === undefined ? `所有 ${protocol} 端口` : `${name}/${protocol}`;

export const policyTexts: Catalog['policyTexts'] = {
  rule: (type, peers, ports) => {
    const whom = peers.map(peer).join(' 或 ') || '任何地方';
    const where = ports.map(port).join('、') || '任何端口';
    return type === 'Ingress' ? cn`从${whom}到${where}` : cn`到${whom}，${where}`;
  },
  none: (type) => `没有 ${type.toLowerCase()} 规则`,
};
