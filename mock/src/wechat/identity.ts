import { createHmac } from 'node:crypto'

const digest = (person: string, use: string): string => createHmac('sha256', `demo-${use}`).update(person).digest('base64url')

/** The same at every start, so that yesterday's demo data still fits. */
export const openIdOf = (person: string): string => `o${digest(person, 'wechat-openid').slice(0, 27)}`
export const unionIdOf = (person: string): string => `u${digest(person, 'wechat-unionid').slice(0, 27)}`
