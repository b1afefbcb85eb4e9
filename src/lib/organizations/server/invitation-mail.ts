import { mailKey } from '#lib/accounts/server/registration.ts';
import { countUse, MAIL_RULE } from '#lib/accounts/server/throttle.ts';
import { formatDay } from '#lib/format.ts';
import type { Trx } from '#lib/server/db/db.ts';
import { sendMail, type Mail } from '#lib/server/mail.ts';
import type { InvitationView } from '../invitation.ts';
import { getInvitation } from './invitations.ts';

/**
 * Mails an invitation made with an address, in the transaction that made it. Call `nudgeJobs` afterwards.
 * @throws AppError 404 when the invitation does not work, 429 when the address got too many mails this hour
 */
export async function mailInvitation(trx: Trx, origin: string, token: string, now: Date = new Date()): Promise<void> {
	const invitation = await getInvitation(trx, token, now);
	if (invitation.email === null) throw new Error('A link to hand over is not mailed.');
	await countUse(trx, mailKey(invitation.email), MAIL_RULE, now);
	await sendMail(trx, invitationMail(invitation.email, invitation, `${origin}/zaproszenie/${token}`), now);
}

const PURPOSES = {
	teacher: 'do prowadzenia grup na platformie Wspólnie: jako nauczyciel lub prowadzący',
	coordinator: 'do pracy na platformie Wspólnie jako koordynator'
} as const;

function invitationMail(to: string, { organizationName, group, role, expiresAt }: InvitationView, link: string): Mail {
	const purpose = role === null ? `do nauki na platformie Wspólnie, w grupie: ${group?.name ?? ''}` : PURPOSES[role];
	return {
		to,
		subject: `Zaproszenie na platformę Wspólnie – ${organizationName}`,
		text: [
			'Dzień dobry,',
			`${organizationName} zaprasza Cię ${purpose}.`,
			`Otwórz stronę, żeby przyjąć zaproszenie:\n${link}`,
			`Jeśli nie masz jeszcze konta, założysz je na tej samej stronie. Odnośnik działa raz, do ${formatDay(expiresAt)}. Nie przekazuj go nikomu: potwierdza Twój adres.`,
			'Jeśli to pomyłka, nic nie rób. Bez przyjęcia zaproszenia nic się nie stanie.',
			'-- \nWspólnie – kursy o ekonomii społecznej w Małopolsce\nTo wiadomość automatyczna, nie trzeba na nią odpowiadać.'
		].join('\n\n')
	};
}
