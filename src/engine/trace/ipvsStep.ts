import type { RealServer, VirtualServer } from '../../model/Ipvs.ts';
import type { Note } from '../../model/Message.ts';
import type { RuleTried, Step } from '../../model/Trace.ts';
import { realServerText, virtualServerText } from '../proxy/ipvs/render.ts';

/** What IPVS did at a hook, in the form of rules: the virtual server that took the packet, and the real one. */
export function ipvsStep(chain: string, server: VirtualServer, chosen: RealServer | undefined, others: number): Step {
  const { id, servers, because, scheduler, persistence } = server;
  const ruleId = `ipvs/${id}`;
  const note: Note = chosen ? ['schedules', server.name] : ['noRealServer'];
  const tried: RuleTried[] = [{ ruleId, chain, text: virtualServerText(server), matched: true, note, because }];
  if (chosen) {
    tried.push({
      ruleId: `${ruleId}/${chosen.text}`,
      chain,
      text: realServerText(chosen),
      matched: true,
      note: ['scheduled', servers.length, scheduler, persistence > 0],
      because: chosen.because,
    });
  }
  return { kind: 'rules', table: 'ipvs', chain, tried, skipped: others };
}
