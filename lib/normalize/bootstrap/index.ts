export { readBootstrap } from './bootstrap.ts';
