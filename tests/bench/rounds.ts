import { median, percentiles } from './figure.ts';
import { load, type NextRequest } from './load.ts';
import type { BenchServer } from './server.ts';

/** One side of a comparison. */
export interface Side {
	server: BenchServer;
	next: NextRequest;
	/** What every reply must answer. */
	status: number;
}

export interface RoundOptions {
	connections: number;
	rounds: number;
	/** Of one side of one round. */
	milliseconds: number;
	warmUpMilliseconds?: number;
}

/** Measures both sides in turns, so that whatever else the machine does hits both alike. */
export async function compare(measured: Side, reference: Side, options: RoundOptions) {
	const sides = [new Tally(measured), new Tally(reference)] as const;
	for (const side of sides) await side.run(options.connections, options.warmUpMilliseconds ?? 1_500, false);
	for (let round = 0; round < options.rounds; round++) {
		const order = round % 2 === 0 ? sides : [sides[1], sides[0]];
		for (const side of order) await side.run(options.connections, options.milliseconds, true);
	}
	const [value, limit] = sides;
	return {
		value: median(value.rates),
		unit: 'requests/s',
		limit: median(limit.rates),
		ratio: median(value.rates.map((rate, round) => rate / (limit.rates[round] as number))),
		connections: options.connections,
		...percentiles(value.latencies),
		cpuMs: value.cpuMs,
		/** The ratio by processor time alone: what it comes to when other programs disturb the clock. */
		cpuRatio: limit.cpuMs / value.cpuMs,
		limitLatency: percentiles(limit.latencies),
		limitCpuMs: limit.cpuMs,
		rounds: value.rates.map((rate, round) => Math.round((1000 * rate) / (limit.rates[round] as number)) / 1000)
	};
}

class Tally {
	readonly rates: number[] = [];
	readonly latencies: number[] = [];
	readonly #side: Side;
	#cpu = 0;
	#count = 0;

	constructor(side: Side) {
		this.#side = side;
	}

	/** Processor time of the server for one request. */
	get cpuMs(): number {
		return this.#cpu / this.#count;
	}

	async run(connections: number, milliseconds: number, isCounted: boolean) {
		const { server, next, status } = this.#side;
		const cpuBefore = server.cpuMilliseconds();
		const result = await load({ port: server.port, connections, milliseconds, next, status });
		if (!isCounted) return;
		this.rates.push(result.rate);
		for (const latency of result.latencies) this.latencies.push(latency);
		this.#cpu += server.cpuMilliseconds() - cpuBefore;
		this.#count += result.count;
	}
}
