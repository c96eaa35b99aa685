import { originSpan } from '../../app/originSpan.ts';
import type { ReactNode } from 'react';
import { lineAt } from '../../app/lines.ts';
import type { NodeView, PodView, ServiceView } from '../../model/Simulation.ts';
import type { Place } from '../../model/Trace.ts';
import { useApp, useAppState } from '../context.ts';
import { AddressChip } from '../kit/AddressChip.tsx';
import styles from './ObjectCard.module.css';
import { Icon } from '../kit/icons.tsx';

/** The object that is selected, in the picture or in the list. */
export default function ObjectCard() {
  const selection = useAppState((s) => s.selection);
  const result = useAppState((s) => s.result);
  if (!selection || !result) return null;
  const pod = result.pods.find(({ key }) => key === selection);
  if (pod) return <PodCard pod={pod} services={result.services} />;
  const service = result.services.find(({ key }) => key === selection);
  if (service) return <ServiceCard service={service} />;
  const node = result.nodes.find(({ name }) => selection === `Node//${name}`);
  return node ? <NodeCard node={node} pods={result.pods.filter((p) => p.node === node.name)} /> : null;
}

interface CardProps {
  object: string;
  kind: string;
  name: string;
  rows: [string, ReactNode][];
  /** Where a connection could begin. */
  from?: Place;
}

function Card({ object, kind, name, rows, from }: CardProps) {
  const app = useApp();
  const text = useAppState((s) => s.text);
  const span = useAppState((s) => (s.text === s.resultText ? originSpan(s.result, object) : undefined));
  const url = useAppState((s) => s.traffic?.url ?? s.result?.reach?.url);
  return (
    <section className={styles.card} aria-label={`${kind} ${name}`}>
      <div className={styles.head}>
        <h2>
          <span className="dim">{kind}</span> {name}
        </h2>
        <button type="button" className={styles.close} onClick={() => app.select(null)} aria-label="Close">
          <Icon name="X" size={14} />
        </button>
      </div>
      <dl>
        {rows.map(([term, value]) => (
          <div key={term}>
            <dt>{term}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
      <p className={styles.acts}>
        {span && (
          <button type="button" onClick={() => app.jumpTo(span)}>
            Line {lineAt(text, span.start)}
          </button>
        )}
        {from && url && (
          <button type="button" onClick={() => app.setTraffic({ from, url })}>
            Send from here
          </button>
        )}
      </p>
    </section>
  );
}

const chips = (ips: readonly string[]): ReactNode =>
  ips.length === 0 ? <span className="dim">none</span> : ips.map((ip) => <AddressChip key={ip} ip={ip} />);

const pairs = (labels: Record<string, string> | null): ReactNode => (
  <span className="mono">
    {Object.entries(labels ?? {})
      .map(([key, value]) => `${key}=${value}`)
      .join(', ') || 'none'}
  </span>
);

const local = (name: string): string => name.replace(/^default\//, '');

function PodCard({ pod, services }: { pod: PodView; services: readonly ServiceView[] }) {
  const behind = services.filter((s) => s.endpoints.some((e) => e.pod === `${pod.namespace}/${pod.name}`));
  const state = pod.ready
    ? '✓ ready'
    : `${pod.terminating ? 'terminating' : pod.phase}${pod.reason && `: ${pod.reason}`}`;
  return (
    <Card
      object={pod.key}
      kind="Pod"
      name={local(`${pod.namespace}/${pod.name}`)}
      {...(pod.phase === 'Running' && {
        from: { kind: 'pod' as const, namespace: pod.namespace, name: pod.name },
      })}
      rows={[
        ['address', chips(pod.ips)],
        ['on', pod.node || 'no Node'],
        [
          'state',
          <span key="state" className={pod.ready ? styles.ok : styles.bad}>
            {state}
          </span>,
        ],
        ['labels', pairs(pod.labels)],
        [
          'listens',
          <span key="listens" className="mono">
            {pod.listens.join(', ') || 'on nothing'}
          </span>,
        ],
        ['behind', behind.map((s) => s.name).join(', ') || 'no Service'],
      ]}
    />
  );
}

function ServiceCard({ service }: { service: ServiceView }) {
  const ready = service.endpoints.filter((e) => e.ready).length;
  const outside = [...service.loadBalancer.map(({ ip }) => ip), ...service.externalIPs];
  const policies = [
    service.externalTrafficPolicy && `externalTrafficPolicy: ${service.externalTrafficPolicy}`,
    service.internalTrafficPolicy && `internalTrafficPolicy: ${service.internalTrafficPolicy}`,
    service.sessionAffinity === 'ClientIP' && 'sessionAffinity: ClientIP',
  ].filter(Boolean);
  return (
    <Card
      object={service.key}
      kind={service.type}
      name={local(`${service.namespace}/${service.name}`)}
      rows={[
        ['address', service.headless ? 'headless: no Cluster IP' : chips(service.clusterIPs)],
        [
          'ports',
          <span key="ports" className="mono">
            {service.ports.map((p) => (
              <span key={`${p.protocol}${p.port}`} className={styles.line}>
                {p.name && `${p.name} `}
                {p.port}/{p.protocol} → {p.targetPort}
                {p.nodePort > 0 && `, node port ${p.nodePort}`}
              </span>
            ))}
          </span>,
        ],
        ['selector', pairs(service.selector)],
        [
          'endpoints',
          <span key="endpoints" className={ready > 0 ? styles.ok : styles.bad}>
            {ready} of {service.endpoints.length} ready
          </span>,
        ],
        ...(service.pending
          ? [
              [
                'outside',
                <span key="outside" className={styles.bad}>
                  EXTERNAL-IP pending
                </span>,
              ] as [string, ReactNode],
            ]
          : outside.length > 0
            ? [['outside', chips(outside)] as [string, ReactNode]]
            : []),
        ...(policies.length > 0
          ? [
              [
                'policy',
                <span key="policy" className="mono">
                  {policies.join(', ')}
                </span>,
              ] as [string, ReactNode],
            ]
          : []),
      ]}
    />
  );
}

function NodeCard({ node, pods }: { node: NodeView; pods: readonly PodView[] }) {
  return (
    <Card
      object={`Node//${node.name}`}
      kind="Node"
      name={node.name}
      from={{ kind: 'node', name: node.name }}
      rows={[
        ['address', chips(node.ips)],
        ...(node.zone ? [['zone', node.zone] as [string, ReactNode]] : []),
        [
          'Pods',
          <span key="cidr" className="mono">
            {node.podCIDRs.join(', ') || 'no Pod subnet'}
          </span>,
        ],
        ['runs', pods.map((p) => p.name).join(', ') || 'nothing'],
        ...(node.ready
          ? []
          : [
              [
                'state',
                <span key="state" className={styles.bad}>
                  not ready
                </span>,
              ] as [string, ReactNode],
            ]),
      ]}
    />
  );
}
