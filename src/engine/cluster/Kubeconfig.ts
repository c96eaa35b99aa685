/** What the admin's kubeconfig says of where kubectl goes. */
export interface KubeContext {
  name: string;
  cluster: string;
  user: string;
  namespace: string;
}

/** Never changed in place: a copy of a cluster shares it. */
export interface Kubeconfig {
  readonly current: string;
  readonly contexts: readonly Readonly<KubeContext>[];
}

const NAME = 'kubernetes-admin@kubernetes';

/** kubeadm's admin.conf. */
export const ADMIN_CONF: Kubeconfig = {
  current: NAME,
  contexts: [{ name: NAME, cluster: 'kubernetes', user: 'kubernetes-admin', namespace: '' }],
};

/** The context that commands use, if there is one. */
export const currentContext = ({ current, contexts }: Kubeconfig): KubeContext | undefined =>
  contexts.find(({ name }) => name === current);
