import * as z from 'zod/mini'
import { Me } from '../holder/me'

/** Mainland mobile number 手机号码: eleven digits, no country code. */
export const Phone = z.string().check(z.regex(/^1[3-9]\d{9}$/, '请填写 11 位手机号码|An eleven-digit mobile number, please'))
/** One-time code 验证码 as sent by SMS. */
export const OneTimeCode = z.string().check(z.regex(/^\d{6}$/, '请填写 6 位验证码|The six-digit code, please'))

/** Life of a one-time code and the pause before another may be asked for. */
export const CODE_LIFE_SECONDS = 300
export const CODE_PAUSE_SECONDS = 60
/** Wrong entries after which a code is dead. */
export const CODE_TRIES = 5

export const SignInCodeRequest = z.strictObject({ phone: Phone })
export type SignInCodeRequest = z.infer<typeof SignInCodeRequest>
/** The same answer whether or not the number has an account. */
export const SignInCodeSent = z.object({ expiresAt: z.string(), resendAfter: z.string() })
export type SignInCodeSent = z.infer<typeof SignInCodeSent>

/** The device a session lives on. `id` is 128 random bits made by the app on its first start and kept there. */
export const Device = z.strictObject({
  id: z.string().check(z.regex(/^[A-Za-z0-9_-]{22,43}$/)),
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(40)),
  platform: z.enum(['weapp', 'alipay', 'h5']),
})
export type Device = z.infer<typeof Device>

const partnerCode = z.string().check(z.minLength(1), z.maxLength(256))

/** The three ways in 登录方式; they become one person after real-naming 实名认证. */
export const SignInRequest = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('phone'), phone: Phone, code: OneTimeCode, device: Device }),
  z.strictObject({ method: z.literal('wechat'), code: partnerCode, device: Device }),
  z.strictObject({ method: z.literal('alipay'), code: partnerCode, device: Device }),
])
export type SignInRequest = z.infer<typeof SignInRequest>

/**
 * What a sign-in or a refresh answers. `refreshToken` is there only for callers that sent `client: mini`; the browser gets it
 * as an HttpOnly cookie instead (security.md R29).
 */
export const SignedIn = z.object({
  accessToken: z.string(),
  expiresAt: z.string(),
  refreshToken: z.optional(z.string()),
  sessionId: z.string(),
  me: z.nullable(Me),
})
export type SignedIn = z.infer<typeof SignedIn>

/** `refreshToken` is left out by browsers, which send the cookie. */
export const RefreshRequest = z.strictObject({
  deviceId: Device.shape.id,
  refreshToken: z.optional(z.string().check(z.minLength(40), z.maxLength(200))),
})
export type RefreshRequest = z.infer<typeof RefreshRequest>

/**
 * Adding a phone number to an account begun with WeChat or Alipay, or changing it: by WeChat's phone component or by a one-time code. Whoever
 * holds an unlocked phone is not the person for that alone: to change the number, or to give a real-named account one, takes `currentCode`,
 * sent to the number it has, or a face or a window check minutes ago.
 */
export const BindPhone = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('wechat'), code: partnerCode, currentCode: z.optional(OneTimeCode) }),
  z.strictObject({ method: z.literal('code'), phone: Phone, code: OneTimeCode, currentCode: z.optional(OneTimeCode) }),
])
export type BindPhone = z.infer<typeof BindPhone>
