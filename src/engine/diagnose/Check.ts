import type { Pod } from '../../model/Pod.ts';
import type { Scenario } from '../../model/Scenario.ts';
import type { Service } from '../../model/Service.ts';
import type { ObjectKey } from '../../model/Span.ts';
import type { Cluster } from '../cluster/Cluster.ts';
import type { Finding } from './Finding.ts';

/** A Service of the user, and the Pods that its selector chooses. */
export interface Selected {
  key: ObjectKey;
  service: Service;
  namespace: string;
  name: string;
  pods: readonly Pod[];
}

/** What the checks look at: the settled cluster. */
export interface Look {
  cluster: Cluster;
  scenario: Scenario;
  /** Every Service of the user; those that select nobody by design too. */
  services: readonly Selected[];
  /** Pods of the user. */
  pods: readonly Pod[];
}

/** One kind of mistake. */
export interface Check {
  /** Stable, for machines: `selector/nothing`. */
  code: string;
  /** Below kubernetes.io/docs/: how it is meant. */
  docs: string;
  /** The scenario of the gallery that shows it. */
  scenario?: string;
  find(look: Look): Finding[];
}
