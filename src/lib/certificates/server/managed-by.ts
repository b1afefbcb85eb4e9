import type { ExpressionBuilder } from 'kysely';
import type { Schema } from '#lib/server/db/schema.ts';

/** Who keeps the register: an admin all of it, a coordinator the part of the own organization. */
export const isManagedBy = (personId: string) => (eb: ExpressionBuilder<Schema, 'certificate'>) =>
	eb.exists(
		eb
			.selectFrom('role')
			.select('role.id')
			.where('role.userAccountId', '=', personId)
			.where((is) =>
				is.or([
					is.and([is('role.name', '=', 'admin'), is('role.organizationId', 'is', null)]),
					is.and([
						is('role.name', '=', 'coordinator'),
						is('role.organizationId', '=', is.ref('certificate.organizationId'))
					])
				])
			)
	);
