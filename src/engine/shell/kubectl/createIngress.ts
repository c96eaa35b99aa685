import { valueOf } from './flags.ts';
import type { Generator } from './Generator.ts';
import { KubectlError } from './KubectlError.ts';

interface Rule {
  host: string;
  path: object;
  tls: string | undefined;
}

const backend = (name: string, port: string): object => ({
  service: { name, port: /^\d+$/.test(port) ? { number: Number(port) } : { name: port } },
});

/** `foo.com/bar*=svc1:8080,tls=my-cert` (kubectl: create_ingress.go). */
function ruleOf(text: string): Rule {
  const [, host = '', path = '', name = '', port = '', tls, secret = ''] =
    /^([\w*.-]*)(\/.*)=([\w-]+):([\w-]+)(,tls=?([\w-]+)?)?/.exec(text) ?? [];
  if (name === '')
    throw KubectlError.plain(
      `rule ${text} is invalid and should be in format host/path=svcname:svcport[,tls[=secret]]`,
    );
  const prefix = path.endsWith('*');
  const route = prefix ? path.slice(0, -1) : path;
  return {
    host,
    path: { backend: backend(name, port), path: route || '/', pathType: prefix ? 'Prefix' : 'Exact' },
    tls: tls === undefined ? undefined : secret,
  };
}

/** `kubectl create ingress NAME --rule=host/path=service:port[,tls[=secret]]`. */
export const ingress: Generator = {
  flags: [
    { name: 'class', type: 'string' },
    { name: 'rule', type: 'list' },
    { name: 'default-backend', type: 'string' },
    { name: 'annotation', type: 'list' },
  ],
  failure: 'failed to create ingress:',
  object(args, name) {
    const given = args.flags.get('rule') ?? [];
    const fallback = valueOf(args, { name: 'default-backend' });
    if (given.length === 0 && !fallback)
      throw KubectlError.plain(
        'not enough information provided: every ingress has to either specify a default-backend (which catches all traffic) or a list of rules (which catch specific paths)',
      );
    const rules = given.map(ruleOf);
    const hosts = [...new Set(rules.map(({ host }) => host))];
    const secrets = [...new Set(rules.flatMap(({ tls }) => (tls === undefined ? [] : [tls])))];
    const tls = secrets.flatMap((secretName) => {
      // of several secrets of a host the first one counts (buildTLSRules)
      const secretOf = (host: string) => rules.find((rule) => rule.host === host && rule.tls !== undefined)?.tls;
      const of = hosts.filter((host) => host !== '' && secretOf(host) === secretName);
      const nameless = rules.some((rule) => rule.host === '' && rule.tls === secretName);
      if (of.length === 0 && !nameless) return [];
      if (of.length === 0 && secretName === '') return [];
      return [{ ...(of.length > 0 ? { hosts: of } : {}), ...(secretName === '' ? {} : { secretName }) }];
    });
    const pairs = args.flags.get('annotation') ?? [];
    const stray = pairs.find((pair) => !pair.includes('='));
    if (stray !== undefined)
      throw KubectlError.plain(`annotation ${stray} is invalid and should be in format key=[value]`);
    const annotations = Object.fromEntries(pairs.map((pair) => pair.split(/=(.*)/s)));
    const [service = '', port = '', ...more] = (fallback ?? ':').split(':');
    if (fallback && (!fallback.includes(':') || more.length > 0))
      throw KubectlError.plain('default-backend should be in format servicename:serviceport');
    const ofClass = valueOf(args, { name: 'class' });
    return {
      apiVersion: 'networking.k8s.io/v1',
      kind: 'Ingress',
      metadata: { ...(Object.keys(annotations).length > 0 ? { annotations } : {}), name },
      spec: {
        ...(fallback ? { defaultBackend: backend(service, port) } : {}),
        ...(ofClass ? { ingressClassName: ofClass } : {}),
        ...(rules.length > 0
          ? {
              rules: hosts.map((host) => ({
                ...(host === '' ? {} : { host }),
                http: { paths: rules.filter((rule) => rule.host === host).map(({ path }) => path) },
              })),
            }
          : {}),
        ...(tls.length > 0 ? { tls } : {}),
      },
      status: { loadBalancer: {} },
    };
  },
};
