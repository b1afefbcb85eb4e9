import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import type { GenericSchema, InferOutput } from 'valibot';
import { requireRole } from '#lib/accounts/server/require.ts';
import { refusalOf, textsOf } from '#lib/accounts/server/visit.ts';
import { hasRoleIn } from '#lib/accounts/person.ts';
import {
	ConfirmedForm,
	NewTeamForm,
	PersonForm,
	PicturesForm,
	RenameForm,
	RenameTeamForm,
	TeamForm
} from '#lib/groups/group-forms.ts';
import { getGroupOf, getOpenGroupOf, type StaffedGroup } from '#lib/groups/server/access.ts';
import {
	archiveGroup,
	deleteEmptyGroup,
	isEmptyGroup,
	renameGroup,
	restoreGroup,
	setAllowsPictures
} from '#lib/groups/server/groups.ts';
import { addTeacher, listTeachersIn, listTeachersOf, removeTeacher } from '#lib/groups/server/teachers.ts';
import { createTeam, deleteTeam, listTeams, renameTeam } from '#lib/groups/server/teams.ts';
import type { Actor } from '#lib/server/audit-log.ts';
import type { Trx } from '#lib/server/db/db.ts';
import { readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

/** For who answers for the group. */
export const load: PageServerLoad = async ({ locals, params }) => {
	const person = requireRole(locals, 'teacher', 'coordinator');
	const group = await getGroupOf(locals.db, person.id, params.groupId);
	const [teachers, colleagues, teams, isEmpty] = await Promise.all([
		listTeachersIn(locals.db, group.id),
		listTeachersOf(locals.db, group.organizationId),
		listTeams(locals.db, group.id),
		isEmptyGroup(locals.db, group.id)
	]);
	const taught = new Set(teachers.map(({ id }) => id));
	return {
		group,
		teachers: teachers.map((teacher) => ({ ...teacher, isViewer: teacher.id === person.id })),
		colleagues: colleagues.filter(({ id }) => !taught.has(id)),
		isCoordinator: hasRoleIn(person, group.organizationId, 'coordinator'),
		teams,
		isEmpty
	};
};

type Event = Pick<RequestEvent, 'locals' | 'params' | 'request' | 'getClientAddress'>;

/** Who answers for the group of the address; anybody else finds none. */
async function staffOf({ locals, params, getClientAddress }: Event): Promise<{ actor: Actor; group: StaffedGroup }> {
	const person = requireRole(locals, 'teacher', 'coordinator');
	const group = await getOpenGroupOf(locals.db, person.id, params.groupId ?? '');
	return { actor: { id: person.id, address: getClientAddress() }, group };
}

const backTo = (groupId: string, place: string) => redirect(303, `/grupy/${groupId}/ustawienia#${place}`);

/** A change of an open group by a form: what goes wrong is said at `field`, and the page stands at `place` again. */
function changeBy<S extends GenericSchema<Record<string, unknown>>>(
	schema: S,
	{ field, place }: { field: string; place: string },
	change: (trx: Trx, staff: { actor: Actor; group: StaffedGroup; now: Date }, data: InferOutput<S>) => Promise<unknown>
) {
	return async (event: Event) => {
		const { actor, group } = await staffOf(event);
		const { data, invalid } = await readForm(event.request, schema);
		if (invalid) return fail(400, { ...invalid, about: invalid.values.teamId ?? null });
		const now = new Date();
		try {
			await event.locals.db.transaction().execute((trx) => change(trx, { actor, group, now }, data));
		} catch (error) {
			const values = textsOf(data);
			const { status, invalid } = refusalOf(error, values, field);
			return fail(status, { ...invalid, about: values.teamId ?? null });
		}
		return backTo(group.id, place);
	};
}

/** All of them for who answers for the group. */
export const actions = {
	nazwa: changeBy(RenameForm, { field: 'name', place: 'nazwa' }, (trx, { actor, group, now }, { name }) =>
		renameGroup(trx, actor, group.id, name, now)
	),
	obrazki: changeBy(PicturesForm, { field: 'allowsPictures', place: 'logowanie' }, (trx, { actor, group, now }, data) =>
		setAllowsPictures(trx, actor, group.id, data.allowsPictures, now)
	),
	dodajNauczyciela: changeBy(PersonForm, { field: 'person', place: 'prowadza' }, (trx, { actor, group, now }, data) =>
		addTeacher(trx, actor, group.id, data.person, now)
	),
	zespol: changeBy(NewTeamForm, { field: 'team', place: 'zespoly' }, (trx, { actor, group, now }, { team }) =>
		createTeam(trx, actor, group.id, team, now)
	),
	nazwaZespolu: changeBy(RenameTeamForm, { field: 'name', place: 'zespoly' }, (trx, { actor, group, now }, data) =>
		renameTeam(trx, actor, { groupId: group.id, teamId: data.teamId, name: data.name }, now)
	),
	usunZespol: changeBy(TeamForm, { field: 'team', place: 'zespoly' }, (trx, { actor, group, now }, { teamId }) =>
		deleteTeam(trx, actor, { groupId: group.id, teamId }, now)
	),

	/** Who takes oneself away no longer finds the group afterwards. */
	odejmijNauczyciela: async (event: Event) => {
		const { actor, group } = await staffOf(event);
		const { data, invalid } = await readForm(event.request, PersonForm);
		if (invalid) return fail(400, { ...invalid, about: null });
		try {
			await event.locals.db
				.transaction()
				.execute((trx) => removeTeacher(trx, actor, group.id, data.person, new Date()));
		} catch (error) {
			const { status, invalid } = refusalOf(error, {}, 'prowadza');
			return fail(status, { ...invalid, about: null });
		}
		const isGone =
			data.person === actor.id &&
			!hasRoleIn(requireRole(event.locals, 'teacher', 'coordinator'), group.organizationId, 'coordinator');
		return isGone ? redirect(303, '/grupy') : backTo(group.id, 'prowadza');
	},

	archiwum: async (event: Event) => {
		const { actor, group } = await staffOf(event);
		const { invalid } = await readForm(event.request, ConfirmedForm);
		if (invalid) return fail(400, { ...invalid, about: null });
		await archiveGroup(event.locals.db, actor, group.id);
		redirect(303, `/grupy/${group.id}`);
	},

	przywroc: async ({ locals, params, getClientAddress }: Event) => {
		const person = requireRole(locals, 'teacher', 'coordinator');
		const { id } = await getGroupOf(locals.db, person.id, params.groupId ?? '');
		await restoreGroup(locals.db, { id: person.id, address: getClientAddress() }, id);
		redirect(303, `/grupy/${id}`);
	},

	usun: async (event: Event) => {
		const { actor, group } = await staffOf(event);
		const { invalid } = await readForm(event.request, ConfirmedForm);
		if (invalid) return fail(400, { ...invalid, about: null });
		await deleteEmptyGroup(event.locals.db, actor, group.id);
		redirect(303, '/grupy');
	}
} satisfies Actions;
