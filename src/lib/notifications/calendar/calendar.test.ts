import fc from 'fast-check';
import ICAL from 'ical.js';
import { describe, expect, test } from 'vitest';
import { writeCalendar, type CalendarDay } from './calendar.ts';
import { contentLine, escapeText } from './content-line.ts';

const entry: CalendarDay = {
	uid: 'g.kurs.due@wspolnie',
	kind: 'due',
	day: '2026-11-30',
	title: 'Termin kursu: Spółdzielnia; krok po kroku, razem',
	text: 'Do końca tego dnia grupa 7b ma czas na kurs.',
	address: 'https://kursy.example.org/kursy/spoldzielnia',
	sequence: 2,
	changedAt: '2026-11-01T09:08:07.654Z',
	isCancelled: false
};

/** The file as another program understands it: its own time zone rules, none of ours or of the system. */
function parse(days: CalendarDay[]) {
	const calendar = new ICAL.Component(ICAL.parse(writeCalendar(days)) as unknown[]);
	ICAL.TimezoneService.reset();
	for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
	return { calendar, events: calendar.getAllSubcomponents('vevent').map((event) => new ICAL.Event(event)) };
}

describe('a calendar read by another program', () => {
	test('holds what was written', () => {
		const { calendar, events } = parse([entry, { ...entry, uid: 'x', kind: 'opens', isCancelled: true }]);
		expect(calendar.getFirstPropertyValue('method')).toBe('PUBLISH');
		expect(calendar.getFirstPropertyValue('version')).toBe('2.0');
		const [due, opens] = events;
		expect(due).toMatchObject({ uid: entry.uid, summary: entry.title, description: entry.text, sequence: 2 });
		expect(due?.component.getFirstPropertyValue('status')).toBe('CONFIRMED');
		expect(String(due?.component.getFirstPropertyValue('dtstamp'))).toBe('2026-11-01T09:08:07Z');
		expect(due?.component.getFirstPropertyValue('url')).toBe(entry.address);
		expect(opens?.component.getFirstPropertyValue('status')).toBe('CANCELLED');
		expect(opens?.startDate).toMatchObject({ isDate: true, year: 2026, month: 11, day: 30 });
	});

	test.each([
		['in winter', '2026-11-30', '2026-11-30T22:59:00Z'],
		['in summer', '2027-06-15', '2027-06-15T21:59:00Z'],
		['on the eve of summer time', '2027-03-27', '2027-03-27T22:59:00Z'],
		['on the day summer time begins', '2027-03-28', '2027-03-28T21:59:00Z'],
		['on the eve of winter time', '2027-10-30', '2027-10-30T21:59:00Z'],
		['on the day winter time begins', '2027-10-31', '2027-10-31T22:59:00Z'],
		['many years on', '2040-07-01', '2040-07-01T21:59:00Z']
	])('the time is up a minute before midnight in Poland, %s', (_, day, instant) => {
		const [event] = parse([{ ...entry, day }]).events;
		expect(event?.startDate.zone.tzid).toBe('Europe/Warsaw');
		expect(event?.startDate.toJSDate()).toEqual(new Date(instant));
	});

	test('an empty one is still a calendar', () => {
		expect(parse([]).events).toEqual([]);
	});

	test('whatever a text holds, it comes back the same and harms no other line', () => {
		const text = fc
			.string({ unit: 'binary', maxLength: 300 })
			.map((raw) => raw.replaceAll(/\p{Cc}|[\u2028\u2029]/gu, ' '));
		fc.assert(
			fc.property(text, text, (title, description) => {
				const { events } = parse([{ ...entry, title, text: description }, entry]);
				expect(events.map(({ summary }) => summary)).toEqual([title, entry.title]);
				expect(events[0]?.description).toBe(description);
			})
		);
	});
});

describe('content lines', () => {
	test('end in CRLF, are no longer than 75 octets, and no letter is cut', () => {
		fc.assert(
			fc.property(fc.string({ unit: 'grapheme', maxLength: 500 }), (raw) => {
				const value = escapeText(raw);
				const line = contentLine('SUMMARY', value);
				expect(line.endsWith('\r\n')).toBe(true);
				const parts = line.slice(0, -2).split('\r\n');
				for (const part of parts) expect(Buffer.byteLength(part)).toBeLessThanOrEqual(75);
				expect(parts.slice(1).every((part) => part.startsWith(' '))).toBe(true);
				expect(parts.map((part, index) => (index === 0 ? part : part.slice(1))).join('')).toBe(`SUMMARY:${value}`);
				expect(line).not.toContain('\ufffd');
			})
		);
	});

	test('line breaks of every kind are written out and control signs left out', () => {
		expect(escapeText('a\r\nb\rc\nd\u2028e\u0000\u0007f\\;,')).toBe('a\\nb\\nc\\nd\\nef\\\\\\;\\,');
	});
});
