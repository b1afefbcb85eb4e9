import * as v from 'valibot';
import type { NotificationPreferenceTable } from '#lib/server/db/tables/messages.ts';
import { NOTIFICATION_KINDS, type NotificationKind } from './notification.ts';
import { nextDigest } from './polish-clock.ts';

export type MailChoice = NotificationPreferenceTable['mail'];

/** When mail about a kind is sent, as people choose it. */
export const MAIL_CHOICES: Record<MailChoice, string> = {
	atOnce: 'od razu',
	daily: 'raz dziennie, o\u00a07:30',
	weekly: 'raz w\u00a0tygodniu, w\u00a0poniedziałek o\u00a07:30',
	never: 'wcale'
};

export type MailPreferences = Record<NotificationKind, MailChoice>;

/** Of those who have not chosen: what somebody wrote to them cannot wait, the rest can. */
export const DEFAULT_PREFERENCES: MailPreferences = {
	message: 'atOnce',
	assigned: 'daily',
	due: 'daily',
	result: 'daily',
	report: 'daily',
	certificate: 'daily',
	group: 'daily'
};

/** When a notification is to be mailed; null: not at all. */
export function mailTimeOf(choice: MailChoice, visibleAt: Date): Date | null {
	if (choice === 'never') return null;
	return choice === 'atOnce' ? visibleAt : nextDigest(visibleAt, choice);
}

const choice = v.optional(v.picklist(Object.keys(MAIL_CHOICES) as MailChoice[], 'Wybierz jedną z możliwości.'));

/** One field for each kind; what is not asked stays as it is. */
export const MailPreferencesForm = v.strictObject(
	Object.fromEntries(Object.keys(NOTIFICATION_KINDS).map((kind) => [kind, choice])) as Record<
		NotificationKind,
		typeof choice
	>
);
