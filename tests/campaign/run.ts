import { startPostgres } from '../support/postgres.ts';
import { run, type Outcome } from './campaign.ts';
import { FAULTS } from './faults/index.ts';
import { powerCut } from './faults/power-cut.ts';

const LEARNERS = 30;
const CONFIRMATIONS = 1_000;
const MOST_SHOWN = 5;

/** `npm run campaign`: one JSON object a line for each fault and database, then a table; exit code 1 after any loss. */
async function main(): Promise<boolean> {
	const postgres = await startPostgres({ isDurable: true });
	const outcomes: Outcome[] = [];
	let isBroken = false;
	try {
		for (const fault of [...FAULTS, powerCut]) {
			for (const engine of fault.databases) {
				console.error(`${fault.name}, ${engine}`);
				try {
					const options = {
						name: fault.name,
						faults: [fault],
						engine,
						postgres,
						learnerCount: LEARNERS,
						confirmations: CONFIRMATIONS,
						isLong: true
					};
					const outcome = await run(options);
					outcomes.push(outcome);
					console.log(JSON.stringify(shortened(outcome)));
				} catch (error) {
					isBroken = true;
					console.error(error);
				}
			}
		}
	} finally {
		await postgres.stop();
	}
	printTable(outcomes);
	return !isBroken && outcomes.every(({ lost, doubled, wrong }) => lost.length + doubled.length + wrong.length === 0);
}

/** Counts, and a few examples of what went wrong. */
function shortened({ lost, doubled, wrong, seconds, ...rest }: Outcome) {
	const counts = { lost: lost.length, doubled: doubled.length, wrongScores: wrong.length };
	const examples = [...lost, ...doubled, ...wrong].slice(0, MOST_SHOWN);
	return { ...rest, ...counts, seconds: Math.round(seconds * 10) / 10, ...(examples.length > 0 && { examples }) };
}

function printTable(outcomes: Outcome[]) {
	const total = (pick: (outcome: Outcome) => number) => outcomes.reduce((sum, outcome) => sum + pick(outcome), 0);
	const all = {
		confirmed: total(({ confirmed }) => confirmed),
		failedRequests: total(({ failedRequests }) => failedRequests),
		lost: total(({ lost }) => lost.length),
		doubled: total(({ doubled }) => doubled.length),
		wrongScores: total(({ wrong }) => wrong.length),
		seconds: Math.round(total(({ seconds }) => seconds))
	};
	console.log(`\n| fault | database | confirmed | requests failed | lost | doubled | wrong scores | time |`);
	console.log('| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |');
	for (const row of [...outcomes.map(shortened), { fault: 'all', database: '', ...all }]) {
		const { fault, database, confirmed, failedRequests, lost, doubled, wrongScores, seconds } = row;
		const cells = [fault, database, confirmed, failedRequests, lost, doubled, wrongScores, `${seconds} s`];
		console.log(`| ${cells.join(' | ')} |`);
	}
}

process.exitCode = (await main()) ? 0 : 1;
