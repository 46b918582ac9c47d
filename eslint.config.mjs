import n from 'eslint-plugin-n';
import tseslint from 'typescript-eslint';

export default tseslint.config(
  {
    ignores: [
      'dist/',
      'node_modules/',
      'coverage/',
      'samples/',
      'lib/base/json/scanner/generated/',
      'lib/validate/generated/',
      // AssemblyScript: TypeScript's syntax, another language.
      '**/*.as.ts',
      'lib/render/html/generated/',
      'lib/analyze/lint/generated/',
      '**/*.cjs',
      '**/*.mjs',
    ],
  },
  {
    files: ['**/*.ts'],
    extends: [...tseslint.configs.strictTypeChecked],
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    plugins: { n },
    rules: {
      eqeqeq: 'error',
      'no-console': 'error',
      'max-lines': ['error', { max: 300 }],
      'max-lines-per-function': ['error', { max: 60, skipBlankLines: true, skipComments: true }],
      'n/no-process-exit': 'error',
      'no-restricted-properties': [
        'error',
        { object: 'Object', property: 'assign', message: 'an own __proto__ in the source replaces the prototype' },
        { property: 'localeCompare', message: 'output must not depend on the locale: compare by code point' },
      ],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      '@typescript-eslint/consistent-type-imports': 'error',
    },
  },
  {
    files: ['test/**/*.ts'],
    rules: {
      'max-lines': 'off',
      'max-lines-per-function': 'off',
      // chai's assertions are property reads
      '@typescript-eslint/no-unused-expressions': 'off',
      '@typescript-eslint/no-non-null-assertion': 'off',
    },
  },
);
