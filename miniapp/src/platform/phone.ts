import Taro from '@tarojs/taro'

const HELP_LINE = '12345'

/** Opens the phone with a number; whoever thinks better of it is told nothing. */
export const call = (phoneNumber: string): void => void Taro.makePhoneCall({ phoneNumber }).catch(() => undefined)
/** 电话帮我办: the city's service line. */
export const callHelpLine = (): void => call(HELP_LINE)
