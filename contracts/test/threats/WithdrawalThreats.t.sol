// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IWithdrawalManager } from "../../src/interfaces/IWithdrawalManager.sol";
import { WithdrawalState } from "../../src/types/WithdrawalTypes.sol";
import { WithdrawalFixture } from "../utils/WithdrawalFixture.sol";

/// @notice Attacks on the queue of withdrawals. Each once went through.
contract WithdrawalThreatsTest is WithdrawalFixture {
    /// An amount that the heaviest can neither carry whole nor in a part that leaves a rest which can be paid was drawn for
    /// again and again, in vain, while keepers paid for it and everybody behind waited.
    function test_T22_NoDrawInVain() external {
        fill(3, 2 * BTC);
        for (uint256 i; i < 3; ++i) {
            vm.prank(stakers[i]);
            system.registry.setMinMinerFee(FEE + 1);
        }
        vm.warp(block.timestamp + 1 days);
        mine(system.relay, 1);
        // 60,000 after the fee; least share 15,000, least part 50,000.
        uint256 reqId = asked(alice, 60_302);
        assertEq(withdrawal(reqId).unplacedSats, 60_000, "waits");
        for (uint256 i; i < 3; ++i) {
            owesAll(i);
        }
        addStaker(2 * BTC);
        minted(bob, 50_000);
        vm.expectRevert(
            abi.encodeWithSelector(IWithdrawalManager.WithdrawalManager_NothingFree.selector, 50_000, 50_000)
        );
        system.withdrawals.drainQueue();
        minted(bob, 10_000);
        system.withdrawals.drainQueue();
        settleDraw(reqId);
        assertWithdrawal(reqId, WithdrawalState.Assigned, "carried whole");
    }
}
