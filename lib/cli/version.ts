declare const __WHYROUTE_VERSION__: string | undefined;

/** Set by the build; a run from the sources says so. */
export const VERSION: string = typeof __WHYROUTE_VERSION__ === 'string' ? __WHYROUTE_VERSION__ : '0.0.0-source';
