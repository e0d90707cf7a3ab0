/** Mini-programs lock with the phone itself; the server locks the session all the same. */
export const useIdle = (_seconds: number): boolean => false
