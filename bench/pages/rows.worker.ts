// Tells a matrix as a list of objects, one for each pair: what first comes to mind. It is given first, then asked for.
import { cellAt, type Matrix } from '../../src/model/Matrix.ts';

let rows: object[] = [];

addEventListener('message', ({ data }: MessageEvent<Matrix | 'again'>) => {
  if (data === 'again') postMessage(rows);
  else
    rows = data.rows.flatMap(({ key }, row) =>
      data.columns.map(({ url, network }, column) => ({ from: key, to: url, network, ...cellAt(data, row, column) })),
    );
});
