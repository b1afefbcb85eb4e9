import { randomUUID } from 'node:crypto';
import { addLearners } from '#lib/groups/server/members.ts';
import { addTeacher } from '#lib/groups/server/teachers.ts';
import { lockOpenGroup } from '#lib/groups/server/access.ts';
import { writeAudit, type Actor } from '#lib/server/audit-log.ts';
import { inTransaction, type Db, type Trx } from '#lib/server/db/db.ts';
import { nudgeJobs } from '#lib/server/jobs.ts';
import type { JudgedRow, RosterPerson, RowChoice } from '../roster.ts';
import { alreadyDecided, oldestPreview, type RosterImport } from './imports.ts';
import { inviteRow } from './invite.ts';
import { judgeImport, type Judgement } from './judge.ts';
import { openAccounts, type AccountDraft } from './open-accounts.ts';
import { changedMeanwhile, hasErrors, UndecidedRows } from './refusals.ts';
import { openGroup, openTeams, type Teams } from './targets.ts';

const ROWS_AT_ONCE = 100;

/** What was decided about a preview. */
export interface Decision {
	/** Of the preview that was looked at. */
	fingerprint: string;
	/** By line. */
	choices: Map<number, RowChoice>;
	/** The public address, for links in invitations. */
	origin: string;
}

/** A row as it is carried out. */
interface Outcome {
	line: number;
	verdict: 'new' | 'present' | 'invited';
	userAccountId: string | null;
	learnerGroupId: string | null;
	invitationId: string | null;
	isAccountNew: 0 | 1;
	isMembershipNew: 0 | 1;
}

/**
 * Carries a previewed list out, all of it or nothing; a second time changes nothing. Everything is judged again inside
 * the transaction: whoever decided must have seen what is done.
 * @throws UndecidedRows when possible duplicates have no answer; AppError 409 when the file has errors, the group is in
 *   the archive, or anything has changed since the preview
 */
export async function applyImport(
	db: Db,
	actor: Actor,
	roster: RosterImport,
	decision: Decision,
	now: Date = new Date()
): Promise<void> {
	await inTransaction(db, async (trx) => {
		if (!(await claim(trx, roster.id, now))) return;
		if (roster.learnerGroupId) await lockOpenGroup(trx, roster.learnerGroupId);
		const judgement = await judgeImport(trx, roster, now);
		if (judgement.fingerprint !== decision.fingerprint) throw changedMeanwhile();
		if (judgement.rows.some(({ verdict }) => verdict === 'error')) throw hasErrors();
		if (!roster.learnerGroupId) await lockGroups(trx, judgement);
		const undecided = judgement.rows.filter((row) => !isDecided(row, decision.choices.get(row.line)));
		if (undecided.length > 0) throw new UndecidedRows(undecided.map(({ line }) => line));
		const outcomes = await new Carrier(trx, actor, roster, judgement, decision, now).carryOut();
		await keepOutcomes(trx, roster, outcomes);
		await audit(trx, actor, roster, outcomes, now);
	});
	nudgeJobs(db);
}

/** In one order everywhere, and before the first entry of the audit log, so that two at once wait instead of failing. */
async function lockGroups(trx: Trx, { rows, groupOf }: Judgement): Promise<void> {
	const ids = new Set(rows.flatMap(({ person }) => (person && groupOf(person).id) ?? []));
	for (const id of [...ids].sort()) await lockOpenGroup(trx, id);
}

/** @returns false when it is carried out already: a double click, or another tab */
async function claim(trx: Trx, id: string, now: Date): Promise<boolean> {
	const claimed = await trx
		.updateTable('rosterImport')
		.set({ state: 'applied', appliedAt: now.toISOString() })
		.where('id', '=', id)
		.where('state', '=', 'previewed')
		.where('createdAt', '>', oldestPreview(now))
		.returning('id')
		.executeTakeFirst();
	if (claimed) return true;
	const row = await trx.selectFrom('rosterImport').select('state').where('id', '=', id).executeTakeFirst();
	if (row?.state !== 'applied') throw alreadyDecided();
	return false;
}

/** Only the rows' own candidates may be chosen: an account is never taken from the form. */
function isDecided({ verdict, candidates, sameAsLine }: JudgedRow, choice: RowChoice | undefined): boolean {
	if (verdict !== 'duplicate') return true;
	if (choice === 'new') return true;
	if (choice === 'skip') return sameAsLine !== null;
	return candidates.some(({ id }) => id === choice);
}

/** Does what the rows ask for, with few statements whatever their number. */
class Carrier {
	readonly #trx: Trx;
	readonly #actor: Actor;
	readonly #roster: RosterImport;
	readonly #judgement: Judgement;
	readonly #decision: Decision;
	readonly #now: Date;
	readonly #drafts = new Map<string, AccountDraft>();
	readonly #learners: { row: Outcome; person: RosterPerson }[] = [];
	readonly #teachers: Outcome[] = [];
	readonly #invitations = new Map<string, string>();
	readonly #namedAnew: { id: string; externalId: string }[] = [];

	constructor(trx: Trx, actor: Actor, roster: RosterImport, judgement: Judgement, decision: Decision, now: Date) {
		this.#trx = trx;
		this.#actor = actor;
		this.#roster = roster;
		this.#judgement = judgement;
		this.#decision = decision;
		this.#now = now;
	}

	async carryOut(): Promise<Outcome[]> {
		const outcomes: Outcome[] = [];
		for (const row of this.#judgement.rows) outcomes.push(await this.#plan(row));
		await openAccounts(this.#trx, [...this.#drafts.values()], this.#roster.organizationId, this.#now);
		await this.#nameAnew();
		await this.#addLearners();
		for (const row of this.#teachers) {
			await addTeacher(this.#trx, this.#actor, row.learnerGroupId ?? '', row.userAccountId ?? '', this.#now);
		}
		return outcomes;
	}

	async #plan({ line, verdict, person, account }: JudgedRow): Promise<Outcome> {
		if (!person) throw hasErrors();
		const group = await openGroup(this.#trx, this.#roster, this.#judgement.groupOf(person), person, this.#now);
		const row: Outcome = {
			line,
			verdict: 'present',
			userAccountId: account?.id ?? null,
			learnerGroupId: group,
			invitationId: null,
			isAccountNew: 0,
			isMembershipNew: 0
		};
		const choice = this.#decision.choices.get(line);
		if (verdict === 'present' || (verdict === 'duplicate' && choice === 'skip')) return row;
		if (verdict === 'invited') return { ...row, verdict, invitationId: await this.#invite(person, group) };
		const chosen = verdict === 'duplicate' && choice !== 'new' ? (choice ?? null) : (account?.id ?? null);
		if (verdict === 'duplicate' && chosen && person.externalId) {
			this.#namedAnew.push({ id: chosen, externalId: person.externalId });
		}
		row.verdict = 'new';
		row.userAccountId = chosen ?? this.#draft(person, row);
		if (person.isTeacher) this.#teachers.push(row);
		else this.#learners.push({ row, person });
		return row;
	}

	/** A teacher of several classes gets one mail. */
	async #invite(person: RosterPerson, groupId: string): Promise<string> {
		const key = JSON.stringify([person.email, person.isTeacher ? null : groupId]);
		const known = this.#invitations.get(key);
		if (known) return known;
		const target = { organizationId: this.#roster.organizationId, learnerGroupId: groupId };
		const { origin } = this.#decision;
		const id = await inviteRow(this.#trx, this.#actor, { person, target, origin }, this.#now);
		this.#invitations.set(key, id);
		return id;
	}

	/** One account for one person, in however many classes of the file. */
	#draft(person: RosterPerson, row: Outcome): string {
		const key = person.externalId ?? String(row.line);
		const known = this.#drafts.get(key);
		if (known) return known.id;
		const draft = { id: randomUUID(), displayName: person.name, externalId: person.externalId };
		this.#drafts.set(key, draft);
		row.isAccountNew = 1;
		return draft.id;
	}

	/** The register's name for those who were found by theirs; nobody's is replaced. */
	async #nameAnew() {
		for (const { id, externalId } of this.#namedAnew) {
			await this.#trx
				.updateTable('userAccount')
				.set({ externalId })
				.where('id', '=', id)
				.where('kind', '=', 'pupil')
				.where('organizationId', '=', this.#roster.organizationId)
				.where('externalId', 'is', null)
				.execute();
		}
	}

	async #addLearners() {
		const teams: Teams = await openTeams(
			this.#trx,
			this.#learners.map(({ row, person }) => [row.learnerGroupId ?? '', person.team])
		);
		const parts = Map.groupBy(this.#learners, ({ row, person }) =>
			JSON.stringify([row.learnerGroupId, teams.idOf(row.learnerGroupId ?? '', person.team)])
		);
		for (const [key, part] of parts) {
			const [groupId, teamId] = JSON.parse(key) as [string, string | null];
			const ids = part.map(({ row }) => row.userAccountId ?? '');
			const added = new Set(await addLearners(this.#trx, groupId, [...new Set(ids)], this.#now, teamId));
			for (const { row } of part) {
				if (added.has(row.userAccountId ?? '')) row.isMembershipNew = 1;
				else row.verdict = 'present';
			}
		}
	}
}

/** Cells, and headings that may be somebody's name, have done their work and are forgotten. */
async function keepOutcomes(trx: Trx, { id: rosterImportId, columns }: RosterImport, outcomes: Outcome[]) {
	const mapping = JSON.stringify({ headings: [], roles: [], hasHeadings: false, remarks: columns.remarks });
	await trx.updateTable('rosterImport').set({ mapping }).where('id', '=', rosterImportId).execute();
	await trx.deleteFrom('rosterRow').where('rosterImportId', '=', rosterImportId).execute();
	for (let from = 0; from < outcomes.length; from += ROWS_AT_ONCE) {
		const rows = outcomes.slice(from, from + ROWS_AT_ONCE).map((row) => ({ ...row, rosterImportId, content: '[]' }));
		await trx.insertInto('rosterRow').values(rows).execute();
	}
}

async function audit(trx: Trx, { id: actorId, address }: Actor, roster: RosterImport, outcomes: Outcome[], now: Date) {
	const idsWhere = (is: (row: Outcome) => boolean) =>
		outcomes.filter(is).flatMap(({ userAccountId }) => userAccountId ?? []);
	const detail = {
		group: roster.learnerGroupId,
		opened: idsWhere(({ isAccountNew }) => isAccountNew === 1),
		joined: idsWhere(({ isMembershipNew }) => isMembershipNew === 1),
		invited: outcomes.filter(({ verdict }) => verdict === 'invited').length
	};
	const what = { action: 'roster.applied', subjectKind: 'rosterImport', subjectId: roster.id, detail };
	await writeAudit(trx, { actorId, address, organizationId: roster.organizationId, ...what }, now);
}
