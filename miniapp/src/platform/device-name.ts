/** What the list of sessions calls this place: the host, nothing that identifies the model. */
export const deviceName = (): string => (__PLATFORM__ === 'alipay' ? 'Alipay' : 'WeChat')
