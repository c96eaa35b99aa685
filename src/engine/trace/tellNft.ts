import type { IpFamily } from '../../model/Address.ts';
import type { Note } from '../../model/Message.ts';
import type { NftMatch, NftRule } from '../../model/Nftables.ts';
import type { RuleTried } from '../../model/Trace.ts';
import type { RuleLog } from '../kernel/Passage.ts';
import { withPort } from '../net/ip.ts';
import { renderNftRule } from '../proxy/nftables/renderNftRule.ts';

/** A rule of nftables that was tried, told as `ruleSteps` tells those of iptables. */
export const tellNft = (tried: Extract<RuleLog, { kind: 'nft' }>, family: IpFamily): RuleTried => ({
  ruleId: tried.rule.id,
  chain: tried.chain,
  text: renderNftRule(tried.rule, family),
  matched: !tried.failed,
  note: tried.failed ? whyNotNft(tried.failed) : (tried.element?.note ?? didNft(tried.rule)),
  because: tried.element?.because.length ? tried.element.because : tried.rule.because,
});

const sideOf = (side: 'saddr' | 'daddr'): 'src' | 'dst' => (side === 'saddr' ? 'src' : 'dst');

function whyNotNft(match: NftMatch | 'element'): Note {
  if (match === 'element') return ['notInMap'];
  switch (match.kind) {
    case 'address':
      return [match.negate ? 'sideIn' : 'sideNotIn', sideOf(match.side), match.cidrs.join(', ')];
    case 'addressInSet':
      return ['sideNotIn', sideOf(match.side), match.set];
    case 'connectionInSet':
      return ['notItself'];
    case 'fibLocal':
      return ['local', sideOf(match.side), false];
    case 'inInterface':
      return [match.negate ? 'cameIn' : 'notCameIn', match.name];
    case 'ctStateNew':
      return ['notNew'];
    case 'ctStatusDnat':
      return ['notChanged'];
    case 'mark':
      return ['notMarked'];
    case 'l4proto':
      return ['notProtocol', match.protocol.toUpperCase()];
  }
}

function didNft({ statements }: NftRule): Note {
  const last = statements[statements.length - 1];
  switch (last?.kind) {
    case 'jump':
    case 'goto':
      return ['goesOn', last.chain];
    case 'drop':
      return ['drops'];
    case 'reject':
      return ['rejects'];
    case 'masquerade':
      return ['masquerades'];
    case 'markOr':
      return ['marksForMasquerade'];
    case 'dnat':
      return ['dnat', withPort(last.ip, last.port)];
    case 'update':
      return ['remembers'];
    default:
      return ['nothing'];
  }
}
