import Koa from 'koa'
import supertest from 'supertest'
import { serveCodePages } from './code-page'

describe('GET /v, where the codes point', () => {
  const app = new Koa()
  for (const page of serveCodePages()) app.use(page)

  it('says in both languages what the code is and where it belongs, and leads to the app', async () => {
    const { text } = await supertest(app.callback()).get('/v').expect(200).expect('content-type', /html/)
    expect(text).toContain('这是一张亮证码')
    expect(text).toContain('This is a licence code')
    expect(text).toContain('href="/"')
    expect((await supertest(app.callback()).get('/h').expect(200)).text).toMatch(/这是一张健康码.*This is a health code/s)
    expect((await supertest(app.callback()).get('/g').expect(200)).text).toMatch(/这是一张值守邀请.*This is a guard invitation/s)
  })

  it('R8: has no script that could read what stands behind the #, and hands it to nobody', async () => {
    const answer = await supertest(app.callback()).get('/v').expect('referrer-policy', 'no-referrer')
    expect(answer.text).not.toMatch(/<script|\son\w+=|javascript:|https?:/i)
    await supertest(app.callback()).get('/v/other').expect(404)
    await supertest(app.callback()).post('/v').expect(404)
  })
})
