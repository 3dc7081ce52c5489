// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { WithdrawalHandler } from "./WithdrawalHandler.sol";

/// @notice What the withdrawals' campaigns choose from.
library WithdrawalActions {
    function all() internal pure returns (bytes4[] memory actions) {
        actions = new bytes4[](12);
        actions[0] = WithdrawalHandler.deposit.selector;
        actions[1] = WithdrawalHandler.withdraw.selector;
        actions[2] = WithdrawalHandler.retryOrReimburse.selector;
        actions[3] = WithdrawalHandler.cancel.selector;
        actions[4] = WithdrawalHandler.resolveNext.selector;
        actions[5] = WithdrawalHandler.drain.selector;
        actions[6] = WithdrawalHandler.timeOut.selector;
        actions[7] = WithdrawalHandler.payOut.selector;
        actions[8] = WithdrawalHandler.setMinMinerFee.selector;
        actions[9] = WithdrawalHandler.refreshWeight.selector;
        actions[10] = WithdrawalHandler.movePrice.selector;
        actions[11] = WithdrawalHandler.passTime.selector;
    }
}
