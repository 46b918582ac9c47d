/** Made by lib/page/bundle.mjs: the page's script and style with the hashes that its policy allows. */
export const SCRIPT: string;
export const STYLE: string;
/** `sha256-…` */
export const SCRIPT_HASH: string;
export const STYLE_HASH: string;
