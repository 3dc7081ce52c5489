// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { DepositActor } from "./DepositActor.sol";
import { DepositHandler } from "./DepositHandler.sol";
import { MintActor } from "./MintActor.sol";

/// @notice What the deposits' campaigns choose from.
library DepositActions {
    function all() internal pure returns (bytes4[] memory actions) {
        actions = new bytes4[](29);
        actions[0] = DepositActor.requestDeposit.selector;
        actions[1] = DepositActor.resolveNext.selector;
        actions[2] = bytes4(keccak256("payShare(uint256,uint256,uint256)"));
        actions[3] = MintActor.execute.selector;
        actions[4] = DepositActor.expire.selector;
        actions[5] = DepositActor.recordRefundable.selector;
        actions[6] = DepositActor.claimBond.selector;
        actions[7] = DepositActor.claimBalance.selector;
        actions[8] = bytes4(keccak256("addCollateral(uint256,uint256)"));
        actions[9] = DepositHandler.unstake.selector;
        actions[10] = DepositHandler.claimUnstake.selector;
        actions[11] = DepositHandler.setAcceptLimit.selector;
        actions[12] = DepositHandler.refreshWeight.selector;
        actions[13] = DepositHandler.movePrice.selector;
        actions[14] = DepositHandler.passBlocks.selector;
        actions[15] = DepositHandler.passTime.selector;
        actions[16] = DepositHandler.journey.selector;
        actions[17] = DepositActor.drainDeposits.selector;
        actions[18] = DepositActor.acceptDeposit.selector;
        actions[19] = DepositActor.leaveQueue.selector;
        actions[20] = MintActor.finalisePartial.selector;
        actions[21] = MintActor.drainEscrow.selector;
        actions[22] = MintActor.sweepShare.selector;
        actions[23] = MintActor.forfeitRegistration.selector;
        actions[24] = MintActor.reorganise.selector;
        actions[25] = DepositHandler.haltOrResume.selector;
        actions[26] = MintActor.lateWithoutRoom.selector;
        actions[27] = MintActor.waitForCapacity.selector;
        actions[28] = MintActor.voidEscrow.selector;
    }
}
