import type { Check } from './Check.ts';
import type { Finding } from './Finding.ts';
import { typedIn, writtenFor } from './written.ts';

/** Hosts in a text: of URLs, of `name:port`, or the whole text. */
function hostsIn(text: string): string[] {
  const hosts: string[] = [];
  for (const [, host] of text.matchAll(/(?:^|[\s=,@"'(]|:\/\/)([a-z]([-a-z0-9]*[a-z0-9])?)(?=:\d+\b|\/|$|[\s,"')])/g))
    if (host !== undefined) hosts.push(host);
  return hosts;
}

const ADDRESSED = /:\/\/|:\d+|_HOST$|_URL$|_ADDR(ESS)?$/;

/**
 * A program that is given the short name of a Service of another Namespace: the search list of its Pod begins with its
 * own Namespace, so the name does not resolve (dns.go, generateSearchesForDNSClusterFirst).
 */
export const shortName: Check = {
  code: 'dns/namespace',
  docs: 'concepts/services-networking/dns-pod-service/#namespaces-of-services',
  scenario: 'dns-search',
  find: (look) => {
    const byName = new Map<string, Set<string>>();
    for (const { name, namespace } of look.services) byName.set(name, (byName.get(name) ?? new Set()).add(namespace));
    return [...writtenFor(look), ...typedIn(look)].flatMap(({ pod, ref, text, severity, unexpected }) =>
      [...new Set(hostsIn(text))].flatMap((host): Finding[] => {
        const places = byName.get(host);
        const own = pod.metadata.namespace ?? '';
        const [there] = places ?? [];
        // a bare word may be anything; with a scheme or a port it is a host
        const asHost =
          new RegExp(`(://|@)${host}\\b|\\b${host}:\\d`).test(text) || ADDRESSED.test(nameOf(pod, ref.path));
        if (!places || there === undefined || places.has(own) || !asHost) return [];
        const one = look.services.find(({ name, namespace }) => name === host && namespace === there);
        const port = one?.service.spec.ports?.[0];
        const longer = text.replace(new RegExp(`(^|[^-.\\w])${host}(?![-.\\w])`), `$1${host}.${there}`);
        const from = { kind: 'pod', namespace: own, name: pod.metadata.name } as const;
        return [
          {
            ref,
            severity,
            message: ['shortName', host, own, there],
            hint: ['searchOwnNamespace'],
            evidence: one ? [{ object: one.key, path: 'metadata.namespace' }] : [],
            ...(port && { shows: { from, url: `${port.protocol.toLowerCase()}://${host}:${port.port}` } }),
            mends: [
              {
                title: ['setField', host, `${host}.${there}`],
                set: [{ ref, value: longer }, ...unexpected],
                ...(port && {
                  opens: { from, url: `${port.protocol.toLowerCase()}://${host}.${there}:${port.port}` },
                }),
              },
            ],
          },
        ];
      }),
    );
  },
};

/** The name of the variable whose value stands at a path. */
function nameOf(pod: { spec: { containers: { env?: { name: string }[] }[] } }, path: string): string {
  const [, container, variable] = /containers\[(\d+)\]\.env\[(\d+)\]/.exec(path) ?? [];
  return pod.spec.containers[Number(container)]?.env?.[Number(variable)]?.name ?? '';
}
