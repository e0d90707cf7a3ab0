/** Alipay asks for the camera itself; the guide is agreed to at sign-in. */
export const PrivacySheet = (): null => null
