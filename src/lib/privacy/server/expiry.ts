import type { Db } from '#lib/server/db/db.ts';
import type { RetentionPeriods } from '#lib/organizations/retention-periods.ts';
import { monthsBefore } from './months-before.ts';

/** For people without an organization, and what an organization begins with. */
const PLATFORM_PERIODS: RetentionPeriods = {
	answersMonths: 24,
	resultsMonths: 60,
	accountsMonths: 24,
	logMonths: 24
};

/** Up to when things are old enough to go, as ISO instants. */
export interface Ends {
	answers: string;
	results: string;
	accounts: string;
	log: string;
}

/** The ends that apply in each organization; `null` is the platform's own, for people of none. */
export class Expiry {
	readonly #ends: Map<string | null, Ends>;
	/** The latest end of all: what is younger stays wherever it belongs. */
	readonly latest: Ends;

	private constructor(ends: Map<string | null, Ends>) {
		this.#ends = ends;
		const all = [...ends.values()];
		const latest = (which: keyof Ends) => all.map((one) => one[which]).reduce((a, b) => (a > b ? a : b));
		this.latest = {
			answers: latest('answers'),
			results: latest('results'),
			accounts: latest('accounts'),
			log: latest('log')
		};
	}

	static async read(db: Db, now: Date): Promise<Expiry> {
		const rows = await db
			.selectFrom('organization')
			.select(['id', 'answersMonths', 'resultsMonths', 'accountsMonths', 'logMonths'])
			.execute();
		const ends = rows.map(({ id, ...periods }) => [id, endsOf(periods, now)] as const);
		return new Expiry(new Map<string | null, Ends>([[null, endsOf(PLATFORM_PERIODS, now)], ...ends]));
	}

	in(organizationId: string | null): Ends {
		return this.#ends.get(organizationId) ?? this.#ends.get(null)!;
	}
}

const endsOf = (periods: RetentionPeriods, now: Date): Ends => ({
	answers: monthsBefore(now, periods.answersMonths),
	results: monthsBefore(now, periods.resultsMonths),
	accounts: monthsBefore(now, periods.accountsMonths),
	log: monthsBefore(now, periods.logMonths)
});
