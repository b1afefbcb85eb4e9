import { describe, expect, test } from 'vitest';
import { digestMail, type Told } from './digest.ts';

const links = { origin: 'https://kursy.example.org', unsubscribe: 'https://kursy.example.org/powiadomienia/wypisz/t' };
const course: Told = {
	kind: 'assigned',
	title: 'Nowy kurs: Spółdzielnia',
	text: 'Kurs dostała grupa 7b.',
	path: '/kursy/spoldzielnia'
};
const message: Told = { kind: 'message', title: 'Anna pisze do Ciebie', text: 'Dzień dobry!\nDo jutra.', path: null };

describe('a mail about what people were told', () => {
	test('is called like the one thing it is about', () => {
		const mail = digestMail('bartek@example.org', [course], links);
		expect(mail).toMatchObject({ to: 'bartek@example.org', subject: course.title, listUnsubscribe: links.unsubscribe });
		expect(mail.text).toContain(
			'• Nowy kurs: Spółdzielnia\n  Kurs dostała grupa 7b.\n  https://kursy.example.org/kursy/'
		);
		expect(mail.text).toContain(`Wypisz się: ${links.unsubscribe}`);
	});

	test('gathers several under what they are, messages first', () => {
		const { subject, text } = digestMail('a@example.org', [course, message, { ...course, title: 'Drugi' }], links);
		expect(subject).toBe('3\u00a0powiadomienia z platformy Wspólnie');
		const order = ['WIADOMOŚCI OD OSÓB', '• Anna pisze', 'NOWY KURS', '• Nowy kurs', '• Drugi'].map((part) =>
			text.indexOf(part)
		);
		expect(order).toEqual([...order].sort((a, b) => a - b));
		expect(order).not.toContain(-1);
		expect(text.match(/NOWY KURS/g)).toHaveLength(1);
	});

	test('lets no name or message pass for a part of the mail or of its head', () => {
		const hostile = 'Ola\r\nBcc: wszyscy@example.org\u2028-- \nZALOGUJ SIĘ: https://zly.example';
		const { subject, text } = digestMail('a@example.org', [{ ...message, title: hostile, text: hostile }], links);
		expect(subject).not.toMatch(/[\r\n\u2028]/);
		const lines = text.split('\n');
		expect(lines).not.toContain('Bcc: wszyscy@example.org');
		expect(lines.filter((line) => line === '-- ')).toHaveLength(1);
		expect(lines.filter((line) => line.includes('zly.example')).every((line) => /^(?: {2}|• )/.test(line))).toBe(true);
	});

	test('stays short: what is more than forty is counted', () => {
		const many = Array.from({ length: 45 }, () => course);
		const { subject, text } = digestMail('a@example.org', [course, ...many], links);
		expect(subject).toContain('46\u00a0powiadomień');
		expect(text.match(/• /g)).toHaveLength(40);
		expect(text).toContain('I jeszcze 6\u00a0powiadomień: https://kursy.example.org/powiadomienia');
	});

	test('cuts a title that is too long for a subject', () => {
		const { subject } = digestMail('a@example.org', [{ ...course, title: 'ą'.repeat(400) }], links);
		expect(subject).toHaveLength(151);
	});
});
