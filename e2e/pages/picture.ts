// The picture without the page around it, for browser tests.
// ?example=clusterIp, ?crowd=40x30x20 or ?scenario=nodeport&offer=2; &theme=dark&t=1200.
import { simulate } from '../../src/engine/index.ts';
import { isGalleryName, loadScenario } from '../../src/scenarios/index.ts';
import { positionAt } from '../../src/scene/playback.ts';
import { crowded, exampleResult, type Example } from '../../src/scene/fixture.ts';
import { cytoscapeBoard } from '../../src/ui/canvas/cytoscapeBoard.ts';
import { plainBoard } from '../../src/ui/canvas/plainBoard.ts';
import { Stage } from '../../src/ui/canvas/Stage.ts';
import { en } from '../../src/words/en.ts';
import '../../src/paint/tokens.css';

const asked = new URLSearchParams(location.search);
document.documentElement.dataset['theme'] = asked.get('theme') ?? 'light';
const stage = new Stage(document.querySelector<HTMLElement>('#pane')!, {
  words: en,
  board: asked.has('plain') ? plainBoard : cytoscapeBoard,
  embedded: asked.has('embed'),
});

async function wanted() {
  const name = asked.get('scenario') ?? '';
  const text = asked.get('text') ?? (isGalleryName(name) ? await loadScenario(name) : undefined);
  if (text !== undefined) {
    const result = simulate({ text });
    const offer = result.offers[Number(asked.get('offer') ?? 0)];
    const url = asked.get('url');
    const from = offer?.from ?? { kind: 'client' };
    return url || offer ? simulate({ text, traffic: { from, url: url ?? offer!.url } }) : result;
  }
  const [nodes, pods, services] = (asked.get('crowd') ?? '').split('x').map(Number);
  if (nodes) return crowded(nodes, pods ?? 1, services ?? 1);
  return exampleResult((asked.get('example') ?? 'loadBalancer') as Example);
}

const result = await wanted();
stage.show(result);
stage.player.seek(positionAt(stage.player.state.marks, Number(asked.get('t') ?? 0)));
Object.assign(globalThis, { stage, result });
