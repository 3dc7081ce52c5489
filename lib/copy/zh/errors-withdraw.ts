import type { withdrawalErrors as enContract, withdrawErrors as enPage } from '../en/errors-withdraw.ts'
import type { Shape } from '../shape.ts'

const unchanged = '链上没有任何改变。'
const yours = '没有发送任何内容，qpBTC 仍归你所有。'
const faster = '请刷新页面：可能有人先完成了。'

export const withdrawalErrors: Shape<typeof enContract> = {
  StakerRegistry_NotWithdrawals: {
    what: '只有赎回合约可以改变质押者的应付金额。',
    safe: unchanged,
    next: '请通过赎回进行。',
  },
  StakerRegistry_NotHolders: {
    what: '只有赎回的抽签可以预留质押者持有的币。',
    safe: unchanged,
    next: '请通过赎回进行。',
  },
  WithdrawalManager_AddressZero: { what: '缺少地址。', safe: unchanged, next: '请填写地址。' },
  WithdrawalManager_UnknownShare: {
    what: '赎回 {reqId} 没有份额 {share}。',
    safe: unchanged,
    next: '请刷新页面：抽签可能因重组而撤销。',
  },
  WithdrawalManager_UnknownRequest: {
    what: '没有赎回 {reqId}。',
    safe: unchanged,
    next: '请检查链接中的编号。',
  },
  WithdrawalManager_AmountTooSmall: {
    what: '按此矿工费，最低金额为 {minSats} 聪。',
    safe: yours,
    next: '请增加金额，或选择较低的矿工费。',
  },
  WithdrawalManager_AmountTooLarge: {
    what: '世上不会有这么多 BTC。',
    safe: yours,
    next: '请检查小数点的位置。',
  },
  WithdrawalManager_MinerFeeTooLarge: {
    what: '不接受超过 {limit} 聪的矿工费：那多半是手误。',
    safe: yours,
    next: '请选择较低的矿工费。',
  },
  WithdrawalManager_BadPayoutScript: {
    what: '无法付到此地址：它的类型不是钱包所用的类型。',
    safe: yours,
    next: '请使用自己钱包的 Taproot、隔离见证或传统地址。',
  },
  WithdrawalManager_StakerScript: {
    what: '此地址属于桥的质押者：自己付给自己不能证明任何事。',
    safe: yours,
    next: '请使用自己钱包的地址。',
  },
  WithdrawalManager_NotOwner: {
    what: '只有提出赎回的账户可以这样做。',
    safe: unchanged,
    next: '请连接 {owner}。',
  },
  WithdrawalManager_NoDraw: {
    what: '赎回 {reqId} 的抽签没有开启，或已经开启。',
    safe: unchanged,
    next: faster,
  },
  WithdrawalManager_NothingUnplaced: {
    what: '这笔赎回已没有排队的部分。',
    safe: '你的 qpBTC 已分到各份额，或已退回。',
    next: '请刷新页面查看去向。',
  },
  WithdrawalManager_QueueEmpty: { what: '没有人在排队。', safe: unchanged, next: '请刷新页面。' },
  WithdrawalManager_NothingFree: {
    what: '质押者手中空闲的 BTC 不足以承接队首。',
    safe: '链上没有任何改变，排队的位置保留。',
    next: '请等待新的存入，或取回排队的部分。',
  },
  WithdrawalManager_WrongState: { what: '此份额已过了这一步。', safe: unchanged, next: faster },
  WithdrawalManager_NotMarked: {
    what: '付款没有带上此份额的标记。',
    safe: '在比特币上收到的归你所有，但不算作此份额。',
    next: '请证明带有标记的那笔交易。',
  },
  WithdrawalManager_NoSuchOutput: {
    what: '付款中没有未使用且达到 {neededSats} 聪的输出。',
    safe: '在比特币上收到的归你所有，质押者仍欠整个份额。',
    next: '请等待正确的付款；若未按时到来，由质押者的抵押品支付。',
  },
  WithdrawalManager_PaymentTooOld: {
    what: '付款早于赎回请求。',
    safe: unchanged,
    next: '请证明区块 {requestHeight} 之后的付款。',
  },
  WithdrawalManager_NotEnoughWork: {
    what: '付款之上的区块工作量不足。',
    safe: unchanged,
    next: '请等待更多比特币区块。',
  },
  WithdrawalManager_DeadlineNotPassed: {
    what: '期限及其余量尚未在双时钟上都过去。',
    safe: unchanged,
    next: '请等到期限之后 6 小时且 36 个比特币区块。',
  },
  WithdrawalManager_ParameterOutOfBounds: {
    what: '数值超出永久固定的范围。',
    safe: unchanged,
    next: '请选择范围内的数值。',
  },
}

export const withdrawErrors: Shape<typeof enPage> = {
  quote_changed: {
    what: '到账会比显示的少：{now} 聪，而不是 {shown} 聪。',
    safe: yours,
    next: '请查看新的数字，再次发送。',
  },
  balance: {
    what: '账户持有 {balance} 聪 qpBTC，少于此数。',
    safe: '没有发送任何内容。',
    next: '请减少金额，或赎回全部。',
  },
  miner_fee: { what: '矿工费须为 1 到 {limit} 的整数聪。', next: '请输入整数聪，不带小数点。' },
  staker_address: {
    what: '此地址属于桥的质押者：自己付给自己不能证明任何事。',
    safe: '没有发送任何内容。',
    next: '请使用自己钱包的地址。',
  },
  ending: {
    what: '这不是上面地址的最后几个字符。',
    next: '如果你的钱包显示的是这些，说明上面的地址在中途被改动：请不要继续。',
  },
}
