const namespaceFile = { fieldRef: { apiVersion: 'v1', fieldPath: 'metadata.namespace' }, path: 'namespace' };

/** What the server mounts into every Pod, the same for all of them (plugin/pkg/admission/serviceaccount). */
export const TOKEN_VOLUME = {
  defaultMode: 0o644,
  sources: [
    { serviceAccountToken: { expirationSeconds: 3607, path: 'token' } },
    { configMap: { items: [{ key: 'ca.crt', path: 'ca.crt' }], name: 'kube-root-ca.crt' } },
    { downwardAPI: { items: [namespaceFile] } },
  ],
};
