import { contentLine, escapeText } from './content-line.ts';

/** A day of a course of a group. */
export interface CalendarDay {
	/** The same for ever: calendars know the entry by it. */
	uid: string;
	/** `due`: until 23:59 in Poland; `opens`: the whole day. */
	kind: 'due' | 'opens';
	/** YYYY-MM-DD */
	day: string;
	title: string;
	text: string;
	/** Where to do something about it. */
	address: string;
	/** Counts changes; calendars keep the highest. */
	sequence: number;
	/** An instant, ISO text in UTC. */
	changedAt: string;
	/** Taken back: calendars cross it out, they might not notice that it is gone. */
	isCancelled: boolean;
}

/** Poland has changed its clocks by these rules since 1996. */
const TIME_ZONE = [
	['BEGIN', 'VTIMEZONE'],
	['TZID', 'Europe/Warsaw'],
	['BEGIN', 'DAYLIGHT'],
	['DTSTART', '19960331T020000'],
	['RRULE', 'FREQ=YEARLY;BYMONTH=3;BYDAY=-1SU'],
	['TZOFFSETFROM', '+0100'],
	['TZOFFSETTO', '+0200'],
	['TZNAME', 'CEST'],
	['END', 'DAYLIGHT'],
	['BEGIN', 'STANDARD'],
	['DTSTART', '19961027T030000'],
	['RRULE', 'FREQ=YEARLY;BYMONTH=10;BYDAY=-1SU'],
	['TZOFFSETFROM', '+0200'],
	['TZOFFSETTO', '+0100'],
	['TZNAME', 'CET'],
	['END', 'STANDARD'],
	['END', 'VTIMEZONE']
] as const;

/** The file a calendar program subscribes to, by RFC 5545; the same days give the same bytes. */
export function writeCalendar(days: readonly CalendarDay[]): string {
	const lines: (readonly [name: string, value: string])[] = [
		['BEGIN', 'VCALENDAR'],
		['VERSION', '2.0'],
		['PRODID', '-//Wspolnie//Terminy//PL'],
		['CALSCALE', 'GREGORIAN'],
		['METHOD', 'PUBLISH'],
		['X-WR-CALNAME', 'Wspólnie – terminy'],
		['REFRESH-INTERVAL;VALUE=DURATION', 'PT6H'],
		['X-PUBLISHED-TTL', 'PT6H'],
		...TIME_ZONE,
		...days.flatMap(eventLines),
		['END', 'VCALENDAR']
	];
	return lines.map(([name, value]) => contentLine(name, value)).join('');
}

function eventLines(entry: CalendarDay): [name: string, value: string][] {
	const day = entry.day.replaceAll('-', '');
	const changedAt = entry.changedAt.replaceAll(/[-:]|\.\d+/g, '');
	return [
		['BEGIN', 'VEVENT'],
		['UID', escapeText(entry.uid)],
		['DTSTAMP', changedAt],
		['LAST-MODIFIED', changedAt],
		['SEQUENCE', String(entry.sequence)],
		entry.kind === 'due' ? ['DTSTART;TZID=Europe/Warsaw', `${day}T235900`] : ['DTSTART;VALUE=DATE', day],
		['SUMMARY', escapeText(entry.title)],
		['DESCRIPTION', escapeText(entry.text)],
		['URL', entry.address],
		['STATUS', entry.isCancelled ? 'CANCELLED' : 'CONFIRMED'],
		['TRANSP', 'TRANSPARENT'],
		['END', 'VEVENT']
	];
}
