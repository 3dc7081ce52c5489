// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IWithdrawalManager } from "../../../src/interfaces/IWithdrawalManager.sol";
import { Proof } from "../../../src/types/BitcoinTypes.sol";
import { ShareState, ShareView, WithdrawalState } from "../../../src/types/WithdrawalTypes.sol";
import { StakerView } from "../../../src/types/StakerTypes.sol";
import { WithdrawalFixture } from "../../utils/WithdrawalFixture.sol";

/// @notice A staker that does not pay (T11): timeout, late payment, retry, reimbursement, ban.
contract LateWithdrawalTest is WithdrawalFixture {
    function setUp() public override {
        super.setUp();
        fill(3, 2 * BTC);
    }

    function test_RevertWhen_OneClockIsNotPast() external {
        uint256 reqId = asked(alice, BTC);
        ShareView memory part = shareOf(reqId, 0);
        vm.warp(part.deadlineTime + 6 hours + 1);
        mineTo(part.deadlineHeight + 36);
        _expectNotPassed(part);
        system.withdrawals.timeOutShare(reqId, 0);
        mineTo(part.deadlineHeight + 37);
        vm.warp(part.deadlineTime + 6 hours);
        _expectNotPassed(part);
        system.withdrawals.timeOutShare(reqId, 0);
        vm.warp(part.deadlineTime + 6 hours + 1);
        system.withdrawals.timeOutShare(reqId, 0);
        assertShare(reqId, 0, ShareState.TimedOut, "timed out");
        vm.expectPartialRevert(IWithdrawalManager.WithdrawalManager_WrongState.selector);
        system.withdrawals.timeOutShare(reqId, 0);
    }

    function test_LatePaymentCountsUntilTheOwnerActs() external {
        uint256 reqId = timedOut(alice, BTC);
        system.withdrawals.verifyWithdrawal(reqId, 0, payShare(reqId, 0));
        assertWithdrawal(reqId, WithdrawalState.Complete, "paid late");
        vm.prank(alice);
        vm.expectPartialRevert(IWithdrawalManager.WithdrawalManager_WrongState.selector);
        system.withdrawals.retryShare(reqId, 0);
        assertBooks("R1");
    }

    function test_Retry() external {
        uint256 reqId = timedOut(alice, BTC);
        ShareView memory part = shareOf(reqId, 0);
        vm.prank(bob);
        vm.expectRevert(abi.encodeWithSelector(IWithdrawalManager.WithdrawalManager_NotOwner.selector, bob, alice));
        system.withdrawals.retryShare(reqId, 0);

        uint256 before = system.registry.stakerOf(part.staker).collateral;
        vm.prank(alice);
        system.withdrawals.retryShare(reqId, 0);
        // 10 % of 0.995 BTC at 100,000 sats a token
        assertEq(collateral.balanceOf(alice), uint256(part.sats) / 10 * 1e18 / 100_000, "penalty");
        assertEq(
            before - system.registry.stakerOf(part.staker).collateral, collateral.balanceOf(alice), "from the late one"
        );
        assertEq(system.registry.stakerOf(part.staker).toBeRedeemed, 0, "owes it no more");
        assertShare(reqId, 0, ShareState.Retried, "retried");
        Proof memory late = payShare(reqId, 0);
        vm.expectPartialRevert(IWithdrawalManager.WithdrawalManager_WrongState.selector);
        system.withdrawals.verifyWithdrawal(reqId, 0, late);

        settleDraw(reqId);
        assertTrue(shareOf(reqId, 1).staker != part.staker, "a new staker");
        assertEq(shareOf(reqId, 1).sats, part.sats, "the same amount");
        assertEq(shareOf(reqId, 1).feeSats, 0, "the fee is not taken twice");
        system.withdrawals.verifyWithdrawal(reqId, 1, payShare(reqId, 1));
        assertWithdrawal(reqId, WithdrawalState.Complete, "complete");
        assertBooks("R1");
    }

    /// R47: a feed that is silent costs the penalty, never the way out.
    function test_RetryWithoutAPrice() external {
        uint256 reqId = timedOut(alice, BTC);
        feed.set(PRICE, uint64(block.timestamp - 31 days));
        vm.prank(alice);
        vm.expectRevert();
        system.withdrawals.reimburseShare(reqId, 0);
        vm.prank(alice);
        system.withdrawals.retryShare(reqId, 0);
        assertEq(collateral.balanceOf(alice), 0, "no penalty without a price");
        settleDraw(reqId);
        system.withdrawals.verifyWithdrawal(reqId, 1, payShare(reqId, 1));
        assertWithdrawal(reqId, WithdrawalState.Complete, "complete");
    }

    /// The tokens go to a staker that stays covered, and are burned otherwise.
    function test_Reimburse() external {
        _reimburse(false);
    }

    function test_ReimburseToACoveredStaker() external {
        _reimburse(true);
    }

    function _reimburse(bool covered) private {
        uint256 reqId = asked(alice, BTC);
        ShareView memory part = shareOf(reqId, 0);
        if (covered) addCollateral(part.staker, collateralFor(4 * BTC));
        passShareDeadline(reqId, 0);
        system.withdrawals.timeOutShare(reqId, 0);
        uint256 supply = system.qpBTC.totalSupply();
        StakerView memory before = system.registry.stakerOf(part.staker);
        vm.prank(alice);
        system.withdrawals.reimburseShare(reqId, 0);
        StakerView memory now_ = system.registry.stakerOf(part.staker);
        assertEq(collateral.balanceOf(alice), uint256(part.sats) * 11 / 10 * 1e18 / 100_000, "110 % in collateral");
        assertEq(before.collateral - now_.collateral, collateral.balanceOf(alice), "from the late one");
        assertEq(now_.toBeRedeemed, 0, "owes nothing");
        assertEq(supply - system.qpBTC.totalSupply(), covered ? 0 : part.sats, "burned unless covered");
        assertEq(system.qpBTC.balanceOf(part.staker), covered ? part.sats : 0, "its own when covered");
        assertEq(before.issued - now_.issued, covered ? 0 : part.sats, "issued");
        assertWithdrawal(reqId, WithdrawalState.Failed, "no BTC came");
        assertEq(system.qpBTC.balanceOf(address(system.withdrawals)), 0, "nothing is left here");
        assertBooks("R1");
    }

    /// Collateral that is worth too little pays for a part; the rest is drawn again.
    function test_ReimburseInPart() external {
        uint256 reqId = asked(alice, BTC);
        ShareView memory part = shareOf(reqId, 0);
        StakerView memory before = system.registry.stakerOf(part.staker);
        feed.set(PRICE / 2, uint64(block.timestamp));
        passShareDeadline(reqId, 0);
        feed.set(PRICE / 2, uint64(block.timestamp));
        system.withdrawals.timeOutShare(reqId, 0);
        vm.prank(alice);
        system.withdrawals.reimburseShare(reqId, 0);
        uint256 worth = before.collateral * 50_000 / 1e18;
        uint256 due = worth * part.sats / before.issued;
        uint256 taken = due * 10_000 / 11_000;
        assertLt(taken, part.sats, "too little");
        assertApproxEqAbs(collateral.balanceOf(alice), due * 1e18 / 50_000, 1e14, "its part of the collateral");
        assertEq(withdrawal(reqId).unplacedSats, part.sats - taken, "the rest is drawn again");
        settleDraw(reqId);
        assertTrue(shareOf(reqId, 1).staker != part.staker, "to another");
        system.withdrawals.verifyWithdrawal(reqId, 1, payShare(reqId, 1));
        assertWithdrawal(reqId, WithdrawalState.Complete, "complete");
        assertBooks("R1");
    }

    /// What is locked for unstaking stands behind the share all the same.
    function test_UnstakingIsNoWayOutOfReimbursement() external {
        _unstakingIsNoWayOut(false);
    }

    function test_UnstakingIsNoWayOutOfThePenalty() external {
        _unstakingIsNoWayOut(true);
    }

    function _unstakingIsNoWayOut(bool retry) private {
        uint256 reqId = asked(alice, BTC);
        address late = shareOf(reqId, 0).staker;
        addCollateral(late, collateralFor(4 * BTC));
        vm.prank(late);
        system.registry.requestUnstake(collateralFor(4 * BTC));
        feed.set(PRICE / 2, uint64(block.timestamp));
        passShareDeadline(reqId, 0);
        system.withdrawals.timeOutShare(reqId, 0);
        feed.set(PRICE / 2, uint64(block.timestamp));
        vm.startPrank(alice);
        if (retry) system.withdrawals.retryShare(reqId, 0);
        else system.withdrawals.reimburseShare(reqId, 0);
        vm.stopPrank();
        uint64 sats = shareOf(reqId, 0).sats;
        uint256 due = retry ? uint256(sats) / 10 : uint256(sats) * 11 / 10;
        assertEq(collateral.balanceOf(alice), due * 1e18 / 50_000, "in full, at half the price");
        assertEq(system.registry.stakerOf(late).unstaking, 0, "the lock is undone");
        assertEq(
            collateral.balanceOf(address(system.registry)),
            system.registry.stakerOf(late).collateral + 2 * collateralFor(2 * BTC),
            "R14"
        );
    }

    /// A penalty never takes what stands behind everybody: nothing under 110 % of what was issued.
    function test_PenaltyEndsAt110Percent() external {
        uint256 reqId = asked(alice, 2 * BTC);
        ShareView memory part = shareOf(reqId, 0);
        // Of 150 % at the full price 112.5 % are left.
        feed.set(PRICE * 3 / 4, uint64(block.timestamp));
        passShareDeadline(reqId, 0);
        system.withdrawals.timeOutShare(reqId, 0);
        feed.set(PRICE * 3 / 4, uint64(block.timestamp));
        vm.prank(alice);
        system.withdrawals.retryShare(reqId, 0);
        StakerView memory staker = system.registry.stakerOf(part.staker);
        uint256 left = staker.collateral * 75_000 / 1e18;
        assertApproxEqAbs(left, uint256(staker.issued) * 11 / 10, 2, "110 %");
        assertLt(collateral.balanceOf(alice) * 75_000 / 1e18, part.sats / 10, "less than the whole penalty");
    }

    function test_RevertWhen_NotTimedOut() external {
        uint256 reqId = asked(alice, BTC);
        vm.startPrank(alice);
        vm.expectPartialRevert(IWithdrawalManager.WithdrawalManager_WrongState.selector);
        system.withdrawals.retryShare(reqId, 0);
        vm.expectPartialRevert(IWithdrawalManager.WithdrawalManager_WrongState.selector);
        system.withdrawals.reimburseShare(reqId, 0);
        vm.stopPrank();
    }

    function test_SecondLateShareWithinAWeekBans() external {
        uint256 reqId = asked(alice, 6 * BTC - BTC / 10);
        passShareDeadline(reqId, 0);
        address late = shareOf(reqId, 0).staker;
        system.withdrawals.timeOutShare(reqId, 0);
        assertEq(system.registry.stakerOf(late).bannedUntil, 0, "once is forgiven");
        vm.prank(alice);
        system.withdrawals.retryShare(reqId, 0);
        // Only it holds enough, so it is drawn again, though last.
        settleDraw(reqId);
        uint8 again = uint8(withdrawal(reqId).shareCount - 1);
        assertEq(shareOf(reqId, again).staker, late, "nobody else could");
        passShareDeadline(reqId, again);
        system.withdrawals.timeOutShare(reqId, again);
        assertEq(system.registry.stakerOf(late).bannedUntil, block.timestamp + 1 days, "banned for a day");
        uint256 id = system.registry.stakerOf(late).id;
        (uint64 sats,) = system.registry.redeemable(id, FEE);
        assertEq(sats, 0, "drawn for nothing");
        assertEq(system.holders.weightOf(id), 0, "weightless");
        assertEq(system.registry.drawableCapacity(id), 0, "takes no deposit either");
    }

    function _expectNotPassed(ShareView memory part) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IWithdrawalManager.WithdrawalManager_DeadlineNotPassed.selector, part.deadlineTime, part.deadlineHeight
            )
        );
    }
}
