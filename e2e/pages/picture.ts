// The picture without the page around it, for browser tests: ?example=clusterIp&theme=dark&t=1200.
import { crowded, exampleResult, type Example } from '../../src/scene/fixture.ts';
import { Stage } from '../../src/ui/canvas/Stage.ts';
import '../../src/ui/tokens.css';

const asked = new URLSearchParams(location.search);
document.documentElement.dataset['theme'] = asked.get('theme') ?? 'light';
const stage = new Stage(document.querySelector<HTMLElement>('#pane')!, { embedded: asked.has('embed') });
const crowd = asked.get('crowd')?.split('x').map(Number);
const result = crowd
  ? crowded(crowd[0]!, crowd[1]!, crowd[2] ?? 1)
  : exampleResult((asked.get('example') ?? 'loadBalancer') as Example);
stage.show(result);
stage.player.seek(Number(asked.get('t') ?? 0));
Object.assign(globalThis, { stage, result });
