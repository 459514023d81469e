/** Counts for the operator in Prometheus' text format. Labels are constants of the program: no text, names or ids. */

import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client';

export interface Gauges {
  readonly boards: () => number;
  readonly controlSockets: () => number;
  readonly documentSockets: () => number;
}

export class Metrics {
  readonly #registry = new Registry();
  readonly boardsCreated = new Counter({
    name: 'readback_boards_created_total',
    help: 'Boards created on this node',
    registers: [this.#registry],
  });
  readonly #commands = new Counter({
    name: 'readback_commands_total',
    help: 'Commands answered, by type and whether they were accepted',
    labelNames: ['type', 'accepted'],
    registers: [this.#registry],
  });
  readonly #refusals = new Counter({
    name: 'readback_refusals_total',
    help: 'What was refused at the edge, by channel and code',
    labelNames: ['channel', 'code'],
    registers: [this.#registry],
  });

  constructor(gauges: Gauges) {
    collectDefaultMetrics({ register: this.#registry });
    const gauge = (name: string, help: string, read: () => number) =>
      new Gauge({
        name,
        help,
        registers: [this.#registry],
        collect() {
          this.set(read());
        },
      });
    gauge('readback_open_boards', 'Boards open on this node', gauges.boards);
    gauge('readback_control_sockets', 'Control sockets on this node', gauges.controlSockets);
    gauge('readback_document_sockets', 'Document sockets on this node', gauges.documentSockets);
  }

  countCommand(type: string, isAccepted: boolean): void {
    this.#commands.inc({ type, accepted: String(isAccepted) });
  }

  countRefusal(channel: 'http' | 'control' | 'document' | 'upgrade', code: string): void {
    this.#refusals.inc({ channel, code });
  }

  async expose(): Promise<{ contentType: string; text: string }> {
    return { contentType: this.#registry.contentType, text: await this.#registry.metrics() };
  }
}
