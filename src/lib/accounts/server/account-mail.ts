import type { Mail } from '#lib/server/mail.ts';

const SIGNATURE =
	'\n\n-- \nWspólnie – kursy o ekonomii społecznej w Małopolsce\nTo wiadomość automatyczna, nie trzeba na nią odpowiadać.';

const mail = (to: string, subject: string, paragraphs: string[]): Mail => ({
	to,
	subject,
	text: paragraphs.join('\n\n') + SIGNATURE
});

/**
 * Asks the owner of an address to finish the registration. Nothing that was typed stands in it: anybody can have it
 * sent to anybody.
 */
export const confirmationMail = (to: string, link: string): Mail =>
	mail(to, 'Potwierdź swój adres e-mail', [
		'Dzień dobry,',
		'ktoś założył na platformie Wspólnie konto z tym adresem e-mail. Jeśli to Ty, otwórz stronę i potwierdź adres:',
		link,
		'Poprosimy tam o hasło podane przy zakładaniu konta. Odnośnik działa przez 48 godzin.',
		'Jeśli to nie Ty, nic nie rób: bez potwierdzenia nikt nie zaloguje się na to konto i po dwóch dniach ono zniknie.'
	]);

/** Tells the owner of an account that somebody tried to register with its address. */
export const alreadyRegisteredMail = (to: string, origin: string): Mail =>
	mail(to, 'Masz już konto na platformie Wspólnie', [
		'Dzień dobry,',
		'ktoś chciał założyć konto z tym adresem e-mail, ale ono już istnieje. Jeśli to Ty, po prostu się zaloguj:',
		`${origin}/logowanie`,
		`Nie pamiętasz hasła? Ustaw nowe: ${origin}/haslo`,
		'Jeśli to nie Ty, nic nie rób. Na Twoim koncie nic się nie zmieniło.'
	]);

/** The link for a new password. */
export const resetMail = (to: string, link: string): Mail =>
	mail(to, 'Ustaw nowe hasło', [
		'Dzień dobry,',
		'ktoś poprosił o nowe hasło do Twojego konta na platformie Wspólnie. Jeśli to Ty, otwórz stronę i ustaw je:',
		link,
		'Odnośnik działa przez godzinę i tylko raz.',
		'Jeśli to nie Ty, nic nie rób. Dotychczasowe hasło działa dalej.'
	]);

/** Tells the owner that the password is another one now. */
export const passwordChangedMail = (to: string, origin: string): Mail =>
	mail(to, 'Zmieniono hasło do Twojego konta', [
		'Dzień dobry,',
		'hasło do Twojego konta na platformie Wspólnie zostało zmienione. Na innych urządzeniach trzeba zalogować się na nowo.',
		`Jeśli to nie Ty, od razu ustaw nowe hasło: ${origin}/haslo`
	]);

/** Tells the owner that the second factor was switched on or off. */
export const secondFactorMail = (to: string, isOn: boolean, origin: string): Mail =>
	mail(to, isOn ? 'Włączono drugi składnik logowania' : 'Wyłączono drugi składnik logowania', [
		'Dzień dobry,',
		isOn
			? 'od teraz przy logowaniu do Twojego konta na platformie Wspólnie potrzebny jest także kod z aplikacji w telefonie.'
			: 'do logowania na Twoje konto na platformie Wspólnie wystarcza teraz samo hasło.',
		`Jeśli to nie Ty, od razu ustaw nowe hasło: ${origin}/haslo`
	]);

/** The last mail: the account is gone. */
export const farewellMail = (to: string, origin: string): Mail =>
	mail(to, 'Twoje konto zostało usunięte', [
		'Dzień dobry,',
		'Twoje konto na platformie Wspólnie zostało usunięte, a razem z nim zapisy na kursy, wyniki i odpowiedzi. Tego adresu też już nie przechowujemy: znika razem z tą wiadomością.',
		`Zaświadczenia, które masz, nadal można sprawdzić: ${origin}/zaswiadczenia`,
		`Co zostaje, dlaczego i jak długo, mówi strona ${origin}/prywatnosc`,
		`Jeśli to nie Ty, napisz do nas od razu: ${origin}/kontakt`
	]);
