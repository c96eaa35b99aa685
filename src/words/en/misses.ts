import type { MissArgs, Texts } from '../../model/Message.ts';

/** Why a packet does not fit a peer or a port of a NetworkPolicy. */
export const misses: Texts<MissArgs> = {
  noPod: (address) => `${address} is no Pod's address`,
  otherNamespace: (pod, namespace) => `${pod} is in another Namespace, ${namespace}`,
  namespaceNot: (namespace, selector) => `Namespace ${namespace} is not ${selector}`,
  podNot: (pod, selector) => `${pod} is not ${selector}`,
  notInBlock: (address, block) => `${address} is not in ${block}`,
  excepted: (address, block) => `${address} is excepted by ${block}`,
  pingHasNoPort: () => 'a ping has no port',
  portIs: (port) => `the port is ${port}`,
};
