import type { Mail } from '#lib/server/mail.ts';

/** Asks a guardian. The nickname is not in it: anybody can have the mail sent to anybody. */
export const consentMail = (to: string, link: string): Mail => ({
	to,
	subject: 'Prośba o zgodę na konto dziecka',
	text: [
		'Dzień dobry,',
		'dziecko, które podało ten adres jako adres opiekuna, chce założyć konto na platformie Wspólnie – kursy o ekonomii społecznej dla szkół. Nie ma 16 lat, więc potrzebna jest zgoda rodzica albo opiekuna.',
		`Na tej stronie przeczytasz, o co chodzi, i wyrazisz zgodę albo odmówisz:\n${link}`,
		'Zachowaj tę wiadomość: tym samym odnośnikiem w każdej chwili cofniesz zgodę, a wtedy usuniemy konto.',
		'Jeśli nie chcesz konta albo to pomyłka, nic nie rób: po 30 dniach prośba zniknie, a z nią ten adres.',
		'-- \nWspólnie – kursy o ekonomii społecznej w Małopolsce\nTo wiadomość automatyczna, nie trzeba na nią odpowiadać.'
	].join('\n\n')
});
