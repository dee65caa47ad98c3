import hooks from 'eslint-plugin-react-hooks';
import tseslint from 'typescript-eslint';

/** The walls of the house: what may import what. */
const forbid = (files, patterns) => ({ files, rules: { '@typescript-eslint/no-restricted-imports': ['error', { patterns }] } });

export default tseslint.config(
  { ignores: ['dist/', 'node_modules/', '.sandbox/', '.trellis/'] },
  ...tseslint.configs.recommended,
  {
    rules: {
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_' }],
      'no-console': 'error',
      'no-restricted-syntax': ['error', {
        selector: "ThrowStatement > NewExpression[callee.name='Error']",
        message: 'Throw a class of its own with a stable code, so that callers can tell what failed.',
      }],
    },
  },
  { files: ['src/**/*.{ts,tsx}'], plugins: { 'react-hooks': hooks }, rules: { 'react-hooks/rules-of-hooks': 'error', 'react-hooks/exhaustive-deps': 'error' } },
  forbid(['api/**/*.ts'], [
    { regex: 'sandbox/', message: 'Product code does not know of the sandbox.' },
    { regex: '\\.\\./src/', message: 'The API does not import the tab.' },
  ]),
  forbid(['src/**/*.{ts,tsx}'], [
    { regex: 'sandbox/', message: 'Product code does not know of the sandbox.' },
    { regex: 'api/(?!.*-contract\\.ts$)', message: 'The tab imports only contracts from the API.' },
  ]),
  forbid(['sandbox/**/*.ts'], [{ regex: '\\.\\./(api|src)/', message: 'The sandbox does not know the product.' }]),
  { files: ['scripts/**', 'bench/**', 'sandbox/**', 'test/**'], rules: { 'no-console': 'off', 'no-restricted-syntax': 'off' } },
);
