import { strToU8, zipSync } from 'fflate';

type Records = Record<string, string[][]>;

const HEADINGS: Record<string, string> = {
	orgs: 'sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId',
	users:
		'sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns',
	roles:
		'sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId',
	classes:
		'sourcedId,status,dateLastModified,title,grades,courseSourcedId,classCode,classType,location,schoolSourcedId,termSourcedIds,subjects,subjectCodes,periods',
	enrollments:
		'sourcedId,status,dateLastModified,classSourcedId,schoolSourcedId,userSourcedId,role,primary,beginDate,endDate'
};

export const user = (id: string, given: string, family: string, more: { email?: string; status?: string } = {}) => [
	id,
	more.status ?? '',
	'',
	'true',
	id,
	'',
	given,
	family,
	'',
	'',
	more.email ?? '',
	'',
	'+48 600 100 200'
];
export const roleOf = (userId: string, role: string) => [
	`r-${userId}`,
	'',
	'',
	userId,
	'primary',
	role,
	'',
	'',
	's-1',
	''
];
export const schoolClass = (id: string, title: string) => [id, '', '', title, '', 'k', '', 'homeroom', '', 's-1', ''];
export const enrollment = (classId: string, userId: string, role: string, status = '') => [
	`e-${classId}-${userId}`,
	status,
	'',
	classId,
	's-1',
	userId,
	role,
	'',
	'',
	''
];

/** A OneRoster 1.2 set as a register exports it, with quotes around every cell. */
export function oneRosterZip(records: Records, { mode = 'bulk', version = '1.2' } = {}): Uint8Array {
	const line = (cells: string[]) => `${cells.map((cell) => `"${cell.replaceAll('"', '""')}"`).join(',')}\r\n`;
	const names = Object.keys(HEADINGS).filter((name) => name in records);
	const manifest = [
		['propertyName', 'value'],
		['manifest.version', '1.0'],
		['oneroster.version', version],
		...Object.keys(HEADINGS).map((name) => [`file.${name}`, name in records ? mode : 'absent']),
		['source.systemName', 'Dziennik'],
		['source.systemCode', 'D-1']
	];
	return zipSync({
		'manifest.csv': strToU8(manifest.map(line).join('')),
		...Object.fromEntries(
			names.map((name) => [
				`${name}.csv`,
				strToU8(line((HEADINGS[name] ?? '').split(',')) + (records[name] ?? []).map(line).join(''))
			])
		)
	});
}
