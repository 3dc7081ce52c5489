// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IWithdrawalManager } from "../../../src/interfaces/IWithdrawalManager.sol";
import { WithdrawalState, WithdrawalView } from "../../../src/types/WithdrawalTypes.sol";
import { WithdrawalFixture } from "../../utils/WithdrawalFixture.sol";

/// @notice The source's own trouble: a withdrawal that assumes its staker can pay any amount.
contract SplitWithdrawalTest is WithdrawalFixture {
    function test_LargerThanAnyOneStaker() external {
        fill(3, 2 * BTC);
        uint256 reqId = asked(alice, 5 * BTC);
        WithdrawalView memory seen = withdrawal(reqId);
        assertEq(seen.shareCount, 3, "three shares");
        uint256 sum;
        uint256 fees;
        for (uint8 i; i < 3; ++i) {
            sum += shareOf(reqId, i).sats;
            fees += shareOf(reqId, i).feeSats;
            assertEq(system.registry.stakerOf(shareOf(reqId, i).staker).toBeRedeemed, shareOf(reqId, i).sats, "owed");
        }
        assertEq(sum + fees, 5 * BTC, "R7: the shares are the request");
        assertEq(fees, 5 * BTC / 200, "the fee is not paid twice");
        assertWithdrawal(reqId, WithdrawalState.Assigned, "assigned");
        system.withdrawals.verifyWithdrawal(reqId, 1, payShare(reqId, 1));
        assertWithdrawal(reqId, WithdrawalState.PartlyPaid, "partly");
        system.withdrawals.verifyWithdrawal(reqId, 0, payShare(reqId, 0));
        system.withdrawals.verifyWithdrawal(reqId, 2, payShare(reqId, 2));
        assertWithdrawal(reqId, WithdrawalState.Complete, "complete");
        assertBooks("R1");
    }

    /// No share and no rest is too small to be paid, whatever is asked; the last takes from the one before.
    /// forge-config: ci.fuzz.runs = 256
    function test_NoShareIsTooSmall(uint64 sats) external {
        fill(3, 2 * BTC);
        (uint64 least, uint64 crumb) = (10_000 + FEE, 10 * FEE);
        sats = uint64(bound(sats, 2 * BTC - 100_000, 6 * BTC - BTC / 100));
        uint256 reqId = asked(alice, sats);
        WithdrawalView memory seen = withdrawal(reqId);
        for (uint8 i; i < seen.shareCount; ++i) {
            bool last = seen.unplacedSats == 0 && i + 1 == seen.shareCount;
            assertGe(shareOf(reqId, i).sats, last ? least : crumb, "share");
        }
        if (seen.unplacedSats != 0) assertGe(seen.unplacedSats, least, "rest");
    }

    function test_MoreThanFiveCanCarryWaits() external {
        fill(6, BTC);
        uint256 reqId = asked(alice, 6 * BTC - BTC / 20);
        WithdrawalView memory seen = withdrawal(reqId);
        assertEq(seen.shareCount, 5, "at most five at once");
        assertGt(seen.unplacedSats, 0, "the rest waits");
        assertEq(seen.position, 1, "first in the queue");
        (uint256 first, uint64 level) = system.withdrawals.queue();
        assertEq(first, reqId, "queue");
        assertEq(level, seen.unplacedSats, "level");

        // The sixth still holds a coin: drained, it carries the rest.
        system.withdrawals.drainQueue();
        settleDraw(reqId);
        seen = withdrawal(reqId);
        assertEq(seen.shareCount, 6, "placed");
        assertEq(seen.position, 0, "no longer waits");
        assertEq(seen.unplacedSats + seen.unplacedFeeSats, 0, "nothing unplaced");
        for (uint8 i; i < 6; ++i) {
            system.withdrawals.verifyWithdrawal(reqId, i, payShare(reqId, i));
        }
        assertWithdrawal(reqId, WithdrawalState.Complete, "complete");
        assertEq(system.qpBTC.balanceOf(address(system.withdrawals)), 0, "nothing is left here");
        assertBooks("R1");
    }

    function test_QueueIsFirstInFirstOut() external {
        _nobodyTakesThatFee();
        vm.prank(alice);
        system.qpBTC.transfer(bob, 6_000_000);
        uint256 first = asked(alice, 2_000_000);
        uint256 second = ask(bob, 3_000_000);
        uint256 third = ask(alice, 4_000_000);
        assertEq(withdrawal(first).position, 1, "could not be placed");
        assertWithdrawal(second, WithdrawalState.Queued, "stands behind it");
        assertFalse(withdrawal(second).drawing, "without a draw of its own");
        assertEq(withdrawal(third).position, 3, "and behind that");
        (, uint64 level) = system.withdrawals.queue();
        assertEq(level, 9_000_000 - 45_000, "level");

        vm.expectRevert(abi.encodeWithSelector(IWithdrawalManager.WithdrawalManager_NotOwner.selector, alice, bob));
        vm.prank(alice);
        system.withdrawals.cancelQueued(second);
        uint256 before = system.qpBTC.balanceOf(bob);
        vm.prank(bob);
        system.withdrawals.cancelQueued(second);
        assertEq(system.qpBTC.balanceOf(bob) - before, 3_000_000, "all of it, the fee included");
        assertWithdrawal(second, WithdrawalState.Cancelled, "cancelled");
        vm.expectRevert(abi.encodeWithSelector(IWithdrawalManager.WithdrawalManager_NothingUnplaced.selector, second));
        vm.prank(bob);
        system.withdrawals.cancelQueued(second);

        // Somebody who takes the fee holds a coin now: they are served in their order.
        addStaker(2 * BTC);
        minted(bob, 2 * BTC);
        _drain(first);
        _drain(third);
        (uint256 none, uint64 nothing) = system.withdrawals.queue();
        assertEq(none + nothing, 0, "empty");
        assertBooks("R1");
    }

    /// Whoever cancels while it is drawn for gets everything back, and the draw places nothing.
    function test_CancelWhileDrawnFor() external {
        _nobodyTakesThatFee();
        uint256 reqId = asked(alice, 2_000_000);
        addStaker(2 * BTC);
        minted(bob, 2 * BTC);
        system.withdrawals.drainQueue();
        vm.expectRevert(abi.encodeWithSelector(IWithdrawalManager.WithdrawalManager_NoDraw.selector, reqId));
        system.withdrawals.drainQueue();
        vm.prank(alice);
        system.withdrawals.cancelQueued(reqId);
        settleDraw(reqId);
        assertEq(withdrawal(reqId).shareCount, 0, "no share");
        assertWithdrawal(reqId, WithdrawalState.Cancelled, "cancelled");
        assertEq(system.qpBTC.balanceOf(address(system.withdrawals)), 0, "nothing is left here");
    }

    /// Many cancelled entries between the first and the next: draining goes on, call by call, and is never stuck.
    function test_GapsAreSkipped() external {
        _nobodyTakesThatFee();
        uint256 first = asked(alice, 100_000);
        uint256[] memory gaps = new uint256[](120);
        for (uint256 i; i < gaps.length; ++i) {
            gaps[i] = ask(alice, 100_000);
        }
        uint256 last = ask(alice, 100_000);
        vm.startPrank(alice);
        for (uint256 i; i < gaps.length; ++i) {
            system.withdrawals.cancelQueued(gaps[i]);
        }
        system.withdrawals.cancelQueued(first);
        vm.stopPrank();
        addStaker(2 * BTC);
        minted(bob, 2 * BTC);
        for (uint256 calls; !withdrawal(last).drawing; ++calls) {
            assertLt(calls, 4, "50 gaps a call");
            system.withdrawals.drainQueue();
        }
        settleDraw(last);
        assertWithdrawal(last, WithdrawalState.Assigned, "placed");
    }

    /// Filled crumb by crumb until the share numbers end: the rest goes back, and nobody behind is held up.
    function test_NumbersEnd() external {
        _nobodyTakesThatFee();
        vm.prank(alice);
        system.qpBTC.transfer(bob, BTC);
        uint256 reqId = asked(alice, 4 * BTC);
        addStaker(2 * BTC);
        uint256 before = system.qpBTC.balanceOf(alice);
        for (uint256 i; withdrawal(reqId).position != 0; ++i) {
            assertLt(i, 247, "ends");
            minted(bob, 60_000);
            system.withdrawals.drainQueue();
            settleDraw(reqId);
        }
        WithdrawalView memory seen = withdrawal(reqId);
        assertEq(seen.shareCount, 246, "as many as may be");
        assertEq(seen.unplacedSats + seen.unplacedFeeSats, 0, "nothing is kept");
        assertGt(system.qpBTC.balanceOf(alice) - before, 3 * BTC, "the rest came back");
        uint256 arrives;
        for (uint256 i; i < seen.shareCount; ++i) {
            arrives += shareOf(reqId, uint8(i)).payoutSats;
        }
        assertGe(arrives, uint256(246) * 60_000 * 9 / 10, "crumbs cost a tenth at most");
        minted(bob, BTC);
        uint256 next = asked(bob, BTC / 2);
        assertWithdrawal(next, WithdrawalState.Assigned, "those behind go on");
        assertBooks("R1");
    }

    /// Each share costs its owner a miner fee: what carries fewer than ten of them is not drawn for a part, only for the whole.
    function test_NoCrumbsUnderTenMinerFees() external {
        _nobodyTakesThatFee();
        vm.prank(alice);
        system.qpBTC.transfer(bob, BTC);
        uint256 reqId = asked(alice, BTC);
        for (uint256 i; i < 3; ++i) {
            owesAll(i);
        }
        addStaker(2 * BTC);
        minted(bob, 49_999);
        vm.expectRevert(
            abi.encodeWithSelector(IWithdrawalManager.WithdrawalManager_NothingFree.selector, 40_000, 50_000)
        );
        system.withdrawals.drainQueue();
        minted(bob, 10_001);
        system.withdrawals.drainQueue();
        settleDraw(reqId);
        assertEq(shareOf(reqId, 0).sats, 60_000, "ten fees and more: carried");
        assertEq(withdrawal(reqId).position, 1, "the rest keeps its place");
    }

    function _nobodyTakesThatFee() private {
        fill(3, 2 * BTC);
        for (uint256 i; i < 3; ++i) {
            vm.prank(stakers[i]);
            system.registry.setMinMinerFee(FEE + 1);
        }
        vm.warp(block.timestamp + 1 days);
        mine(system.relay, 1);
    }

    function _drain(uint256 reqId) private {
        (uint256 first,) = system.withdrawals.queue();
        assertEq(first, reqId, "next");
        system.withdrawals.drainQueue();
        settleDraw(reqId);
        assertWithdrawal(reqId, WithdrawalState.Assigned, "placed");
    }

    function test_RevertWhen_NothingToDrain() external {
        vm.expectRevert(IWithdrawalManager.WithdrawalManager_QueueEmpty.selector);
        system.withdrawals.drainQueue();
    }

    /// A staker is passed over when it asks for a higher miner fee; who is drained in vain for that alone gets the tokens back
    /// with the fee, so that nobody draws for it again and those behind are not kept waiting.
    function test_MinerFeeTooLow() external {
        fill(3, 2 * BTC);
        for (uint256 i; i < 3; ++i) {
            vm.prank(stakers[i]);
            system.registry.setMinMinerFee(FEE + 1);
        }
        uint256 early = asked(alice, BTC);
        assertEq(withdrawal(early).shareCount, 1, "not in force for a day");
        vm.warp(block.timestamp + 1 days);
        mine(system.relay, 1);
        uint256 cheap = asked(alice, BTC);
        assertEq(withdrawal(cheap).position, 1, "nobody takes it for that");
        vm.prank(alice);
        system.qpBTC.approve(address(system.withdrawals), BTC);
        vm.prank(alice);
        uint256 fair = system.withdrawals.requestWithdrawal(BTC, payoutScript, FEE + 1);
        system.withdrawals.drainQueue();
        vm.roll(system.holders.drawBlockOf(cheap) + 3);
        uint256 before = system.qpBTC.balanceOf(alice);
        vm.expectEmit(address(system.withdrawals));
        emit IWithdrawalManager.WithdrawalReturned(cheap, alice, BTC - BTC / 200, BTC / 200);
        system.withdrawals.resolveWithdrawal(cheap);
        assertEq(system.qpBTC.balanceOf(alice) - before, BTC, "all of it, the fee included");
        assertWithdrawal(cheap, WithdrawalState.Cancelled, "nothing is open");
        (uint256 first,) = system.withdrawals.queue();
        assertEq(first, fair, "whoever pays enough is not kept waiting");
        system.withdrawals.drainQueue();
        settleDraw(fair);
        assertEq(withdrawal(fair).shareCount, 1, "placed");
    }

    function test_RecommittedDraw() external {
        fill(3, 2 * BTC);
        uint256 reqId = ask(alice, BTC);
        vm.roll(vm.getBlockNumber() + 300);
        system.withdrawals.resolveWithdrawal(reqId);
        assertTrue(withdrawal(reqId).drawing, "drawn for again");
        settleDraw(reqId);
        assertEq(withdrawal(reqId).shareCount, 1, "placed");
        vm.expectRevert(abi.encodeWithSelector(IWithdrawalManager.WithdrawalManager_NoDraw.selector, reqId));
        system.withdrawals.resolveWithdrawal(reqId);
    }
}
