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
	/** This sign-in has passed the second factor. */
	hasSecondFactor: boolean;
	roles: HeldRole[];
	/** The organization they work in at the moment, one of those they hold a role in; null: staff of none. */
	organizationId: string | null;
	/** How much of what they were told they have not read. */
	unreadCount: number;
	/** Digest of the sign-in token, to tell this sign-in from one's others. */
	signInId: string;
}

export const hasRole = (person: SignedInPerson, ...names: RoleName[]): boolean =>
	person.roles.some((role) => names.includes(role.name));

/** Whether a role is held in this very organization. */
export const hasRoleIn = (
	person: Pick<SignedInPerson, 'roles'>,
	organizationId: string,
	...names: RoleName[]
): boolean => person.roles.some((role) => role.organizationId === organizationId && names.includes(role.name));

/** Holders of any role answer for other people's data: their sign-ins last shorter. */
export const isStaff = (person: Pick<SignedInPerson, 'roles'>): boolean => person.roles.length > 0;

/** Admins and coordinators set up a second factor before they use the panel. */
export const needsSecondFactor = (person: SignedInPerson): boolean =>
	hasRole(person, 'admin', 'coordinator') && !person.hasSecondFactor;
