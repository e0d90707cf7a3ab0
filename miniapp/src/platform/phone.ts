import Taro from '@tarojs/taro'

const HELP_LINE = '12345'

/** 电话帮我办: the city's service line. */
export const callHelpLine = (): void => void Taro.makePhoneCall({ phoneNumber: HELP_LINE }).catch(() => undefined)
