import type { KubeObject } from '../../../model/KubeObject.ts';
import { objectKey } from '../../../model/Span.ts';
import type { Fields } from '../../admit/Fields.ts';
import { makeUid } from '../../admit/identity.ts';
import type { Cluster } from '../../cluster/Cluster.ts';
import { START } from './serverObjects.ts';

// The roles that an API server makes for itself when it starts, and whom it binds to them
// (plugin/pkg/auth/authorizer/rbac/bootstrappolicy), as a real one of 1.36.3 lists them.

/**
 * A role a line: `NAMESPACE/NAME`, which aggregated roles it goes into, which it is aggregated from, and its rules:
 * `VERBS|GROUPS|RESOURCES|NAMES` or `VERBS|PATHS`.
 */
const ROLES = `
admin  admin
cluster-admin   *|*|* *|*
edit admin edit
system:aggregate-to-admin admin  create|authorization.k8s.io|localsubjectaccessreviews create,delete,deletecollection,get,list,patch,update,watch|rbac.authorization.k8s.io|rolebindings,roles
system:aggregate-to-edit edit  get,list,watch||pods/attach,pods/exec,pods/portforward,pods/proxy,secrets,services/proxy impersonate||serviceaccounts create,delete,deletecollection,patch,update||pods,pods/attach,pods/exec,pods/portforward,pods/proxy create||pods/eviction create,delete,deletecollection,patch,update||configmaps,persistentvolumeclaims,replicationcontrollers,replicationcontrollers/scale,secrets,serviceaccounts,services,services/proxy create||serviceaccounts/token create,delete,deletecollection,patch,update|,events.k8s.io|events create,delete,deletecollection,patch,update|apps|daemonsets,deployments,deployments/rollback,deployments/scale,replicasets,replicasets/scale,statefulsets,statefulsets/scale create,delete,deletecollection,patch,update|autoscaling|horizontalpodautoscalers create,delete,deletecollection,patch,update|batch|cronjobs,jobs create,delete,deletecollection,patch,update|extensions|daemonsets,deployments,deployments/rollback,deployments/scale,ingresses,networkpolicies,replicasets,replicasets/scale,replicationcontrollers/scale create,delete,deletecollection,patch,update|policy|poddisruptionbudgets create,delete,deletecollection,patch,update|networking.k8s.io|ingresses,networkpolicies create,delete,deletecollection,get,list,patch,update,watch|coordination.k8s.io|leases create,delete,deletecollection,patch,update|resource.k8s.io|resourceclaims,resourceclaimtemplates
system:aggregate-to-view view  get,list,watch||configmaps,endpoints,persistentvolumeclaims,persistentvolumeclaims/status,pods,replicationcontrollers,replicationcontrollers/scale,serviceaccounts,services,services/status get,list,watch||bindings,limitranges,namespaces/status,pods/log,pods/status,replicationcontrollers/status,resourcequotas,resourcequotas/status get,list,watch||namespaces get,list,watch|,events.k8s.io|events get,list,watch|discovery.k8s.io|endpointslices get,list,watch|apps|controllerrevisions,daemonsets,daemonsets/status,deployments,deployments/scale,deployments/status,replicasets,replicasets/scale,replicasets/status,statefulsets,statefulsets/scale,statefulsets/status get,list,watch|autoscaling|horizontalpodautoscalers,horizontalpodautoscalers/status get,list,watch|batch|cronjobs,cronjobs/status,jobs,jobs/status get,list,watch|extensions|daemonsets,daemonsets/status,deployments,deployments/scale,deployments/status,ingresses,ingresses/status,networkpolicies,replicasets,replicasets/scale,replicasets/status,replicationcontrollers/scale get,list,watch|policy|poddisruptionbudgets,poddisruptionbudgets/status get,list,watch|networking.k8s.io|ingresses,ingresses/status,networkpolicies get,list,watch|resource.k8s.io|resourceclaims,resourceclaims/status,resourceclaimtemplates
system:auth-delegator   create|authentication.k8s.io|tokenreviews create|authorization.k8s.io|subjectaccessreviews
system:basic-user   create|authorization.k8s.io|selfsubjectaccessreviews,selfsubjectrulesreviews create|authentication.k8s.io|selfsubjectreviews
system:certificates.k8s.io:certificatesigningrequests:nodeclient   create|certificates.k8s.io|certificatesigningrequests/nodeclient
system:certificates.k8s.io:certificatesigningrequests:selfnodeclient   create|certificates.k8s.io|certificatesigningrequests/selfnodeclient
system:certificates.k8s.io:kube-apiserver-client-approver   approve|certificates.k8s.io|signers|kubernetes.io/kube-apiserver-client
system:certificates.k8s.io:kube-apiserver-client-kubelet-approver   approve|certificates.k8s.io|signers|kubernetes.io/kube-apiserver-client-kubelet
system:certificates.k8s.io:kubelet-serving-approver   approve|certificates.k8s.io|signers|kubernetes.io/kubelet-serving
system:certificates.k8s.io:legacy-unknown-approver   approve|certificates.k8s.io|signers|kubernetes.io/legacy-unknown
system:controller:attachdetach-controller   list,watch||persistentvolumeclaims,persistentvolumes get,list,watch||nodes patch,update||nodes/status list,watch||pods create,patch,update|,events.k8s.io|events create,delete,get,list,watch|storage.k8s.io|volumeattachments get,list,watch|storage.k8s.io|csidrivers get,list,watch|storage.k8s.io|csinodes
system:controller:certificate-controller   delete,get,list,watch|certificates.k8s.io|certificatesigningrequests update|certificates.k8s.io|certificatesigningrequests/approval,certificatesigningrequests/status approve|certificates.k8s.io|signers|kubernetes.io/kube-apiserver-client-kubelet sign|certificates.k8s.io|signers|kubernetes.io/kube-apiserver-client,kubernetes.io/kube-apiserver-client-kubelet,kubernetes.io/kubelet-serving,kubernetes.io/legacy-unknown create|authorization.k8s.io|subjectaccessreviews create,patch,update|,events.k8s.io|events
system:controller:clusterrole-aggregation-controller   escalate,get,list,patch,update,watch|rbac.authorization.k8s.io|clusterroles
system:controller:cronjob-controller   get,list,update,watch|batch|cronjobs create,delete,get,list,patch,update,watch|batch|jobs update|batch|cronjobs/status update|batch|cronjobs/finalizers delete,list,watch||pods create,patch,update|,events.k8s.io|events
system:controller:daemon-set-controller   get,list,watch|apps,extensions|daemonsets update|apps,extensions|daemonsets/status update|apps,extensions|daemonsets/finalizers list,watch||nodes create,delete,list,patch,watch||pods create||pods/binding create,delete,get,list,patch,update,watch|apps|controllerrevisions create,patch,update|,events.k8s.io|events
system:controller:deployment-controller   get,list,update,watch|apps,extensions|deployments update|apps,extensions|deployments/status update|apps,extensions|deployments/finalizers create,delete,get,list,patch,update,watch|apps,extensions|replicasets get,list,update,watch||pods create,patch,update|,events.k8s.io|events
system:controller:device-taint-eviction-controller   delete,get,list,watch||pods patch,update||pods/status get,list,watch|resource.k8s.io|resourceclaims get,list,watch|resource.k8s.io|resourceslices get,list,watch|resource.k8s.io|deviceclasses create,patch,update|,events.k8s.io|events
system:controller:disruption-controller   get,list,watch|apps,extensions|deployments get,list,watch|apps,extensions|replicasets get,list,watch||replicationcontrollers get,list,watch|policy|poddisruptionbudgets get,list,watch|apps|statefulsets update|policy|poddisruptionbudgets/status patch,update||pods/status get|*|*/scale create,patch,update|,events.k8s.io|events
system:controller:endpoint-controller   get,list,watch||pods,services create,delete,get,list,update,watch||endpoints create||endpoints/restricted create,patch,update|,events.k8s.io|events
system:controller:endpointslice-controller   get,list,watch||nodes,pods,services update||services/finalizers create,delete,get,list,update,watch|discovery.k8s.io|endpointslices create,patch,update|,events.k8s.io|events
system:controller:endpointslicemirroring-controller   get,list,watch||endpoints,services update||services/finalizers update||endpoints/finalizers create,delete,get,list,update,watch|discovery.k8s.io|endpointslices create,patch,update|,events.k8s.io|events
system:controller:ephemeral-volume-controller   get,list,watch||pods update||pods/finalizers create,get,list,watch||persistentvolumeclaims create,patch,update|,events.k8s.io|events
system:controller:expand-controller   get,list,patch,update,watch||persistentvolumes patch,update||persistentvolumeclaims/status get,list,watch||persistentvolumeclaims create,patch,update|,events.k8s.io|events
system:controller:generic-garbage-collector   delete,get,list,patch,update,watch|*|* create,patch,update|,events.k8s.io|events
system:controller:horizontal-pod-autoscaler   get,list,watch|autoscaling|horizontalpodautoscalers update|autoscaling|horizontalpodautoscalers/status get,update|*|*/scale list,watch||pods list,watch|metrics.k8s.io|pods get,list,watch|custom.metrics.k8s.io|* get,list,watch|external.metrics.k8s.io|* create,patch,update|,events.k8s.io|events
system:controller:job-controller   get,list,patch,update,watch|batch|jobs update|batch|jobs/status update|batch|jobs/finalizers create,delete,list,patch,watch||pods create,patch,update|,events.k8s.io|events
system:controller:legacy-service-account-token-cleaner   get||configmaps|kube-apiserver-legacy-service-account-token-tracking delete,patch||secrets
system:controller:namespace-controller   delete,get,list,watch||namespaces update||namespaces/finalize,namespaces/status delete,deletecollection,get,list,watch|*|*
system:controller:node-controller   delete,get,list,patch,update,watch||nodes patch,update||nodes/status patch,update||pods/status delete,get,list,watch||pods create,patch,update|,events.k8s.io|events
system:controller:persistent-volume-binder   create,delete,get,list,update,watch||persistentvolumes update||persistentvolumes/status get,list,update,watch||persistentvolumeclaims update||persistentvolumeclaims/status create,delete,get,list,watch||pods get,list,watch|storage.k8s.io|storageclasses list,watch||nodes create,patch,update|,events.k8s.io|events watch||events
system:controller:pod-garbage-collector   delete,list,watch||pods get,list,watch||nodes patch||pods/status
system:controller:pv-protection-controller   get,list,update,watch||persistentvolumes create,patch,update|,events.k8s.io|events
system:controller:pvc-protection-controller   get,list,update,watch||persistentvolumeclaims update||persistentvolumeclaims/status get,list,watch||pods create,patch,update|,events.k8s.io|events
system:controller:replicaset-controller   get,list,update,watch|apps,extensions|replicasets update|apps,extensions|replicasets/status update|apps,extensions|replicasets/finalizers create,delete,list,patch,watch||pods create,patch,update|,events.k8s.io|events
system:controller:replication-controller   get,list,update,watch||replicationcontrollers update||replicationcontrollers/status update||replicationcontrollers/finalizers create,delete,list,patch,watch||pods create,patch,update|,events.k8s.io|events
system:controller:resource-claim-controller   get,list,watch||pods update||pods/finalizers create,delete,get,list,watch|resource.k8s.io|resourceclaims patch,update|resource.k8s.io|resourceclaims,resourceclaims/status patch,update||pods/status create,patch,update|,events.k8s.io|events patch,update|resource.k8s.io|resourceclaims/binding
system:controller:resourcequota-controller   list,watch|*|* update||resourcequotas/status create,patch,update|,events.k8s.io|events
system:controller:root-ca-cert-publisher   create,update||configmaps create,patch,update|,events.k8s.io|events
system:controller:route-controller   list,watch||nodes patch||nodes/status create,patch,update|,events.k8s.io|events
system:controller:selinux-warning-controller   create,patch,update|,events.k8s.io|events get,list,watch||persistentvolumes get,list,watch||persistentvolumeclaims get,list,watch||pods get,list,watch|storage.k8s.io|csidrivers
system:controller:service-account-controller   create||serviceaccounts create,patch,update|,events.k8s.io|events
system:controller:service-cidrs-controller   get,list,patch,update,watch|networking.k8s.io|servicecidrs patch,update|networking.k8s.io|servicecidrs/finalizers patch,update|networking.k8s.io|servicecidrs/status get,list,watch|networking.k8s.io|ipaddresses create,patch,update|,events.k8s.io|events
system:controller:service-controller   get,list,watch||services patch,update||services/status list,watch||nodes create,patch,update|,events.k8s.io|events
system:controller:statefulset-controller   list,watch||pods get,list,watch|apps|statefulsets update|apps|statefulsets/status update|apps|statefulsets/finalizers create,delete,get,patch,update||pods create,delete,get,list,patch,update,watch|apps|controllerrevisions create,get,list,watch||persistentvolumeclaims delete,update||persistentvolumeclaims update||pods/finalizers create,patch,update|,events.k8s.io|events
system:controller:ttl-after-finished-controller   delete,get,list,watch|batch|jobs create,patch,update|,events.k8s.io|events
system:controller:ttl-controller   list,patch,update,watch||nodes create,patch,update|,events.k8s.io|events
system:controller:validatingadmissionpolicy-status-controller   get,list,watch|admissionregistration.k8s.io|validatingadmissionpolicies get,patch,update|admissionregistration.k8s.io|validatingadmissionpolicies/status create,patch,update|,events.k8s.io|events
system:controller:volumeattributesclass-protection-controller   get,list,watch||persistentvolumeclaims get,list,watch||persistentvolumes get,list,update,watch|storage.k8s.io|volumeattributesclasses create,patch,update|,events.k8s.io|events
system:discovery   get|/api,/api/*,/apis,/apis/*,/healthz,/livez,/openapi,/openapi/*,/readyz,/version,/version/
system:heapster   get,list,watch||events,namespaces,nodes,pods get,list,watch|extensions|deployments
system:kube-aggregator   get,list,watch||endpoints,services
system:kube-controller-manager   create,patch,update|,events.k8s.io|events create|coordination.k8s.io|leases get,update|coordination.k8s.io|leases|kube-controller-manager create||secrets,serviceaccounts delete||secrets get||configmaps,namespaces,secrets,serviceaccounts update||secrets,serviceaccounts create|authentication.k8s.io|tokenreviews create|authorization.k8s.io|subjectaccessreviews list,watch|*|* create||serviceaccounts/token
system:kube-dns   list,watch||endpoints,services
system:kube-scheduler   create,patch,update|,events.k8s.io|events create|coordination.k8s.io|leases get,list,update,watch|coordination.k8s.io|leases|kube-scheduler create,delete,deletecollection,get,list,patch,update,watch|coordination.k8s.io|leasecandidates get,list,watch||nodes delete,get,list,watch||pods create||bindings,pods/binding patch,update||pods/status get,list,watch||replicationcontrollers,services get,list,watch|apps,extensions|replicasets get,list,watch|apps|statefulsets get,list,watch|policy|poddisruptionbudgets get,list,watch||persistentvolumeclaims,persistentvolumes create|authentication.k8s.io|tokenreviews create|authorization.k8s.io|subjectaccessreviews get,list,watch|storage.k8s.io|csinodes get,list,watch|storage.k8s.io|volumeattachments get,list,watch||namespaces get,list,watch|storage.k8s.io|csidrivers get,list,watch|storage.k8s.io|csistoragecapacities get,list,watch|resource.k8s.io|deviceclasses get,list,patch,update,watch|resource.k8s.io|resourceclaims get,list,patch,update,watch|resource.k8s.io|resourceclaims/status update||pods/finalizers get,list,watch|resource.k8s.io|resourceslices create,delete|resource.k8s.io|resourceclaims patch,update|resource.k8s.io|resourceclaims/binding
system:kubelet-api-admin   get,list,watch||nodes proxy||nodes *||nodes/log,nodes/metrics,nodes/proxy,nodes/stats *||nodes/configz,nodes/healthz,nodes/pods
system:monitoring   get|/flagz,/healthz,/healthz/*,/livez,/livez/*,/metrics,/metrics/slis,/readyz,/readyz/*,/statusz get||nodes/metrics
system:node   create|authentication.k8s.io|tokenreviews create|authorization.k8s.io|localsubjectaccessreviews,subjectaccessreviews get,list,watch||services create,get,list,watch||nodes patch,update||nodes/status patch,update||nodes create,patch,update|,events.k8s.io|events get,list,watch||pods create,delete||pods patch,update||pods/status create||pods/eviction get,list,watch||configmaps,secrets get||persistentvolumeclaims,persistentvolumes get||endpoints create,get,list,watch|certificates.k8s.io|certificatesigningrequests create,delete,get,patch,update|coordination.k8s.io|leases get|storage.k8s.io|volumeattachments create||serviceaccounts/token get,patch,update||persistentvolumeclaims/status get,list,watch|storage.k8s.io|csidrivers create,delete,get,patch,update|storage.k8s.io|csinodes get,list,watch|node.k8s.io|runtimeclasses get|resource.k8s.io|resourceclaims deletecollection|resource.k8s.io|resourceslices get||serviceaccounts
system:node-bootstrapper   create,get,list,watch|certificates.k8s.io|certificatesigningrequests
system:node-problem-detector   get||nodes patch||nodes/status create,patch,update|,events.k8s.io|events
system:node-proxier   list,watch||endpoints,services get,list,watch||nodes create,patch,update|,events.k8s.io|events list,watch|networking.k8s.io|servicecidrs list,watch|discovery.k8s.io|endpointslices
system:persistent-volume-provisioner   create,delete,get,list,watch||persistentvolumes get,list,update,watch||persistentvolumeclaims get,list,watch|storage.k8s.io|storageclasses watch||events create,patch,update|,events.k8s.io|events
system:public-info-viewer   get|/healthz,/livez,/readyz,/version,/version/
system:service-account-issuer-discovery   get|/.well-known/openid-configuration,/.well-known/openid-configuration/,/openid/v1/jwks,/openid/v1/jwks/
system:volume-scheduler   get,list,patch,update,watch||persistentvolumes get,list,watch|storage.k8s.io|storageclasses get,list,patch,update,watch||persistentvolumeclaims
view edit view
kube-public/system:controller:bootstrap-signer   get,list,watch||configmaps update||configmaps|cluster-info create,patch,update|,events.k8s.io|events
kube-system/extension-apiserver-authentication-reader   get,list,watch||configmaps|extension-apiserver-authentication
kube-system/system::leader-locking-kube-controller-manager   create,get,list,update,watch|coordination.k8s.io|leases create,get,list,update,watch|coordination.k8s.io|leasecandidates
kube-system/system::leader-locking-kube-scheduler   create,get,list,update,watch|coordination.k8s.io|leases create,get,list,update,watch|coordination.k8s.io|leasecandidates
kube-system/system:controller:bootstrap-signer   get,list,watch||secrets
kube-system/system:controller:cloud-provider   create,get,list,watch||configmaps
kube-system/system:controller:token-cleaner   delete,get,list,watch||secrets create,patch,update|,events.k8s.io|events
`;

/** A binding a line: its name, the role's where it is another, and users, groups and service accounts. */
const BINDINGS = `
cluster-admin  g=system:masters
system:basic-user  g=system:authenticated
system:controller:attachdetach-controller  s=kube-system/attachdetach-controller
system:controller:certificate-controller  s=kube-system/certificate-controller
system:controller:clusterrole-aggregation-controller  s=kube-system/clusterrole-aggregation-controller
system:controller:cronjob-controller  s=kube-system/cronjob-controller
system:controller:daemon-set-controller  s=kube-system/daemon-set-controller
system:controller:deployment-controller  s=kube-system/deployment-controller
system:controller:device-taint-eviction-controller  s=kube-system/device-taint-eviction-controller
system:controller:disruption-controller  s=kube-system/disruption-controller
system:controller:endpoint-controller  s=kube-system/endpoint-controller
system:controller:endpointslice-controller  s=kube-system/endpointslice-controller
system:controller:endpointslicemirroring-controller  s=kube-system/endpointslicemirroring-controller
system:controller:ephemeral-volume-controller  s=kube-system/ephemeral-volume-controller
system:controller:expand-controller  s=kube-system/expand-controller
system:controller:generic-garbage-collector  s=kube-system/generic-garbage-collector
system:controller:horizontal-pod-autoscaler  s=kube-system/horizontal-pod-autoscaler
system:controller:job-controller  s=kube-system/job-controller
system:controller:legacy-service-account-token-cleaner  s=kube-system/legacy-service-account-token-cleaner
system:controller:namespace-controller  s=kube-system/namespace-controller
system:controller:node-controller  s=kube-system/node-controller
system:controller:persistent-volume-binder  s=kube-system/persistent-volume-binder
system:controller:pod-garbage-collector  s=kube-system/pod-garbage-collector
system:controller:pv-protection-controller  s=kube-system/pv-protection-controller
system:controller:pvc-protection-controller  s=kube-system/pvc-protection-controller
system:controller:replicaset-controller  s=kube-system/replicaset-controller
system:controller:replication-controller  s=kube-system/replication-controller
system:controller:resource-claim-controller  s=kube-system/resource-claim-controller
system:controller:resourcequota-controller  s=kube-system/resourcequota-controller
system:controller:root-ca-cert-publisher  s=kube-system/root-ca-cert-publisher
system:controller:route-controller  s=kube-system/route-controller
system:controller:selinux-warning-controller  s=kube-system/selinux-warning-controller
system:controller:service-account-controller  s=kube-system/service-account-controller
system:controller:service-cidrs-controller  s=kube-system/service-cidrs-controller
system:controller:service-controller  s=kube-system/service-controller
system:controller:statefulset-controller  s=kube-system/statefulset-controller
system:controller:ttl-after-finished-controller  s=kube-system/ttl-after-finished-controller
system:controller:ttl-controller  s=kube-system/ttl-controller
system:controller:validatingadmissionpolicy-status-controller  s=kube-system/validatingadmissionpolicy-status-controller
system:controller:volumeattributesclass-protection-controller  s=kube-system/volumeattributesclass-protection-controller
system:discovery  g=system:authenticated
system:kube-controller-manager  u=system:kube-controller-manager
system:kube-dns  s=kube-system/kube-dns
system:kube-scheduler  u=system:kube-scheduler
system:monitoring  g=system:monitoring
system:node 
system:node-proxier  u=system:kube-proxy
system:public-info-viewer  g=system:authenticated g=system:unauthenticated
system:service-account-issuer-discovery  g=system:serviceaccounts
system:volume-scheduler  u=system:kube-scheduler
kube-public/system:controller:bootstrap-signer  s=kube-system/bootstrap-signer
kube-system/system::extension-apiserver-authentication-reader extension-apiserver-authentication-reader u=system:kube-controller-manager u=system:kube-scheduler
kube-system/system::leader-locking-kube-controller-manager  u=system:kube-controller-manager s=kube-system/kube-controller-manager s=kube-system/leader-election-controller
kube-system/system::leader-locking-kube-scheduler  u=system:kube-scheduler s=kube-system/kube-scheduler
kube-system/system:controller:bootstrap-signer  s=kube-system/bootstrap-signer
kube-system/system:controller:cloud-provider  s=kube-system/cloud-provider
kube-system/system:controller:token-cleaner  s=kube-system/token-cleaner
`;

const RBAC = 'rbac.authorization.k8s.io';

const linesOf = (table: string): string[][] =>
  table
    .trim()
    .split('\n')
    .map((line) => line.split(' '));

const listOf = (text: string): string[] => (text === '' ? [] : text.split(','));

function ruleOf(text: string): Fields {
  const [verbs = '', second = '', resources, names] = text.split('|');
  if (resources === undefined) return { nonResourceURLs: second.split(','), verbs: verbs.split(',') };
  return {
    apiGroups: second.split(','),
    ...(names === undefined ? {} : { resourceNames: names.split(',') }),
    resources: resources.split(','),
    verbs: verbs.split(','),
  };
}

const label = (role: string): string => `${RBAC}/aggregate-to-${role}`;

/** What only the server's own objects have, and where they are. */
function base(cluster: Cluster, kind: 'Role' | 'RoleBinding', place: string, labels: readonly string[] = []): Fields {
  const [, namespace, name = ''] = /^(?:([^/]+)\/)?(.*)$/.exec(place) ?? [];
  const ofCluster = namespace === undefined ? `Cluster${kind}` : kind;
  return {
    apiVersion: `${RBAC}/v1`,
    kind: ofCluster,
    metadata: {
      annotations: { 'rbac.authorization.kubernetes.io/autoupdate': 'true' },
      creationTimestamp: START,
      labels: {
        'kubernetes.io/bootstrapping': 'rbac-defaults',
        ...Object.fromEntries(labels.map((to) => [label(to), 'true'])),
      },
      name,
      ...(namespace === undefined ? {} : { namespace }),
      resourceVersion: '1',
      uid: makeUid(cluster, objectKey(ofCluster, namespace, name), {}),
    },
  };
}

/** The rules of the ClusterRoles with one of these labels, each once (clusterroleaggregation: syncClusterRole). */
function aggregated(roles: readonly string[][], from: readonly string[]): Fields[] {
  const rules = new Map<string, Fields>();
  for (const to of from)
    for (const [, into = '', of = '', ...own] of roles)
      if (listOf(into).includes(to))
        for (const rule of of === '' ? own.map(ruleOf) : aggregated(roles, listOf(of)))
          rules.set(JSON.stringify(rule), rule);
  return [...rules.values()];
}

function rolesOf(cluster: Cluster): Fields[] {
  const lines = linesOf(ROLES);
  return lines.map(([place = '', into = '', of = '', ...own]) => ({
    ...base(cluster, 'Role', place, listOf(into)),
    ...(of === ''
      ? {}
      : {
          aggregationRule: {
            clusterRoleSelectors: listOf(of).map((from) => ({ matchLabels: { [label(from)]: 'true' } })),
          },
        }),
    rules: of === '' ? own.map(ruleOf) : aggregated(lines, listOf(of)),
  }));
}

function subjectOf(text: string): Fields {
  const [kind = '', name = ''] = text.split('=');
  if (kind !== 's') return { apiGroup: RBAC, kind: kind === 'u' ? 'User' : 'Group', name };
  const [namespace, account] = name.split('/');
  return { kind: 'ServiceAccount', name: account, namespace };
}

const bindingsOf = (cluster: Cluster): Fields[] =>
  linesOf(BINDINGS).map(([place = '', role, ...subjects]) => ({
    ...base(cluster, 'RoleBinding', place),
    roleRef: {
      apiGroup: RBAC,
      kind: place.includes('/') ? 'Role' : 'ClusterRole',
      name: role || place.slice(place.indexOf('/') + 1),
    },
    ...(subjects.length > 0 ? { subjects: subjects.map(subjectOf) } : {}),
  }));

/** The server's own objects of one of RBAC's kinds. */
export function bootstrapPolicy(cluster: Cluster, kind: string, namespace?: string): KubeObject[] {
  const all = kind.endsWith('Binding') ? bindingsOf(cluster) : rolesOf(cluster);
  return (all as unknown as KubeObject[]).filter(
    (object) => object.kind === kind && (namespace === undefined || object.metadata.namespace === namespace),
  );
}
