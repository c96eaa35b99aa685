/** What there is to try at a place of each kind. */
export const EXAMPLES: Record<string, string[]> = {
  admin: ['kubectl get services', 'kubectl get endpointslices', 'kubectl get pods -o wide'],
  client: ['ip addr', 'ip route'],
  node: ['iptables-save -t nat', 'conntrack -L', 'ip route'],
  pod: ['cat /etc/resolv.conf', 'nslookup kubernetes', 'env'],
};
