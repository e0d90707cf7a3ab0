/** Hosts whose codes are ours: where this page came from. */
export const OUR_HOSTS: readonly string[] = [window.location.host]
