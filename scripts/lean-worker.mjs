// @ts-check
// The picture's worker without what most pictures never need. These modules keep their place in it, empty: to call one
// of their functions throws `Absent`, and the page asks the whole engine instead, which another worker has (`client.ts`).
import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const engine = fileURLToPath(new URL('../src/engine/', import.meta.url));
const absent = fileURLToPath(new URL('../src/worker/Absent.ts', import.meta.url));

const LEFT_OUT = new Set(
  [
    // the other modes of kube-proxy, and what it refuses
    'cluster/proxyRefusals.ts',
    'proxy/nftables/compile.ts',
    'proxy/iptables/kubeletTables.ts',
    'proxy/nftables/renderNftRule.ts',
    'kernel/walkNftChain.ts',
    'proxy/ipvs/compile.ts',
    'proxy/ipvs/compileTables.ts',
    'proxy/ipvs/render.ts',
    'kernel/ipvs.ts',
    'kernel/ipset.ts',
    'trace/tellNft.ts',
    'trace/ipvsStep.ts',
    // kinds that few scenarios have
    'admit/config.ts',
    'admit/cronJob.ts',
    'admit/customResourceDefinition.ts',
    'admit/daemonSetValidation.ts',
    'admit/endpoints.ts',
    'admit/horizontalPodAutoscaler.ts',
    'admit/horizontalPodAutoscalerV1.ts',
    'admit/ingress.ts',
    'admit/jobs.ts',
    'admit/managed/owners.ts',
    'admit/networkPolicy.ts',
    'admit/otherKinds.ts',
    'admit/persistentVolume.ts',
    'admit/podDisruptionBudget.ts',
    'admit/quota/limitRanger.ts',
    'admit/quota/limitRangeStrategy.ts',
    'admit/quota/quotaRefusal.ts',
    'admit/quota/resourceQuotaStrategy.ts',
    'admit/quota/scopes.ts',
    'admit/rareContainerFields.ts',
    'admit/rareSchema.generated.ts',
    'admit/rareVolumes.ts',
    'admit/runtimeClass.ts',
    'admit/serverKinds.ts',
    'admit/serviceCidr.ts',
    'admit/smallKinds.ts',
    'admit/statefulSetValidation.ts',
    'admit/storage.ts',
    'admit/successPolicy.ts',
    'admit/timeZones.ts',
    'admit/webhooks.ts',
    'controllers/customResourceDefinition.ts',
    'controllers/daemonSet.ts',
    'controllers/disruption.ts',
    'controllers/job.ts',
    'controllers/mirroringReconciler.ts',
    'controllers/resourceQuota.ts',
    'controllers/scaleDeployment.ts',
    'controllers/disruptionTarget.ts',
    'controllers/taintEviction.ts',
    'controllers/volumeReasons.ts',
    'controllers/volumes.ts',
    'policy/judge.ts',
    'policy/peers.ts',
    'policy/ports.ts',
    'trace/denialReason.ts',
    // who is not the administrator
    'shell/kubectl/authorizer.ts',
    // of Lists alone
    'shell/kubectl/schemaValidation.ts',
    'shell/kubectl/bootstrapPolicy.ts',
    // what few texts use
    'admit/affinityValidation.ts',
    'admit/corruptByte.ts',
    'admit/deleteObject.ts',
    'admit/divisorValidation.ts',
    'admit/dnsConfigValidation.ts',
    'admit/endpointSlice.ts',
    'admit/ephemeralContainers.ts',
    'admit/internalForm.ts',
    'admit/internalTypes.ts',
    'admit/loadBalancerStatus.ts',
    'admit/osValidation.ts',
    'admit/otherUid.ts',
    'admit/podAnnotations.ts',
    'admit/podRequests.ts',
    'admit/podSecurityAdmission.ts',
    'admit/podSecurityChecks.ts',
    'admit/podUpdateValidation.ts',
    'admit/sysctlValidation.ts',
    'admit/unifiedDiff.ts',
    'admit/valueFromValidation.ts',
    'admit/volumeDefaults.ts',
    'admit/volumePaths.ts',
    'admit/workloadUpdateValidation.ts',
    'admit/writeStatus.ts',
    'controllers/interPodAffinity.ts',
    'controllers/nodeSelectorTerms.ts',
    'controllers/podEnd.ts',
    'controllers/podTopologySpread.ts',
    'controllers/rankedForDeletion.ts',
    'controllers/topologyHints.ts',
    'controllers/statefulSet.ts',
    'controllers/unschedulable.ts',
    'discovery/reverse.ts',
    'discovery/srvRecords.ts',
    'proxy/iptables/portmapTables.ts',
    'proxy/staleEntries.ts',
    'parse/goSyntax.ts',
    'parse/jsonStream.ts',
    'parse/jsonSyntaxError.ts',
    'parse/scanTag.ts',
    'trace/vxlan.ts',
  ].map((file) => engine + file),
);

/** @returns {import('vite').Plugin} */
export function leanWorker() {
  let lean = false;
  return {
    name: 'kubehop:lean-worker',
    apply: 'build',
    buildStart({ input }) {
      lean = JSON.stringify(input).includes('simulation.worker');
      const gone = [...LEFT_OUT].filter((file) => !existsSync(file));
      if (gone.length) this.error(`nothing to leave out at ${gone.join(', ')}`);
    },
    load(id) {
      const file = id.split('?')[0] ?? '';
      if (!lean || !LEFT_OUT.has(file)) return null;
      const names = [...readFileSync(file, 'utf8').matchAll(/^export (?:function|const|class) (\w+)/gm)].map(
        ([, name]) => name,
      );
      return [
        `import { absent } from ${JSON.stringify(absent)};`,
        ...names.map((name) => `export const ${name} = absent(${JSON.stringify(name)});`),
      ].join('\n');
    },
  };
}
