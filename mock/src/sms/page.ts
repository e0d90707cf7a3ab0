import { toChinaTime } from '../system'
import type { SentSms } from './sent-sms'

const escape = (text: string): string => text.replace(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`)

/** The latest messages, for people who try the demo and have no such phone. */
export const renderInbox = (messages: readonly SentSms[]): string => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta http-equiv="refresh" content="5">
<title>演示短信</title>
<style>body{font:18px/1.6 system-ui,sans-serif;margin:0 auto;max-width:40rem;padding:1rem;color:#1d2b36;background:#f4f7f9}
li{list-style:none;background:#fff;border-radius:12px;padding:12px 16px;margin:12px 0}ul{padding:0}b{font-size:20px}small{color:#4a5b67}</style></head>
<body><h1>演示短信</h1><p>短信网关替身收到的短信，最新的在上面。Messages of the demo, newest first.</p>
<ul>${messages.map(({ phone, text, sentAt }) => `<li><small>${escape(toChinaTime(sentAt))}</small><br><b>${escape(phone)}</b><br>${escape(text)}</li>`).join('\n') || '<li>还没有短信。No message yet.</li>'}</ul></body></html>`
