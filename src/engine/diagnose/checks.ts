import { addressPending } from './addressPending.ts';
import { affinityBehindProxy } from './affinityBehindProxy.ts';
import { blockNeverMatches } from './blockNeverMatches.ts';
import type { Check } from './Check.ts';
import { closedPort } from './closedPort.ts';
import { deprecated } from './deprecated.ts';
import { externalNameIsAddress } from './externalNameIsAddress.ts';
import { externalNamePort } from './externalNamePort.ts';
import { gateMissing } from './gateMissing.ts';
import { headlessIgnored } from './headlessIgnored.ts';
import { headlessPort } from './headlessPort.ts';
import { headlessVariable } from './headlessVariable.ts';
import { hintsDropped } from './hintsDropped.ts';
import { internalLocal } from './internalLocal.ts';
import { laterVariable } from './laterVariable.ts';
import { leavesTooSoon } from './leavesTooSoon.ts';
import { localOnly } from './localOnly.ts';
import { loopbackNodePort } from './loopbackNodePort.ts';
import { loopbackOnly } from './loopbackOnly.ts';
import { namelessPort } from './namelessPort.ts';
import { nobodyListens } from './nobodyListens.ts';
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
  pingClusterIP,
  internalLocal,
  rangesExclude,
  sharedAddress,
  affinityBehindProxy,
  hintsDropped,
  leavesTooSoon,
  closedPort,
  blockNeverMatches,
  policyWithoutDns,
  policySelectsNothing,
  deprecated,
];
