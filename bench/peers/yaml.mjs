// @ts-check
// Reads a file with the npm package yaml, all documents to objects, and prints the milliseconds of each repeat.
import { readFileSync } from 'node:fs';
import { parseAllDocuments } from 'yaml';

const [file = '', repeats = '1'] = process.argv.slice(2);
const text = readFileSync(file, 'utf8');
for (let i = 0; i < Number(repeats); i++) {
  const from = performance.now();
  const documents = parseAllDocuments(text);
  if (!Array.isArray(documents) || !documents.map((document) => document.toJS()).length)
    throw new Error('nothing read');
  console.log(performance.now() - from);
}
