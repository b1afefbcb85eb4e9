/** What a refused form says at one field: `error={fieldError(form?.errors, 'email')}`. */
export function fieldError(
	errors: { field: string; message: string }[] | undefined,
	field: string
): string | undefined {
	return errors?.find((error) => error.field === field)?.message;
}
