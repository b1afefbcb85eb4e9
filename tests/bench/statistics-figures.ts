import { sql } from 'kysely';
import { openDatabase, type Db } from '#lib/server/db/db.ts';
import { BENCH_COURSE, benchLesson } from './course.ts';
import { median, percentile, percentiles, type Figure } from './figure.ts';
import type { Stage } from './figures.ts';
import { ask, load } from './load.ts';
import { saveAnswer, submitAs } from './requests.ts';
import { attemptId, learnerId } from './seed.ts';

const ATTEMPTS = 100_000;
const BAR_SECONDS = 3;
const CONNECTIONS = 30;
const ROUNDS = 6;
const SAVE = 'podejscia/:id/odpowiedzi';

/**
 * Adds the first attempts of many others at the test that the stage's learners sit at, ended and scored, under ids as
 * scattered as real ones; learner 0 becomes an author. For SQLite.
 */
export async function addEndedAttempts(address: string): Promise<void> {
	const db = openDatabase(address);
	try {
		const grantedAt = new Date().toISOString();
		await db
			.insertInto('role')
			.values({ id: 'autor', userAccountId: learnerId(0), organizationId: null, name: 'author', grantedAt })
			.execute();
		await insertEnded(db);
	} finally {
		await db.destroy();
	}
}

async function insertEnded(db: Db): Promise<void> {
	const sample = attemptId(0);
	const numbers = sql`with recursive n(k) as (select 0 union all select k + 1 from n where k < ${ATTEMPTS - 1})`;
	const end = sql`strftime('%Y-%m-%dT%H:%M:%fZ', '2026-01-01', '+' || n.k || ' minutes')`;
	await sql`insert into user_account (id, kind, display_name, email_confirmed_at, must_change_password, created_at)
		${numbers} select 'inny-' || n.k, 'email', 'Inna osoba', ${end}, 0, ${end} from n`.execute(db);
	await sql`insert into attempt (id, user_account_id, course_slug, quiz_slug, number, state, seed, policy,
			course_revision, started_at, closed_at, is_passed)
		${numbers} select lower(hex(randomblob(16))), 'inny-' || n.k, a.course_slug, a.quiz_slug, 1, 'graded', a.seed,
			a.policy, a.course_revision, ${end}, ${end}, 1 from n join attempt a on a.id = ${sample}`.execute(db);
	await sql`insert into attempt_item (attempt_id, position, question_hash, option_order, score)
		select a.id, i.position, i.question_hash, i.option_order, (abs(random()) % 10 < 7) * 100
		from attempt a join attempt_item i on i.attempt_id = ${sample} where a.state = 'graded'`.execute(db);
	await sql`insert into answer (attempt_id, position, value, change_key, saved_at)
		select i.attempt_id, i.position, case when i.score > 0 then 0 else 1 + abs(random()) % 3 end, i.position,
			'2026-01-01T12:00:' || (10 + 3 * i.position) || '.000Z'
		from attempt_item i where i.score is not null`.execute(db);
	await sql`update attempt set max_score = 1000,
		score = (select sum(score) from attempt_item where attempt_id = attempt.id) where state = 'graded'`.execute(db);
}

/** How long an author waits for the numbers of 100,000 attempts, and what people who save answers meanwhile notice. */
export async function statisticsFigures(stage: Stage): Promise<Figure[]> {
	const { server, learners, course } = stage;
	const path = `/autor/${BENCH_COURSE}/statystyki/${benchLesson(course, 'sprawdzian').slug}?/policz`;
	const measureOnce = async () => {
		const startedAt = performance.now();
		const { status, body } = await ask(server.port, submitAs(0, path));
		if (status !== 200 || !/100\s000\sosób/.test(body))
			throw new Error(`The statistics answered ${status}:\n${body.slice(0, 600)}`);
		return (performance.now() - startedAt) / 1000;
	};
	const seconds: number[] = [];
	for (let round = 0; round < 3; round++) seconds.push(await measureOnce());
	const value = median(seconds);

	const next = saveAnswer(SAVE, learners, CONNECTIONS);
	const save = () => load({ port: server.port, connections: CONNECTIONS, milliseconds: 3_000, next, status: 200 });
	await save();
	const rounds: { alone: number[]; beside: number[]; measured: number }[] = [];
	for (let round = 0; round < ROUNDS; round++) {
		const alone = (await save()).latencies;
		const saving = save();
		const measured = await measureOnce();
		rounds.push({ alone, beside: (await saving).latencies, measured });
	}
	const p99 = (latencies: number[]) => percentile(latencies, 99);
	return [
		{
			name: `statistics over ${ATTEMPTS} attempts of 10 questions, the author's whole wait`,
			...{ value, unit: 's', limit: BAR_SECONDS, ratio: value / BAR_SECONDS, bar: '<=1' },
			underLoad: median(rounds.map(({ measured }) => measured)),
			memoryMb: server.memoryMb()
		},
		{
			name: `answer saves while statistics are measured against none, 99th percentile, ${CONNECTIONS} connections`,
			value: median(rounds.map(({ beside }) => p99(beside))),
			unit: 'ms',
			limit: median(rounds.map(({ alone }) => p99(alone))),
			ratio: median(rounds.map(({ alone, beside }) => p99(beside) / p99(alone))),
			...percentiles(rounds.flatMap(({ beside }) => beside))
		}
	];
}
