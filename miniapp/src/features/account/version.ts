/** Version shown to people; the same as in miniapp/package.json. */
export const VERSION = '0.1.0'
