import { useShallow } from 'zustand/react/shallow';
import { originNow } from '../../app/originNow.ts';
import type { ReactNode } from 'react';
import type { EndpointView, PodView, ServiceView } from '../../model/Simulation.ts';
import { loadObjects } from '../../words/parts.ts';
import { useApp, useAppState, usePart } from '../context.ts';
import { troubleOf } from '../../scene/troubleOf.ts';
import { AddressChip } from '../kit/AddressChip.tsx';
import styles from './ObjectsPane.module.css';
import { PodStatus, Readiness, useIsOff } from './PodStatus.tsx';

/** What the cluster holds, as a tree: the picture's objects in words, for the keyboard and the screen reader. */
export default function ObjectsPane() {
  const words = usePart(loadObjects);
  const result = useAppState((s) => s.result);
  if (!result) return <p className={styles.none}>{words.none}</p>;
  const services = result.services.filter((service) => !service.system);
  const system = result.services.filter((service) => service.system);
  return (
    <div className={styles.objects}>
      <h2>Services</h2>
      {services.length === 0 && <p className="dim">{words.noServices}</p>}
      {services.map((service) => (
        <ServiceItem key={service.key} service={service} />
      ))}
      {system.length > 0 && (
        <details>
          <summary className="dim">{words.ofSystem(system.length)}</summary>
          {system.map((service) => (
            <ServiceItem key={service.key} service={service} />
          ))}
        </details>
      )}
      <h2>{words.nodes}</h2>
      {result.nodes.map((node) => {
        const pods = result.pods.filter((pod) => pod.node === node.name);
        const trouble = troubleOf(node);
        return (
          <details key={node.name} open={!node.controlPlane}>
            <summary>
              <strong>{node.name}</strong> {node.zone && <span className="dim">{node.zone}</span>}{' '}
              {node.ips.map((ip) => (
                <AddressChip key={ip} ip={ip} />
              ))}{' '}
              <span className="dim">
                {trouble && (
                  <>
                    <span className={styles.bad}>✕ {words.trouble[trouble]}</span>
                    {' · '}
                  </>
                )}
                {words.pods(pods.length)}
              </span>
            </summary>
            <PodList pods={pods} />
          </details>
        );
      })}
      <Unscheduled pods={result.pods.filter((pod) => pod.node === '')} />
    </div>
  );
}

function Unscheduled({ pods }: { pods: PodView[] }) {
  const words = usePart(loadObjects);
  if (pods.length === 0) return null;
  return (
    <details open>
      <summary>
        <strong>{words.noNode}</strong> <span className="dim">{words.pending(pods.length)}</span>
      </summary>
      <PodList pods={pods} />
    </details>
  );
}

/** A name that leads to the lines which made the object, and that marks it in the picture. */
function ObjectName({ object, children }: { object: string; children: ReactNode }) {
  const app = useApp();
  const words = usePart(loadObjects);
  const span = useAppState(useShallow((s) => originNow(s, object)));
  const selected = useAppState((s) => s.selection === object);
  return (
    <button
      type="button"
      className={`plain ${styles.name}`}
      aria-pressed={selected}
      title={span ? words.showBoth : words.show}
      onClick={() => {
        app.select(selected ? null : object);
        if (!selected && span) app.showSpan(span);
      }}
    >
      {children}
    </button>
  );
}

const qualified = ({ namespace, name }: { namespace: string; name: string }): string =>
  namespace === 'default' ? name : `${namespace}/${name}`;

function ServiceItem({ service }: { service: ServiceView }) {
  const words = usePart(loadObjects);
  const ready = service.endpoints.filter((endpoint) => endpoint.ready).length;
  const selector = Object.entries(service.selector ?? {}).map(([key, value]) => `${key}=${value}`);
  return (
    <div className={styles.service}>
      <p>
        <ObjectName object={service.key}>
          <strong>{qualified(service)}</strong>
        </ObjectName>{' '}
        <span className="dim">{service.type}</span>{' '}
        {service.headless ? (
          <span className="dim">{words.headless}</span>
        ) : (
          service.clusterIPs.map((ip) => <AddressChip key={ip} ip={ip} />)
        )}
      </p>
      <details>
        <summary className={ready > 0 ? 'dim' : styles.bad}>
          {words.endpointsReady(ready, service.endpoints.length)}
        </summary>
        <dl>
          <dt>{words.terms.ports}</dt>
          <dd className="mono">
            {service.ports.map((port) => (
              <div key={`${port.protocol}${port.port}`}>
                {port.name && `${port.name} `}
                {port.port}/{port.protocol} → {port.targetPort}
                {port.nodePort > 0 && ` · ${words.nodePort(port.nodePort)}`}
              </div>
            ))}
          </dd>
          {selector.length > 0 && (
            <>
              <dt>{words.terms.selector}</dt>
              <dd className="mono">{selector.join(',')}</dd>
            </>
          )}
          {(service.loadBalancer.length > 0 || service.pending || service.externalIPs.length > 0) && (
            <>
              <dt>{words.terms.outside}</dt>
              <dd>
                {service.pending && <span className={styles.bad}>EXTERNAL-IP pending</span>}
                {service.loadBalancer.map(({ ip }) => (
                  <AddressChip key={ip} ip={ip} />
                ))}
                {service.externalIPs.map((ip) => (
                  <AddressChip key={ip} ip={ip} />
                ))}
              </dd>
            </>
          )}
          <dt>{words.terms.endpoints}</dt>
          <dd>
            {service.endpoints.length === 0 && <span className={styles.bad}>{words.no.endpoints}</span>}
            {service.endpoints.map((endpoint) => (
              <div key={`${endpoint.ip}${endpoint.pod}`}>
                <AddressChip ip={endpoint.ip} /> {endpoint.pod.replace(/^default\//, '')}{' '}
                <span className="dim">{endpoint.node}</span> <EndpointStatus endpoint={endpoint} />
              </div>
            ))}
          </dd>
        </dl>
      </details>
    </div>
  );
}

function EndpointStatus({ endpoint: { node, ready, terminating } }: { endpoint: EndpointView }) {
  const words = usePart(loadObjects);
  const off = useIsOff(node);
  return <Readiness ready={ready} off={off} {...(terminating && { not: words.terminating })} />;
}

function PodList({ pods }: { pods: PodView[] }) {
  const words = usePart(loadObjects);
  return (
    <ul>
      {pods.map((pod) => (
        <li key={pod.key}>
          <ObjectName object={pod.key}>{qualified(pod)}</ObjectName>{' '}
          {pod.ips.map((ip) => (
            <AddressChip key={ip} ip={ip} />
          ))}{' '}
          <PodStatus pod={pod} />
          {pod.listens.length > 0 && <span className="dim"> {words.listensOn(pod.listens.join(', '))}</span>}
        </li>
      ))}
    </ul>
  );
}
