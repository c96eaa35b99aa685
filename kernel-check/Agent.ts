import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Listener } from '../src/model/KernelConfig.ts';

/** Connections to open: so many to one address and port. */
export interface Dial {
  protocol: 'tcp' | 'udp' | 'icmp';
  ip: string;
  port: number;
  count: number;
}

interface Answer {
  seen?: string[][];
  error?: string;
}

/** A program that listens and opens connections in one network namespace (agent.mjs). It obeys one order at a time. */
export class Agent {
  #child: ChildProcess;
  #waiting: ((answer: Answer) => void)[] = [];

  constructor(namespace: string, program: string) {
    const args = ['netns', 'exec', namespace, process.execPath, program];
    this.#child = spawn('ip', args, { stdio: ['pipe', 'pipe', 'inherit'] });
    if (!this.#child.stdout) throw new Error('an agent has no output');
    createInterface({ input: this.#child.stdout }).on('line', (line) => this.#waiting.shift()?.(JSON.parse(line)));
    this.#child.on('close', () => {
      for (const answer of this.#waiting.splice(0)) answer({ error: `the agent in ${namespace} ended` });
    });
  }

  async #tell(order: object): Promise<Answer> {
    const answer = await new Promise<Answer>((resolve) => {
      this.#waiting.push(resolve);
      this.#child.stdin?.write(`${JSON.stringify(order)}\n`);
    });
    if (answer.error !== undefined) throw new Error(answer.error);
    return answer;
  }

  async listen(listeners: readonly Listener[]): Promise<void> {
    await this.#tell({ listen: listeners });
  }

  /** What each connection came to, one list for each order. `wait` in ms is how long silence is listened to. */
  async dial(orders: readonly Dial[], wait: number): Promise<string[][]> {
    return (await this.#tell({ dial: orders, wait })).seen ?? [];
  }

  end(): void {
    this.#child.stdin?.end();
  }
}
