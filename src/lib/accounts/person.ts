export type RoleName = 'teacher' | 'coordinator' | 'author' | 'regionalCoordinator' | 'admin';

export interface HeldRole {
	name: RoleName;
	/** null: on the whole platform. */
	organizationId: string | null;
}

/** Who is asking. Everybody signed in is a learner; other roles are granted. */
export interface SignedInPerson {
	id: string;
	displayName: string;
	kind: 'email' | 'pupil';
	mustChangePassword: boolean;
	roles: HeldRole[];
	/** Digest of the sign-in token, to tell this sign-in from one's others. */
	signInId: string;
}

export const hasRole = (person: SignedInPerson, ...names: RoleName[]): boolean =>
	person.roles.some((role) => names.includes(role.name));
