import { useShallow } from 'zustand/react/shallow';
import { originNow } from '../../app/originNow.ts';
import { lazy, type ReactNode, Suspense } from 'react';
import { sayLine } from '../../app/sayLines.ts';
import { placeName } from '../../model/placeName.ts';
import type { NodeView, PodView, ServiceView } from '../../model/Simulation.ts';
import type { Place } from '../../model/Trace.ts';
import { troubleOf } from '../../scene/troubleOf.ts';
import type { ObjectsWords } from '../../words/en/objects.ts';
import { loadObjects } from '../../words/parts.ts';
import { useApp, useAppState, usePart, useWords } from '../context.ts';
import { AddressChip } from '../kit/AddressChip.tsx';
import { PodStatus } from '../objects/PodStatus.tsx';
import styles from './ObjectCard.module.css';
import { Icon } from '../kit/icons.tsx';

const WhyPanel = lazy(() => import('../why/WhyPanel.tsx'));

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
  /** It is not as it should be. */
  wrong?: boolean;
}

function Card({ object, kind, name, rows, from, wrong }: CardProps) {
  const app = useApp();
  const catalog = useWords();
  const words = usePart(loadObjects);
  const text = useAppState((s) => s.text);
  const span = useAppState(useShallow((s) => originNow(s, object)));
  const url = useAppState((s) => s.traffic?.url ?? s.result?.reach?.url);
  return (
    <section className={styles.card} aria-label={`${kind} ${name}`}>
      <div className={styles.head}>
        <h2>
          <span className="dim">{kind}</span> {name}
        </h2>
        <button type="button" className={styles.close} onClick={() => app.select(null)} aria-label={words.close}>
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
            {words.line(sayLine(catalog, text, span.start))}
          </button>
        )}
        {from && url && (
          <button type="button" onClick={() => app.setTraffic({ from, url })}>
            {words.sendFrom}
          </button>
        )}
        {from && (
          <button type="button" onClick={() => app.typeAt(placeName(from))}>
            {catalog.terminal.here}
          </button>
        )}
      </p>
      {wrong && (
        <Suspense>
          <WhyPanel question={{ object }} />
        </Suspense>
      )}
    </section>
  );
}

const chips = (words: ObjectsWords, ips: readonly string[]): ReactNode =>
  ips.length === 0 ? (
    <span className="dim">{words.no.address}</span>
  ) : (
    ips.map((ip) => <AddressChip key={ip} ip={ip} />)
  );

const pairs = (words: ObjectsWords, labels: Record<string, string> | null): ReactNode => (
  <span className="mono">
    {Object.entries(labels ?? {})
      .map(([key, value]) => `${key}=${value}`)
      .join(', ') || words.no.labels}
  </span>
);

const local = (name: string): string => name.replace(/^default\//, '');

function PodCard({ pod, services }: { pod: PodView; services: readonly ServiceView[] }) {
  const words = usePart(loadObjects);
  const behind = services.filter((s) => s.endpoints.some((e) => e.pod === `${pod.namespace}/${pod.name}`));
  return (
    <Card
      object={pod.key}
      wrong={!pod.ready && !pod.terminating && pod.phase !== 'Succeeded'}
      kind="Pod"
      name={local(`${pod.namespace}/${pod.name}`)}
      {...(pod.phase === 'Running' && {
        from: { kind: 'pod' as const, namespace: pod.namespace, name: pod.name },
      })}
      rows={[
        [words.terms.address, chips(words, pod.ips)],
        [words.terms.on, pod.node || words.no.node],
        [words.terms.state, <PodStatus key="state" pod={pod} />],
        [words.terms.labels, pairs(words, pod.labels)],
        [
          words.terms.listens,
          <span key="listens" className="mono">
            {pod.listens.join(', ') || words.no.listens}
          </span>,
        ],
        [words.terms.behind, behind.map((s) => s.name).join(', ') || words.no.service],
      ]}
    />
  );
}

function ServiceCard({ service }: { service: ServiceView }) {
  const words = usePart(loadObjects);
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
      wrong={service.pending || (ready === 0 && service.type !== 'ExternalName')}
      kind={service.type}
      name={local(`${service.namespace}/${service.name}`)}
      rows={[
        [words.terms.address, service.headless ? words.headlessAddress : chips(words, service.clusterIPs)],
        [
          words.terms.ports,
          <span key="ports" className="mono">
            {service.ports.map((p) => (
              <span key={`${p.protocol}${p.port}`} className={styles.line}>
                {p.name && `${p.name} `}
                {p.port}/{p.protocol} → {p.targetPort}
                {p.nodePort > 0 && `, ${words.nodePort(p.nodePort)}`}
              </span>
            ))}
          </span>,
        ],
        [words.terms.selector, pairs(words, service.selector)],
        [
          words.terms.endpoints,
          <span key="endpoints" className={ready > 0 ? styles.ok : styles.bad}>
            {words.readyOf(ready, service.endpoints.length)}
          </span>,
        ],
        ...(service.pending
          ? [
              [
                words.terms.outside,
                <span key="outside" className={styles.bad}>
                  EXTERNAL-IP pending
                </span>,
              ] as [string, ReactNode],
            ]
          : outside.length > 0
            ? [[words.terms.outside, chips(words, outside)] as [string, ReactNode]]
            : []),
        ...(policies.length > 0
          ? [
              [
                words.terms.policy,
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
  const words = usePart(loadObjects);
  const trouble = troubleOf(node);
  return (
    <Card
      object={`Node//${node.name}`}
      kind="Node"
      name={node.name}
      from={{ kind: 'node', name: node.name }}
      rows={[
        [words.terms.address, chips(words, node.ips)],
        ...(node.zone ? [[words.terms.zone, node.zone] as [string, ReactNode]] : []),
        [
          'Pods',
          <span key="cidr" className="mono">
            {node.podCIDRs.join(', ') || words.no.subnet}
          </span>,
        ],
        [words.terms.runs, pods.map((p) => p.name).join(', ') || words.no.pods],
        ...(trouble
          ? [
              [
                words.terms.state,
                <span key="state" className={styles.bad}>
                  ✕ {words.trouble[trouble]}
                  {node.ready && ` (${words.stillReady})`}
                </span>,
              ] as [string, ReactNode],
            ]
          : []),
      ]}
    />
  );
}
