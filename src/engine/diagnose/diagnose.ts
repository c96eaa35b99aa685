import type { Scenario } from '../../model/Scenario.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import type { Check } from './Check.ts';
import { CHECKS } from './checks.ts';
import type { Finding } from './Finding.ts';
import { lookAt } from './look.ts';

/** What the checks find in a settled cluster, in their order. */
export function diagnose(cluster: Cluster, scenario: Scenario): { check: Check; finding: Finding }[] {
  const look = lookAt(cluster, scenario);
  return CHECKS.flatMap((check) => check.find(look).map((finding) => ({ check, finding })));
}
