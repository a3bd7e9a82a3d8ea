export { signHeaders } from 'hooks-core/sigv4.ts';
