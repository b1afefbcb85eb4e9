import { randomUUID } from 'node:crypto';
import { fail, redirect, type RequestEvent } from '@sveltejs/kit';
import { findPasswordProblem } from '#lib/accounts/password-rules.ts';
import { findPicturesProblem, picturesSecret } from '#lib/accounts/pictures.ts';
import { requirePerson } from '#lib/accounts/server/require.ts';
import {
	browserSecretOf,
	keepBrowserSecret,
	keepSignIn,
	originOf,
	refusalOf,
	textsOf
} from '#lib/accounts/server/visit.ts';
import { forbidden } from '#lib/errors.ts';
import { JoinWithPasswordForm, JoinWithPicturesForm } from '#lib/joining/joining-forms.ts';
import {
	getJoinableGroup,
	isNicknameTaken,
	joinAsMember,
	joinAsNewPupil,
	type JoinableGroup,
	type NewPupil
} from '#lib/joining/server/join.ts';
import { findMyMembership } from '#lib/joining/server/my-membership.ts';
import { invalidForm, readForm } from '#lib/server/forms.ts';
import type { Actions, PageServerLoad } from './$types';

const codeOf = (url: URL) => (url.searchParams.get('kod') ?? '').trim().slice(0, 60);

/** For everyone; what is shown of a group, its code decides. */
export const load: PageServerLoad = async ({ locals, url, getClientAddress, setHeaders }) => {
	setHeaders({ 'cache-control': 'no-store' });
	const code = codeOf(url);
	if (code === '') return { code, group: null, problem: url.searchParams.has('kod') ? 'Wpisz kod klasy.' : null };
	let group: JoinableGroup;
	try {
		group = await getJoinableGroup(locals.db, code, getClientAddress());
	} catch (error) {
		const { invalid } = refusalOf(error, {}, 'kod');
		return { code, group: null, problem: invalid.errors[0]?.message ?? null };
	}
	const { person } = locals;
	const membership = person && (await findMyMembership(locals.db, group.id, person.id));
	return {
		code,
		group,
		problem: null,
		formKey: randomUUID(),
		person: person && { displayName: person.displayName },
		membership: membership?.kind ?? null
	};
};

export const actions = {
	/** For everyone with the code: a new account with a password of one's own. */
	haslo: async (event) => {
		const { data, invalid } = await readForm(event.request, JoinWithPasswordForm);
		if (invalid) return fail(400, invalid);
		const problem = findPasswordProblem(data.password, { displayName: data.nickname });
		if (problem) return fail(400, invalidForm(textsOf(data), { password: problem }));
		return joinNew(event, data, { secret: data.password, secretKind: 'password' });
	},

	/** For everyone with the code of a group that allows pictures. */
	obrazki: async (event) => {
		const { data, invalid } = await readForm(event.request, JoinWithPicturesForm);
		if (invalid) return fail(400, invalid);
		const problem = findPicturesProblem(data);
		if (problem) return fail(400, invalidForm(textsOf(data), { picture1: problem }));
		return joinNew(event, data, { secret: picturesSecret(data), secretKind: 'pictures' });
	},

	/** For everybody signed in who has the code. */
	konto: async (event) => {
		const { locals, url, getClientAddress } = event;
		const { id } = requirePerson(locals);
		let group: JoinableGroup;
		try {
			group = await getJoinableGroup(locals.db, codeOf(url), getClientAddress());
			await joinAsMember(locals.db, group, codeOf(url), { id, ...originOf(event) });
		} catch (error) {
			const { status, invalid } = refusalOf(error, {}, '');
			return fail(status, invalid);
		}
		redirect(303, `/dolacz/gotowe?grupa=${group.id}`);
	}
} satisfies Actions;

async function joinNew(
	event: RequestEvent,
	data: { nickname: string; formKey: string },
	how: Pick<NewPupil, 'secret' | 'secretKind'>
) {
	const { locals, url } = event;
	const code = codeOf(url);
	const browserSecret = browserSecretOf(event);
	let group: JoinableGroup;
	try {
		const origin = originOf(event);
		group = await getJoinableGroup(locals.db, code, origin.address);
		if (how.secretKind === 'pictures' && !group.allowsPictures) throw forbidden();
		const pupil = { nickname: data.nickname, formKey: data.formKey, ...how, ...origin, browserSecret };
		if (await isNicknameTaken(locals.db, group.id, pupil)) {
			return fail(400, invalidForm(textsOf(data), { nickname: nicknameTaken(data.nickname) }));
		}
		const token = await joinAsNewPupil(locals.db, group, code, pupil);
		await keepSignIn(event, token);
	} catch (error) {
		const { status, invalid } = refusalOf(error, data, 'nickname');
		return fail(status, invalid);
	}
	keepBrowserSecret(event, browserSecret);
	redirect(303, `/dolacz/gotowe?grupa=${group.id}`);
}

const nicknameTaken = (nickname: string) =>
	`Ktoś w tej grupie już jest „${nickname}”. Dopisz coś swojego, np. „${nickname} 2” albo ulubione zwierzę. Jeśli to Ty, zaloguj się.`;
