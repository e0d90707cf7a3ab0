/** The partner's page: a camera would be here. It asks the person at the demo to decide. */
export const renderCheckPage = (pageToken: string): string => `<!doctype html>
<html lang="zh-CN"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>人脸核身（演示）</title>
<style>body{font:18px/1.6 system-ui,sans-serif;margin:0 auto;max-width:24rem;padding:2rem 1rem;color:#1d2b36;text-align:center}
button{display:block;width:100%;min-height:60px;margin:16px 0;font-size:20px;border-radius:12px;border:2px solid #17507a;background:#fff;color:#17507a}
button.go{background:#17507a;color:#fff}</style></head>
<body><h1>人脸核身（演示）</h1><p>这里不拍照。请选择这次核身的结果。<br>No camera here: choose how this check ends.</p>
<form method="post" action="/pages/${pageToken}"><button class="go" name="result" value="pass">通过 Pass</button><button name="result" value="fail">不通过 Fail</button></form></body></html>`

export const renderEnded = (): string => `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>人脸核身（演示）</title></head>
<body style="font:20px system-ui;text-align:center;padding:3rem"><h1>已完成</h1><p>请返回掌上办。Done: go back to the app.</p></body></html>`
