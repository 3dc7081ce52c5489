import type { depositErrors as en } from '../en/errors-deposit.ts'
import type { Shape } from '../shape.ts'

const unchanged = '链上没有任何改变。'
const notCharged = '没有预留任何额度，也没有收费。'

export const depositErrors: Shape<typeof en> = {
  EntanglementManager_AddressZero: { what: '缺少地址。', safe: unchanged, next: '请填写地址。' },
  EntanglementManager_UnknownRequest: {
    what: '没有这个编号的存款。',
    safe: '查询错误的编号不会丢失任何存款。',
    next: '请核对链接中的编号。',
  },
  EntanglementManager_AmountUnderDust: {
    what: '金额低于最小存入额。',
    safe: notCharged,
    next: '请选择更大的金额。',
  },
  EntanglementManager_AmountTooLarge: {
    what: '金额超过单笔存款的上限。',
    safe: notCharged,
    next: '请减少金额，或分成几笔存入。',
  },
  EntanglementManager_RecipientZero: {
    what: '没有填写接收地址。',
    safe: notCharged,
    next: '请填写接收 qpBTC 的 EVM 地址。',
  },
  EntanglementManager_RefundKeyZero: {
    what: '没有填写退款密钥。',
    safe: notCharged,
    next: '请选择退款地址：它的密钥可以独自取回 BTC。',
  },
  EntanglementManager_BondAmount: {
    what: '在你决定期间，占用保证金上升了。',
    safe: notCharged,
    next: '请查看新的报价后重新发送。',
  },
  EntanglementManager_Paused: {
    what: '新的存入已暂停。',
    safe: '已开始的存款照常进行：证明、过期和退款不能被暂停。',
    next: '请在暂停结束后再来，状态页会显示时间。',
  },
  EntanglementManager_TooFewStakers: {
    what: '活跃的质押者太少，不能接受新的存入。',
    safe: '已开始的存款照常进行。',
    next: '请等更多质押者加入。',
  },
  EntanglementManager_WrongState: {
    what: '已有人完成这一步，或存款已进入下一阶段。',
    safe: '这次操作没有改变任何内容。',
    next: '请重新查看存款，页面会显示下一步。',
  },
  EntanglementManager_RelayStale: {
    what: '中继太久没有收到比特币的消息。',
    safe: unchanged,
    next: '请先提交缺少的区块头，任何人都可以。',
  },
  EntanglementManager_DeadlineNotPassed: {
    what: '两个时钟尚未都超过期限。',
    safe: '存款仍然有效。',
    next: '请等两个时钟都过期。',
  },
  EntanglementManager_NothingToClaim: {
    what: '没有可领取的金额。',
    safe: unchanged,
    next: '请重新查看存款：保证金可能已经付出。',
  },
  EntanglementManager_TransferFailed: {
    what: '接收账户拒绝了付款。',
    safe: '金额仍可领取。',
    next: '请用可以接收原生 BTC 的账户领取。',
  },
  EntanglementManager_ParameterOutOfBounds: {
    what: '数值超出固定范围。',
    safe: '参数保持不变。',
    next: '请选择范围内的数值。',
  },
  EntanglementManager_PauseSpent: {
    what: '守护者已用过暂停，尚不能再次暂停。',
    safe: unchanged,
    next: '请等到允许下一次暂停。',
  },
  EntanglementManager_Halted: {
    what: '跨链桥已停摆：暂不接受新的存入和赎回。',
    safe: '已开始的照常进行：证明、领取和退款都有效，期限暂停计时。',
    next: '请在恢复后再来，状态页会显示。',
  },
  EntanglementManager_NotHalted: {
    what: '跨链桥没有停摆。',
    safe: unchanged,
    next: '没有什么需要恢复。',
  },
  EntanglementManager_ReorgOpen: {
    what: '新的存入需要等待：比特币撤回了一笔已铸造付款所在的区块。',
    safe: '已开始的存款照常进行。',
    next: '请等该付款重新证明后再来，最多约一天。',
  },
  EntanglementManager_NotRequester: {
    what: '只有发起这笔存款的账户可以这样做。',
    safe: unchanged,
    next: '请连接 {requester}。',
  },
  EntanglementManager_NotMinter: {
    what: '只有铸造合约可以结算存款。',
    safe: unchanged,
    next: '请改为证明付款。',
  },
  EntanglementManager_QueueEmpty: {
    what: '存入队列中没有人在等待。',
    safe: unchanged,
    next: '请刷新页面：可能有人先完成了。',
  },
  EntanglementManager_NothingFree: {
    what: '额度还不够队首使用：{needed} 聪中只有 {available} 聪。',
    safe: '每个人都保留自己的位置。',
    next: '请等质押者增加抵押品，或等其他人赎回。',
  },
  EntanglementManager_OfferTime: {
    what: '名额的时间不允许这样做。',
    safe: '没有收取保证金。',
    next: '请重新查看存款：名额在 24 小时后失效。',
  },
  DepositMinter_PaymentTooOld: {
    what: '付款早于这笔存款的申请。',
    safe: '付款仍在比特币上；链上没有任何改变。',
    next: '请证明申请高度之后的区块中的付款。',
  },
  DepositMinter_AddressZero: { what: '缺少地址。', safe: unchanged, next: '请填写地址。' },
  DepositMinter_WrongState: {
    what: '已有人完成这一步，或存款已进入下一阶段。',
    safe: '这次操作没有改变任何内容。',
    next: '请重新查看存款，页面会显示下一步。',
  },
  DepositMinter_NoPayments: {
    what: '证明中没有付款。',
    safe: unchanged,
    next: '请用付款的 txid 重新生成证明。',
  },
  DepositMinter_TooManyPayments: {
    what: '证明中的付款数量超过一次可接受的上限。',
    safe: '你的付款仍在比特币上。',
    next: '请证明金额最大的付款，最多八笔。',
  },
  DepositMinter_WrongScript: {
    what: '付款不是付到这笔存款的地址。',
    safe: unchanged,
    next: '请核对 txid 是否属于这笔存款。',
  },
  DepositMinter_OutpointUsed: {
    what: '这笔付款已经计入。',
    safe: '它只计入一次，归属于它所在的存款。',
    next: '请重新查看存款，很可能已经铸造。',
  },
  DepositMinter_NotConfirmed: {
    what: '付款之上的比特币区块还不够。',
    safe: '付款在比特币上，不会消失。',
    next: '请等待更多区块，存款页面显示确认数。',
  },
  DepositMinter_NotEnoughWork: {
    what: '付款之上的区块工作量不足。',
    safe: '付款在比特币上，不会消失。',
    next: '请等待更多区块。',
  },
  DepositMinter_RefundWindowNear: {
    what: '已来不及铸造：退款窗口临近。',
    safe: '到达退款高度后，BTC 只归你所有。',
    next: '请在该高度之后用退款密钥取回。',
  },
  DepositMinter_RelayStale: {
    what: '中继太久没有收到比特币的消息。',
    safe: unchanged,
    next: '请先提交缺少的区块头，任何人都可以。',
  },
  DepositMinter_ParameterOutOfBounds: {
    what: '数值超出固定范围。',
    safe: '参数保持不变。',
    next: '请选择范围内的数值。',
  },
  DepositMinter_LengthMismatch: {
    what: '证明中有 {txs} 笔交易，却对应 {shares} 笔存款。',
    safe: unchanged,
    next: '请让每笔交易对应一笔存款。',
  },
  DepositMinter_NotRequester: {
    what: '只有发起这笔存款的账户可以按实付金额结算。',
    safe: '付款仍然计入。',
    next: '请连接 {requester}。',
  },
  DepositMinter_NothingPartial: {
    what: '没有可结算的部分：{sats} 聪中已计入 {paidSats} 聪。',
    safe: unchanged,
    next: '请先证明付款，或刷新页面：可能已经铸造。',
  },
  DepositMinter_NothingEscrowed: {
    what: '这里没有托管中的款项。',
    safe: unchanged,
    next: '请重新查看存款，很可能已经铸造。',
  },
  DepositMinter_StillWaiting: {
    what: '队首暂时不能铸造：等待 {sats} 聪，可铸造 {mintable} 聪。',
    safe: '付款已计入，并保留位置。',
    next: '请在限额或质押者有空余时再试。',
  },
  DepositMinter_UnknownPayment: {
    what: '这笔付款从未计入此存款。',
    safe: unchanged,
    next: '请核对 txid 和输出序号。',
  },
  DepositMinter_NotReorganised: {
    what: '按中继所知，付款所在区块仍在比特币链上。',
    safe: unchanged,
    next: '没有什么需要报告。',
  },
  DepositMinter_ReorgTime: {
    what: '这笔付款没有未结的报告，或 144 个区块尚未过去。',
    safe: unchanged,
    next: '请等到区块 {untilHeight}。',
  },
  DepositMinter_NotSwept: {
    what: '这笔交易没有在退款高度之前取走该币，或已经证明过。',
    safe: unchanged,
    next: '请核对花费该币的交易。',
  },
  DepositMinter_NotBridge: {
    what: '只有跨链桥可以这样做。',
    safe: unchanged,
    next: '请通过存入进行。',
  },
  EscrowBuffer_NotModule: {
    what: '只有跨链桥自己的合约可以登记等待的款项。',
    safe: unchanged,
    next: '请通过存入进行。',
  },
  EscrowBuffer_Full: {
    what: '暂时不能再等待更多：{max} 聪中已有 {level} 聪。',
    safe: '链上没有任何改变；比特币上的付款仍在原处。',
    next: '请在等待的减少后再试。',
  },
  EscrowBuffer_NoEntry: {
    what: '这个位置没有等待的款项。',
    safe: unchanged,
    next: '请重新查看存款：它已进入下一阶段。',
  },
  EscrowBuffer_TaskTaken: { what: '此类等待已由另一合约负责。', safe: unchanged, next: '无需任何操作。' },
  EscrowBuffer_Unbounded: {
    what: '此处等待的必须总有位置，因此不能设上限。',
    safe: unchanged,
    next: '请选择其他任务。',
  },
  EscrowBuffer_TooLarge: { what: '{value} 超出一条记录的上限。', safe: unchanged, next: '请输入更小的值。' },
  EscrowBuffer_AddressZero: { what: '缺少地址。', safe: unchanged, next: '请输入地址。' },
  StakerRegistry_NotMinter: {
    what: '只有桥自己的铸造合约可以这样做。',
    safe: unchanged,
    next: '请通过存入进行。',
  },
  StakerRegistry_Held: {
    what: '该质押者在铸造之前取走了一笔存入的币，在铸造之前被锁定。',
    safe: '其抵押品保持不动。',
    next: '请先铸造该存入：其页面说明在等待什么。',
  },
  StakerRegistry_TransferFailed: {
    what: '账户 {to} 没有接收。',
    safe: unchanged,
    next: '请使用能接收该链原生币的账户。',
  },
  WithdrawalManager_Halted: {
    what: '桥已停止：不接受新的请求。',
    safe: '进行中的照常进行，期间期限暂停。',
    next: '恢复后再请求。',
  },
  EscrowBuffer_AmountZero: {
    what: '缺少金额。',
    safe: unchanged,
    next: '请填写大于零的金额。',
  },
}
