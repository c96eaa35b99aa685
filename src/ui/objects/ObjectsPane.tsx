import { originSpan } from '../../app/originSpan.ts';
import type { ReactNode } from 'react';
import type { PodView, ServiceView } from '../../model/Simulation.ts';
import { useApp, useAppState } from '../context.ts';
import { AddressChip } from '../kit/AddressChip.tsx';
import styles from './ObjectsPane.module.css';

/** What the cluster holds, as a tree: the picture's objects in words, for the keyboard and the screen reader. */
export default function ObjectsPane() {
  const result = useAppState((s) => s.result);
  if (!result) return <p className={styles.none}>There is no cluster yet.</p>;
  const services = result.services.filter((service) => !service.system);
  const system = result.services.filter((service) => service.system);
  return (
    <div className={styles.objects}>
      <h2>Services</h2>
      {services.length === 0 && <p className="dim">None in this text.</p>}
      {services.map((service) => (
        <ServiceItem key={service.key} service={service} />
      ))}
      {system.length > 0 && (
        <details>
          <summary className="dim">{system.length} of the cluster itself</summary>
          {system.map((service) => (
            <ServiceItem key={service.key} service={service} />
          ))}
        </details>
      )}
      <h2>Nodes and their Pods</h2>
      {result.nodes.map((node) => {
        const pods = result.pods.filter((pod) => pod.node === node.name);
        return (
          <details key={node.name} open={!node.controlPlane}>
            <summary>
              <strong>{node.name}</strong> {node.zone && <span className="dim">{node.zone}</span>}{' '}
              {node.ips.map((ip) => (
                <AddressChip key={ip} ip={ip} />
              ))}{' '}
              <span className="dim">
                {node.ready ? '' : 'not ready · '}
                {pods.length} Pod{pods.length === 1 ? '' : 's'}
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
  if (pods.length === 0) return null;
  return (
    <details open>
      <summary>
        <strong>on no Node</strong> <span className="dim">{pods.length} pending</span>
      </summary>
      <PodList pods={pods} />
    </details>
  );
}

/** A name that leads to the lines which made the object, and that marks it in the picture. */
function ObjectName({ object, children }: { object: string; children: ReactNode }) {
  const app = useApp();
  const span = useAppState((s) => (s.text === s.resultText ? originSpan(s.result, object) : undefined));
  const selected = useAppState((s) => s.selection === object);
  return (
    <button
      type="button"
      className={`plain ${styles.name}`}
      aria-pressed={selected}
      title={span ? 'Show it in the picture and in the text' : 'Show it in the picture'}
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
          <span className="dim">headless</span>
        ) : (
          service.clusterIPs.map((ip) => <AddressChip key={ip} ip={ip} />)
        )}
      </p>
      <details>
        <summary className={ready > 0 ? 'dim' : styles.bad}>
          {ready} of {service.endpoints.length} endpoints ready
        </summary>
        <dl>
          <dt>ports</dt>
          <dd className="mono">
            {service.ports.map((port) => (
              <div key={`${port.protocol}${port.port}`}>
                {port.name && `${port.name} `}
                {port.port}/{port.protocol} → {port.targetPort}
                {port.nodePort > 0 && ` · node port ${port.nodePort}`}
              </div>
            ))}
          </dd>
          {selector.length > 0 && (
            <>
              <dt>selector</dt>
              <dd className="mono">{selector.join(',')}</dd>
            </>
          )}
          {(service.loadBalancer.length > 0 || service.pending || service.externalIPs.length > 0) && (
            <>
              <dt>outside</dt>
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
          <dt>endpoints</dt>
          <dd>
            {service.endpoints.length === 0 && <span className={styles.bad}>none</span>}
            {service.endpoints.map((endpoint) => (
              <div key={`${endpoint.ip}${endpoint.pod}`}>
                <AddressChip ip={endpoint.ip} /> {endpoint.pod.replace(/^default\//, '')}{' '}
                <span className="dim">
                  {endpoint.node} {endpoint.ready ? '✓ ready' : endpoint.terminating ? 'terminating' : 'not ready'}
                </span>
              </div>
            ))}
          </dd>
        </dl>
      </details>
    </div>
  );
}

function PodList({ pods }: { pods: PodView[] }) {
  return (
    <ul>
      {pods.map((pod) => (
        <li key={pod.key}>
          <ObjectName object={pod.key}>{qualified(pod)}</ObjectName>{' '}
          {pod.ips.map((ip) => (
            <AddressChip key={ip} ip={ip} />
          ))}{' '}
          {pod.ready ? (
            <span className={styles.ok}>✓ ready</span>
          ) : (
            <span className={styles.bad}>
              {pod.terminating ? 'terminating' : pod.phase}
              {pod.reason && `: ${pod.reason}`}
            </span>
          )}
          {pod.listens.length > 0 && <span className="dim"> listens on {pod.listens.join(', ')}</span>}
        </li>
      ))}
    </ul>
  );
}
