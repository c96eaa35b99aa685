import { addressPending } from './addressPending.ts';
import { affinityBehindProxy } from './affinityBehindProxy.ts';
import { affinityOfPort } from './affinityOfPort.ts';
import { affinitySlides } from './affinitySlides.ts';
import { blockNeverMatches } from './blockNeverMatches.ts';
import type { Check } from './Check.ts';
import { closedPort } from './closedPort.ts';
import { deprecated } from './deprecated.ts';
import { externalNameIsAddress } from './externalNameIsAddress.ts';
import { externalNamePort } from './externalNamePort.ts';
import { flowToNobody } from './flowToNobody.ts';
import { forwardsToOne } from './forwardsToOne.ts';
import { gateMissing } from './gateMissing.ts';
import { hairpinSource } from './hairpinSource.ts';
import { headerMissing } from './headerMissing.ts';
import { headlessIgnored } from './headlessIgnored.ts';
import { headlessPort } from './headlessPort.ts';
import { headlessVariable } from './headlessVariable.ts';
import { hintsDropped } from './hintsDropped.ts';
import { internalLocal } from './internalLocal.ts';
import { inTurn } from './inTurn.ts';
import { keptConnection } from './keptConnection.ts';
import { laterVariable } from './laterVariable.ts';
import { leavesTooSoon } from './leavesTooSoon.ts';
import { leftAtOnce } from './leftAtOnce.ts';
import { localOnly } from './localOnly.ts';
import { loopbackNodePort } from './loopbackNodePort.ts';
import { loopbackOnly } from './loopbackOnly.ts';
import { namelessPort } from './namelessPort.ts';
import { nobodyListens } from './nobodyListens.ts';
import { nodesOutOfReach } from './nodesOutOfReach.ts';
import { noEndpoints } from './noEndpoints.ts';
import { noSuchService } from './noSuchService.ts';
import { notScheduled } from './notScheduled.ts';
import { otherProtocol } from './otherProtocol.ts';
import { pingClusterIP } from './pingClusterIP.ts';
import { policySelectsNothing } from './policySelectsNothing.ts';
import { policyWithoutDns } from './policyWithoutDns.ts';
import { probeFails } from './probeFails.ts';
import { rangesExclude } from './rangesExclude.ts';
import { selectsNothing } from './selectsNothing.ts';
import { selectsStrangers } from './selectsStrangers.ts';
import { sharedAddress } from './sharedAddress.ts';
import { shortName } from './shortName.ts';
import { slicePortName } from './slicePortName.ts';
import { sourceHidden } from './sourceHidden.ts';
import { unequalShares } from './unequalShares.ts';
import { unhealthyNode } from './unhealthyNode.ts';

/** Every check, those first that explain the most: who is behind a Service, then its ports, then its traffic. */
export const CHECKS: readonly Check[] = [
  selectsNothing,
  noEndpoints,
  selectsStrangers,
  namelessPort,
  otherProtocol,
  loopbackOnly,
  nobodyListens,
  slicePortName,
  probeFails,
  gateMissing,
  notScheduled,
  headlessPort,
  headlessIgnored,
  headlessVariable,
  laterVariable,
  externalNameIsAddress,
  externalNamePort,
  shortName,
  noSuchService,
  addressPending,
  localOnly,
  loopbackNodePort,
  nodesOutOfReach,
  pingClusterIP,
  internalLocal,
  rangesExclude,
  sharedAddress,
  affinityBehindProxy,
  headerMissing,
  hintsDropped,
  leavesTooSoon,
  closedPort,
  blockNeverMatches,
  policyWithoutDns,
  policySelectsNothing,
  // what works otherwise than a step expects
  sourceHidden,
  unequalShares,
  unhealthyNode,
  hairpinSource,
  affinitySlides,
  affinityOfPort,
  inTurn,
  leftAtOnce,
  keptConnection,
  flowToNobody,
  forwardsToOne,
  deprecated,
];
