import type { SimulationResult } from '../model/Simulation.ts';
import { objectKey } from '../model/Span.ts';

/** Whether an object of this key has a place in the picture, and a card. */
export const hasObject = ({ pods, services, nodes }: SimulationResult, key: string): boolean =>
  pods.some((pod) => pod.key === key) ||
  services.some((service) => service.key === key) ||
  nodes.some(({ name }) => objectKey('Node', undefined, name) === key);
