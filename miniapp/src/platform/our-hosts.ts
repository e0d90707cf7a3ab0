/** Hosts whose codes are ours: the API's own. Without `URL`, which mini-programs do not have. */
export const OUR_HOSTS: readonly string[] = [__API_BASE__.replace(/^https?:\/\//, '').replace(/\/.*$/, '')].filter(Boolean)
