import type { dev as en } from '../en/dev.ts'
import type { Shape } from '../shape.ts'

export const dev: Shape<typeof en> = {
  title: '开发者面板',
  open: '开发者',
  close: '关闭开发者面板',
  note: '仅限本地环境，这里的币没有价值。',
  wallets: {
    title: '内置钱包',
    evm: 'EVM 钱包',
    bitcoin: '比特币钱包',
    fund: '领取 {amount}',
    ask: '每次签名前询问我',
    how: '用普通的连接按钮连接，名称为 Built-in wallet 和 Built-in Bitcoin wallet。',
  },
  bitcoin: {
    title: '比特币',
    mine: '挖 {count} 个区块',
    reorg: '重组 {count} 个区块',
    auto: '自动出块',
  },
  time: { title: 'EVM 时间', hours: '快进 {count} 小时', block: '挖一个 EVM 区块' },
  parts: { title: '组件', stop: '停止{name}', start: '启动{name}', keeper: '守护程序', indexer: '索引' },
  done: '完成：{what}',
  failed: '{what}失败：{reason}',
  prompt: {
    title: '内置钱包询问',
    connect: '连接本页？',
    transaction: '签名并发送此交易？',
    message: '签名此消息？',
    payment: '签名并发送此比特币付款？',
    yes: '同意',
    no: '拒绝',
  },
}
