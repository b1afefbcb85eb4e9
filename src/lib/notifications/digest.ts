import { counted } from '#lib/format.ts';
import type { Mail } from '#lib/server/mail.ts';
import { NOTIFICATION_KINDS, type NotificationContent, type NotificationKind } from './notification.ts';

/** The rest can be read in the app. */
const MOST_IN_A_MAIL = 40;
const LONGEST_SUBJECT = 150;

export interface Told extends NotificationContent {
	kind: NotificationKind;
}

/**
 * One mail about everything a person was told, by kind, in the order given. Plain text: names cannot be anything else.
 * @param told at least one
 */
export function digestMail(
	to: string,
	told: readonly [Told, ...Told[]],
	{ origin, unsubscribe }: { origin: string; unsubscribe: string }
): Mail {
	const shown = told.slice(0, MOST_IN_A_MAIL);
	const kinds = Object.entries(NOTIFICATION_KINDS) as [NotificationKind, string][];
	const parts = kinds.flatMap(([kind, label]) => {
		const items = shown.filter((item) => item.kind === kind).map((item) => itemText(item, origin));
		return items.length > 0 ? [`${label.toLocaleUpperCase('pl')}\n\n${items.join('\n\n')}`] : [];
	});
	const left = told.length - shown.length;
	return {
		to,
		subject: subjectOf(told),
		text: [
			'Dzień dobry,',
			told.length === 1 ? 'mamy dla Ciebie wiadomość z platformy Wspólnie.' : 'oto, co nowego na platformie Wspólnie.',
			...parts,
			...(left > 0 ? [`I jeszcze ${countedTold(left)}: ${origin}/powiadomienia`] : []),
			[
				'-- ',
				'Wspólnie – kursy o ekonomii społecznej w Małopolsce',
				'To wiadomość automatyczna, nie trzeba na nią odpowiadać.',
				`Jak często piszemy, ustawisz tutaj: ${origin}/powiadomienia/ustawienia`,
				`Nie chcesz takich e-maili? Wypisz się: ${unsubscribe}`
			].join('\n')
		].join('\n\n'),
		listUnsubscribe: unsubscribe
	};
}

const countedTold = (count: number) => counted(count, 'powiadomienie', 'powiadomienia', 'powiadomień');

/** A title is one line, whatever names are in it. */
const onOneLine = (text: string) => text.replaceAll(/[\s\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();

function subjectOf(told: readonly [Told, ...Told[]]): string {
	if (told.length > 1) return `${countedTold(told.length)} z platformy Wspólnie`;
	const title = onOneLine(told[0].title);
	return title.length > LONGEST_SUBJECT ? `${title.slice(0, LONGEST_SUBJECT).trimEnd()}…` : title;
}

/** Its own lines are indented, so that none can pass for a part of the mail. */
function itemText({ title, text, path }: Told, origin: string): string {
	const lines = [...text.split(/\r\n|\p{Zl}|\p{Zp}|[\r\n]/u), ...(path === null ? [] : [`${origin}${path}`])];
	const indented = lines.filter((line, index) => index > 0 || line !== '').map((line) => `  ${line}`.trimEnd());
	return [`• ${onOneLine(title)}`, ...indented].join('\n');
}
