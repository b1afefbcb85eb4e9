import { randomUUID } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { sql } from 'kysely';
import { openDatabase, type Db } from '#lib/server/db/db.ts';
import { migrateToLatest } from '#lib/server/db/migrations.ts';
import type { PostgresServer } from '../support/postgres.ts';
import { startServer, type RunningServer } from '../support/server.ts';
import type { Network } from './browser.ts';
import type { Engine, Fault } from './fault.ts';
import { LearnerClass, type Learner } from './learners.ts';
import { Ledger } from './ledger.ts';

const USUAL_SPEED = 40;
const RECOVERY_LIMIT_MS = 20_000;

export interface StageOptions {
	faults: Fault[];
	engine: Engine;
	/** Where databases are made on PostgreSQL. */
	postgres: PostgresServer;
	learnerCount: number;
	/** The whole campaign, not the short one of every test run. */
	isLong: boolean;
}

/** A server of its own with a class in the middle of a test; what faults get to work on. */
export class Stage {
	readonly folder: string;
	readonly dataDir: string;
	readonly address: string;
	readonly postgres: PostgresServer;
	readonly isLong: boolean;
	readonly ledger = new Ledger();
	readonly #env: Record<string, string>;
	#server!: RunningServer;
	#db!: Db;
	#class!: LearnerClass;
	/** What lies between the browsers and the server; usually nothing. */
	network: Network = (send) => send();

	private constructor({ faults, engine, postgres, isLong }: StageOptions, name: string) {
		this.postgres = postgres;
		this.isLong = isLong;
		this.folder = mkdtempSync(join(tmpdir(), 'wspolnie-campaign-'));
		this.dataDir = join(this.folder, 'data');
		mkdirSync(this.dataDir);
		const url = new URL(postgres.url);
		url.pathname = name;
		this.address = engine === 'sqlite' ? `sqlite:${this.databaseFile}` : url.href;
		this.#env = { COURSES_DIR: resolve('tests/courses'), ...this.#settingsFor(faults) };
	}

	static async open(options: StageOptions): Promise<Stage> {
		const { engine, postgres, learnerCount, faults } = options;
		const name = `campaign_${randomUUID().replaceAll('-', '')}`;
		if (engine === 'postgres') await createDatabase(postgres.url, name);
		const stage = new Stage(options, name);
		stage.#db = openDatabase(stage.address);
		await migrateToLatest(stage.#db, resolve('migrations'));
		stage.#server = await startServer(stage.#options());
		stage.#class = await LearnerClass.open(learnerCount, {
			origin: stage.#server.origin,
			db: stage.#db,
			ledger: stage.ledger,
			network: (send) => stage.network(send),
			speed: Math.max(...faults.map(({ speed }) => speed ?? USUAL_SPEED))
		});
		return stage;
	}

	get databaseFile(): string {
		return join(this.dataDir, 'wspolnie.db');
	}

	get db(): Db {
		return this.#db;
	}

	get server(): RunningServer {
		return this.#server;
	}

	get class(): LearnerClass {
		return this.#class;
	}

	get learners(): Learner[] {
		return this.#class.learners;
	}

	/** `kill -9`, and the next server on the same port. */
	async killAndRestart(): Promise<void> {
		await this.#server.kill();
		this.#server = await startServer({ ...this.#options(), port: this.#server.port });
	}

	/** @throws Error unless /healthz comes to say so within 20 s */
	async untilHealth(status: number): Promise<void> {
		const giveUpAt = Date.now() + RECOVERY_LIMIT_MS;
		while ((await this.#health()) !== status) {
			if (Date.now() > giveUpAt) throw new Error(`/healthz does not say ${status}.`);
			await wait(50);
		}
	}

	/** @throws Error unless pages can be read now */
	async expectReading(): Promise<void> {
		const statuses = await this.#class.read();
		if (statuses.some((status) => status !== 200)) throw new Error(`Pages were answered with ${statuses.join(', ')}.`);
	}

	async stop(): Promise<void> {
		await this.#server.stop();
	}

	async remove(): Promise<void> {
		await this.#server.kill();
		await this.#db.destroy();
		rmSync(this.folder, { recursive: true, force: true });
	}

	async #health(): Promise<number> {
		return (await fetch(`${this.#server.origin}/healthz`)).status;
	}

	#settingsFor(faults: Fault[]): Record<string, string> {
		const settings = faults.map((fault) => fault.settings?.(this.dataDir, this.folder) ?? {});
		const libraries = settings.flatMap(({ LD_PRELOAD }) => LD_PRELOAD ?? []).join(':');
		return { ...Object.assign({}, ...settings), ...(libraries && { LD_PRELOAD: libraries }) } as Record<string, string>;
	}

	#options() {
		const databaseUrl = this.address.startsWith('sqlite:') ? {} : { databaseUrl: this.address };
		return { env: this.#env, dataDir: this.dataDir, ...databaseUrl };
	}
}

async function createDatabase(server: string, name: string) {
	const db = openDatabase(server);
	try {
		await sql.raw(`create database ${name}`).execute(db);
	} finally {
		await db.destroy();
	}
}
