import { defineConfig } from 'eslint/config';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

export default defineConfig(
	{ ignores: ['build', '.svelte-kit', 'data', 'static', 'test-results', 'playwright-report'] },
	ts.configs.recommendedTypeChecked,
	svelte.configs.recommended,
	{
		languageOptions: {
			globals: { ...globals.node, ...globals.browser },
			parserOptions: { projectService: { allowDefaultProject: ['eslint.config.js'] }, extraFileExtensions: ['.svelte'] }
		},
		rules: {
			'no-undef': 'off',
			// Every page is a document at a fixed address: there is no base path to resolve and no client router.
			'svelte/no-navigation-without-resolve': 'off',
			eqeqeq: ['error', 'always'],
			'@typescript-eslint/only-throw-error': 'off',
			'@typescript-eslint/switch-exhaustiveness-check': 'error',
			'@typescript-eslint/consistent-type-imports': 'error'
		}
	},
	{ files: ['**/*.svelte', '**/*.svelte.ts'], languageOptions: { parserOptions: { parser: ts.parser } } },
	{ files: ['**/*.mjs', '**/*.js'], extends: [ts.configs.disableTypeChecked] }
);
