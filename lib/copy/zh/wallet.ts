import type { wallet as en } from '../en/wallet.ts'
import type { Shape } from '../shape.ts'

export const wallet: Shape<typeof en> = {
  evm: {
    name: 'EVM 钱包',
    connect: '连接钱包',
    connectYourself: '连接 EVM 钱包以自行完成',
    reconnecting: '正在询问钱包',
    missing: {
      title: '没有找到 EVM 钱包',
      text: '此浏览器中没有钱包声明自己。',
      desktop: '电脑上：安装或启用钱包扩展，然后重新加载本页。',
      phone: '手机上：在钱包应用自带的浏览器中打开本页。',
    },
    wrong: '钱包在链 {actual} 上，Sluice 使用 {name}（链 {expected}）。',
    wrongUnknown: '钱包没有说明它在哪条链上，Sluice 使用 {name}（链 {expected}）。',
    switch: '切换到 {name}',
    switching: '正在请钱包切换',
    switchFailed: '钱包没有切换。请在钱包中自行选择 {name}（链 {expected}）。',
    waitingNote: '请查看钱包的窗口。如果没有弹出，请打开钱包本身：请求可能在那里等待。',
    stop: '停止等待',
    asks: {
      title: '钱包里必须显示相同的内容',
      contract: '合约',
      function: '函数',
      value: '随附金额',
    },
  },
  bitcoin: {
    title: '连接比特币钱包',
    connect: '连接比特币钱包',
    why: '它提供可以取回 BTC 的密钥和赎回的收款地址，并能一键付款。除此之外不会得知任何信息。',
    loading: '正在寻找比特币钱包',
    waiting: '等待 {wallet}',
    waitingNote: '请查看它的窗口。连接不会发送任何资金。',
    stop: '不再等待',
    none: '此浏览器中没有找到比特币钱包。',
    noneNote: '这里不是必须的：可以输入退款地址，或让本页生成退款密钥，再用任意钱包付款。',
    wrong: '比特币钱包在 {actual} 上，此处使用 {expected}。',
  },
  accounts: {
    title: '我的钱包',
    button: '钱包：',
    chain: '链',
    disconnect: '断开',
    disconnectNamed: '断开 {name}',
    seed: 'Sluice 的任何人都不会索要你的助记词。',
  },
  network: { main: '比特币主网', test: '测试网', signet: 'signet', regtest: 'regtest' },
}
