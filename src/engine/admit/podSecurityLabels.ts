/** Labels of a Namespace that say what its Pods may do begin so (k8s.io/pod-security-admission/api/constants.go). */
export const PREFIX = 'pod-security.kubernetes.io/';

export type Labels = Record<string, string>;

export const polices = (labels: Labels): boolean => Object.keys(labels).some((key) => key.startsWith(PREFIX));
