/** Roles that an invitation can give, and what people call them. */
export const INVITED_ROLES = {
	teacher: 'nauczyciel lub prowadzący',
	coordinator: 'koordynator'
} as const;
export type InvitedRole = keyof typeof INVITED_ROLES;

/** What an invitation leads to, as its page and its mail say it. */
export interface InvitationView {
	organizationId: string;
	organizationName: string;
	/** The group it leads to; null: a role. */
	group: { id: string; name: string } | null;
	/** null: a learner of the group. */
	role: InvitedRole | null;
	/** Whom it was mailed to; null: a link handed over. */
	email: string | null;
	/** What the inviter calls the person. */
	displayName: string | null;
	expiresAt: string;
}
