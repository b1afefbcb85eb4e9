/** Kinds of organization and what people call them. */
export const ORGANIZATION_KINDS = {
	school: 'szkoła',
	university: 'uczelnia',
	localGovernment: 'jednostka samorządu terytorialnego',
	socialEconomyEntity: 'podmiot ekonomii społecznej',
	reintegrationUnit: 'jednostka reintegracyjna',
	supportCentre: 'ośrodek wsparcia ekonomii społecznej',
	regionalCoordinator: 'koordynator regionalny'
} as const;
export type OrganizationKind = keyof typeof ORGANIZATION_KINDS;

/** The powiaty of Małopolska by their TERYT codes. */
export const COUNTIES = {
	'1201': 'powiat bocheński',
	'1202': 'powiat brzeski',
	'1203': 'powiat chrzanowski',
	'1204': 'powiat dąbrowski',
	'1205': 'powiat gorlicki',
	'1206': 'powiat krakowski',
	'1207': 'powiat limanowski',
	'1208': 'powiat miechowski',
	'1209': 'powiat myślenicki',
	'1210': 'powiat nowosądecki',
	'1211': 'powiat nowotarski',
	'1212': 'powiat olkuski',
	'1213': 'powiat oświęcimski',
	'1214': 'powiat proszowicki',
	'1215': 'powiat suski',
	'1216': 'powiat tarnowski',
	'1217': 'powiat tatrzański',
	'1218': 'powiat wadowicki',
	'1219': 'powiat wielicki',
	'1261': 'Kraków',
	'1262': 'Nowy Sącz',
	'1263': 'Tarnów'
} as const;
export type CountyCode = keyof typeof COUNTIES;

export const countyName = (code: string | null): string =>
	code !== null && code in COUNTIES ? COUNTIES[code as CountyCode] : 'poza Małopolską';
