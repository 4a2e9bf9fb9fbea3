import { defineConfigWithVueTs, vueTsConfigs } from '@vue/eslint-config-typescript'
import prettier from 'eslint-config-prettier'
import vue from 'eslint-plugin-vue'
import vueA11y from 'eslint-plugin-vuejs-accessibility'

/** What a layer may not import. The same directions are executed by tests/architecture.spec.ts. */
const layer = (files, ...patterns) => ({
  files,
  rules: { 'no-restricted-imports': ['error', { patterns }] },
})
const outward = (message, ...group) => ({ group, message })
const dependencies = ['vue', 'vue-router', 'pinia', 'axios', 'valibot', 'msw', 'msw/*']

export default defineConfigWithVueTs(
  {
    ignores: [
      'dist*/**',
      '.cache/**',
      'screenshots/**',
      'test-results/**',
      'coverage/**',
      'tests/clients/generated/**',
    ],
  },
  vue.configs['flat/recommended'],
  vueA11y.configs['flat/recommended'],
  vueTsConfigs.strictTypeChecked,
  vueTsConfigs.stylisticTypeChecked,
  prettier,
  {
    files: ['**/*.ts', '**/*.vue'],
    rules: {
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      '@typescript-eslint/only-throw-error': ['error', { allowThrowingUnknown: true }],
      '@typescript-eslint/no-non-null-assertion': 'error',
      '@typescript-eslint/ban-ts-comment': ['error', { 'ts-expect-error': true }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      'no-console': 'error',
      'no-eval': 'error',
      'no-restricted-syntax': [
        'error',
        {
          selector: 'ExportDefaultDeclaration',
          message: 'Named exports only, so that a name is the same everywhere.',
        },
      ],
    },
  },
  {
    files: ['**/*.vue'],
    rules: {
      'vue/no-v-html': 'error',
      'vue/block-lang': ['error', { script: { lang: 'ts' } }],
      'vue/block-order': ['error', { order: ['script', 'template', 'style'] }],
      'vue/component-api-style': ['error', ['script-setup']],
      'vue/define-macros-order': 'error',
      'vue/multi-word-component-names': 'error',
      'vuejs-accessibility/label-has-for': ['error', { required: { some: ['nesting', 'id'] } }],
    },
  },
  {
    files: ['*.config.ts', 'tests/**', 'bench/**', 'eslint.config.js'],
    rules: {
      'no-restricted-syntax': 'off',
      'no-console': 'off',
      // What must not compile has tests as well.
      '@typescript-eslint/ban-ts-comment': [
        'error',
        { 'ts-expect-error': 'allow-with-description' },
      ],
      '@typescript-eslint/require-await': 'off',
      '@typescript-eslint/no-empty-function': 'off',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
    },
  },
  {
    files: ['tests/**/*.mjs', 'bench/**/*.mjs', 'src/cli/**/*.mjs', 'eslint.config.js'],
    extends: [vueTsConfigs.disableTypeChecked],
  },
  layer(
    ['src/auth/core/**'],
    outward(
      'core knows nobody: plain TypeScript and jwt-decode.',
      '../*',
      '!../core',
      '@/*',
      ...dependencies,
    ),
  ),
  layer(
    ['src/auth/backends/**', 'src/auth/browser/**'],
    outward('backends and browser know core alone.', '../*', '!../core', '@/*'),
    outward(
      'backends and browser know core alone.',
      ...dependencies.filter((name) => name !== 'valibot'),
    ),
  ),
  layer(
    ['src/auth/backends/profiles/**'],
    outward(
      'Profiles are data: they know the folder above alone.',
      '../../*',
      '@/*',
      ...dependencies,
    ),
  ),
  layer(
    ['src/auth/components/**'],
    outward(
      'Components take props and emit; they know core and Vue alone.',
      '../*',
      '!../core',
      '@/*',
    ),
    outward(
      'Components hold no store, router or HTTP.',
      'pinia',
      'vue-router',
      'axios',
      'msw',
      'msw/*',
    ),
  ),
  layer(
    ['src/*.ts', 'src/*.vue', 'src/views/**'],
    outward('Outside auth/, import from auth (its index) alone.', '**/auth/*', '!**/auth/testing'),
    outward('Only main.ts starts the mock.', '**/mocks/**', 'msw', 'msw/*'),
  ),
  layer(['src/cli/**/*.ts'], {
    regex:
      '^@/(?!cli/|auth/(core|backends)/|diagnosis/|texts/diagnosis/en$|urls-in$)|^(?!node:|[.@]/|\\.\\./)',
    message: 'Command-line tools know core, backends, the words of the diagnosis, and Node.',
  }),
  {
    // What people read is in src/texts, in every language. The trouble panel is for developers.
    files: ['src/**/*.vue'],
    ignores: ['src/mocks/**'],
    rules: { 'vue/no-bare-strings-in-template': 'error' },
  },
  {
    // What is to replace vue-router's scrollBehavior is experimental still.
    files: ['src/router.ts'],
    rules: { '@typescript-eslint/no-deprecated': 'off' },
  },
  {
    files: ['src/main.ts'],
    rules: { 'no-restricted-imports': 'off' },
  },
)
