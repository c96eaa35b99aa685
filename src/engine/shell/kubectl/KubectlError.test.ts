import { expect, it } from 'vitest';
import { runScenario } from '../../runScenario.ts';
import { scenarioText } from '../../scenarioFixture.ts';

const SERVICE = `apiVersion: v1
kind: Service
metadata: {name: web}
spec: {type: NodePort, ports: [{port: 80, nodePort: 30080}]}
`;

it('names no reason where the server has none', () => {
  const patch = `kubectl patch service web -p '{"spec":{"ports":[{"port":81,"name":"b","nodePort":30080},{"port":80,"name":"a","nodePort":30080}]}}'`;
  const [step] = runScenario(scenarioText(SERVICE, [patch])).steps;
  expect(step).toMatchObject({ stderr: 'Error from server: duplicate nodePort: {TCP 30080}\n', exit: 1 });
});
