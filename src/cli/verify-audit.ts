import { listAuditChains, verifyAuditChain } from '#lib/server/audit-chain.ts';
import { openDatabase } from '#lib/server/db/db.ts';
import { explainFailure, failWith, readCliSettings } from './cli.ts';

const FAULTS = { missing: 'brakuje wpisu', changed: 'zmieniono wpis' };

const settings = readCliSettings();
const db = openDatabase(settings.databaseAddress);
let brokenCount = 0;
try {
	for (const chain of await listAuditChains(db)) {
		const verdict = await verifyAuditChain(db, chain);
		if (verdict.isWhole) {
			const { entryCount, lastSequence, lastHash } = verdict;
			console.log(`✓ ${chain}: wpisów ${entryCount}, ostatni ma numer ${lastSequence} i odcisk ${lastHash}.`);
		} else {
			brokenCount++;
			console.log(`✗ ${chain}: ${FAULTS[verdict.fault]} numer ${verdict.sequence}.`);
		}
	}
} catch (error) {
	failWith(explainFailure(error, settings));
} finally {
	await db.destroy();
}
console.log(brokenCount === 0 ? '\nDziennik jest cały.' : `\nPrzerwane ciągi: ${brokenCount}.`);
process.exit(brokenCount === 0 ? 0 : 1);
