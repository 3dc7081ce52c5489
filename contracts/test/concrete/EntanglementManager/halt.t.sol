// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IAccessManaged } from "@openzeppelin/contracts/access/manager/IAccessManaged.sol";

import { IEntanglementManager } from "../../../src/interfaces/IEntanglementManager.sol";
import { IWithdrawalManager } from "../../../src/interfaces/IWithdrawalManager.sol";
import { DepositState, DepositView } from "../../../src/types/BridgeTypes.sol";
import { ShareFixture } from "../../utils/ShareFixture.sol";

/// @notice R42, R43: while the system is halted no deadline runs, nothing new is taken, and every exit stays open.
contract HaltTest is ShareFixture {
    bytes private constant PAYOUT = hex"0014aabbccddeeff00112233445566778899aabbccdd";

    function setUp() public override {
        super.setUp();
        addStakers(4, 2 * BTC);
    }

    function test_RevertWhen_NotAdmin() external {
        bytes memory reason = abi.encodeWithSelector(IAccessManaged.AccessManagedUnauthorized.selector, guardian);
        vm.startPrank(guardian);
        vm.expectRevert(reason);
        system.bridge.halt();
        vm.expectRevert(reason);
        system.bridge.resume();
    }

    function test_RevertWhen_Twice() external {
        vm.expectRevert(IEntanglementManager.EntanglementManager_NotHalted.selector);
        system.bridge.resume();
        system.bridge.halt();
        vm.expectRevert(IEntanglementManager.EntanglementManager_Halted.selector);
        system.bridge.halt();
    }

    function test_ClosesEntries() external {
        minted(alice, BTC);
        system.bridge.halt();
        assertEq(system.bridge.quoteDeposit(BTC).maxSats, 0, "nothing on offer");
        vm.startPrank(alice);
        vm.expectRevert(IEntanglementManager.EntanglementManager_Halted.selector);
        system.bridge.requestDeposit{ value: 1 ether }(BTC, alice, REFUND_KEY, false);
        vm.expectRevert(IEntanglementManager.EntanglementManager_Halted.selector);
        system.bridge.requestDeposit(BTC, alice, REFUND_KEY, true);
        system.qpBTC.approve(address(system.withdrawals), BTC / 2);
        vm.expectRevert(IWithdrawalManager.WithdrawalManager_Halted.selector);
        system.withdrawals.requestWithdrawal(BTC / 2, PAYOUT, 1000);
    }

    /// @dev R42
    function test_R42_ExitsStayOpen() external {
        uint256 whole = assigned(alice, BTC);
        uint256 part = assigned(alice, BTC);
        uint256 drawn = request(alice, BTC);
        uint256 waits = queued(alice, 20 * BTC);
        system.bridge.halt();
        resolve(drawn);
        count(whole, 0, BTC);
        count(part, 0, BTC / 2);
        vm.startPrank(alice);
        system.minter.finalisePartial(part, 0);
        system.bridge.cancelQueued(waits);
        vm.stopPrank();
        uint256[] memory ids = new uint256[](2);
        (ids[0], ids[1]) = (whole, part);
        system.bridge.claimBonds(ids);
        mineTo(viewOf(drawn, 0).refundHeight - 1007);
        system.bridge.expireDeposit(drawn, 0);
        assertState(drawn, DepositState.Refundable, "refund heights never move");
        vm.prank(feeRecipient);
        system.bridge.claimBalance();
        assertBooks("R1, R2");
    }

    /// @dev R43: both clocks stand still, and go on where they stood.
    /// forge-config: ci.fuzz.runs = 128
    function testFuzz_R43_DeadlinesMoveByTheHalt(uint256 seconds_, uint256 blocks, uint256 again) external {
        seconds_ = bound(seconds_, 1, 60 days);
        blocks = bound(blocks, 0, 400);
        uint256 reqId = assigned(alice, BTC);
        DepositView memory before = viewOf(reqId, 0);
        vm.warp(block.timestamp + 1 hours);
        mine(system.relay, 3);
        system.bridge.halt();
        vm.warp(vm.getBlockTimestamp() + seconds_);
        if (blocks != 0) mine(system.relay, blocks);
        _assertMoved(reqId, before, seconds_, blocks);
        vm.expectPartialRevert(IEntanglementManager.EntanglementManager_DeadlineNotPassed.selector);
        system.bridge.expireDeposit(reqId, 0);
        vm.expectEmit(address(system.bridge));
        emit IEntanglementManager.Resumed(seconds_, blocks);
        system.bridge.resume();
        vm.warp(vm.getBlockTimestamp() + bound(again, 0, 20 hours));
        _assertMoved(reqId, before, seconds_, blocks);
        // One that was assigned after the halt is not moved by it.
        feed.set(PRICE, uint64(vm.getBlockTimestamp()));
        freshen();
        uint256 later = assigned(bob, BTC);
        assertEq(viewOf(later, 0).deadlineTime, vm.getBlockTimestamp() + 1 days, "its own 24 hours");
        assertEq(viewOf(later, 0).deadlineHeight, minedHeight + 144, "its own 144 blocks");
        passDeadline(reqId);
        system.bridge.expireDeposit(reqId, 0);
        assertState(reqId, DepositState.Expired, "expires in the end");
    }

    /// @dev A draw that was open in a halt gives the payer the whole period from its resolution.
    function test_DrawOpenInAHalt() external {
        uint256 reqId = request(alice, BTC);
        system.bridge.halt();
        vm.warp(block.timestamp + 10 days);
        mine(system.relay, 1200);
        feed.set(PRICE, uint64(vm.getBlockTimestamp()));
        resolve(reqId);
        assertEq(viewOf(reqId, 0).deadlineHeight, minedHeight + 144, "144 blocks from now");
        system.bridge.resume();
        assertEq(viewOf(reqId, 0).deadlineHeight, minedHeight + 144, "also afterwards");
    }

    function test_OffersMove() external {
        uint256 reqId = queued(alice, 9 * BTC);
        addStaker(2 * BTC);
        system.bridge.drainDeposits();
        uint256 until = viewOf(reqId, 0).deadlineTime;
        system.bridge.halt();
        vm.warp(block.timestamp + 3 days);
        vm.expectRevert(
            abi.encodeWithSelector(IEntanglementManager.EntanglementManager_OfferTime.selector, until + 3 days)
        );
        system.bridge.lapseDeposit(reqId);
        vm.expectRevert(IEntanglementManager.EntanglementManager_Halted.selector);
        vm.prank(alice);
        system.bridge.acceptDeposit{ value: 1 ether }(reqId);
        system.bridge.resume();
        feed.set(PRICE, uint64(vm.getBlockTimestamp()));
        freshen();
        accept(alice, reqId);
        assertState(reqId, DepositState.Requested, "accepted");
    }

    /// @dev R43 for what stakers owe
    function test_R43_Withdrawals() external {
        minted(alice, BTC);
        vm.startPrank(alice);
        system.qpBTC.approve(address(system.withdrawals), BTC / 2);
        uint256 reqId = system.withdrawals.requestWithdrawal(BTC / 2, PAYOUT, 5000);
        vm.stopPrank();
        vm.roll(system.holders.drawBlockOf(reqId) + 3);
        system.withdrawals.resolveWithdrawal(reqId);
        uint256 deadlineTime = system.withdrawals.shareOf(reqId, 0).deadlineTime;
        uint256 deadlineHeight = system.withdrawals.shareOf(reqId, 0).deadlineHeight;
        system.bridge.halt();
        vm.warp(block.timestamp + 10 days);
        mine(system.relay, 300);
        assertEq(system.withdrawals.shareOf(reqId, 0).deadlineTime, deadlineTime + 10 days, "time moved");
        assertEq(system.withdrawals.shareOf(reqId, 0).deadlineHeight, deadlineHeight + 300, "height moved");
        vm.expectPartialRevert(IWithdrawalManager.WithdrawalManager_DeadlineNotPassed.selector);
        system.withdrawals.timeOutShare(reqId, 0);
        system.bridge.resume();
        vm.warp(deadlineTime + 10 days + 6 hours + 1);
        mineTo(deadlineHeight + 300 + 37);
        system.withdrawals.timeOutShare(reqId, 0);
    }

    function _assertMoved(uint256 reqId, DepositView memory before, uint256 seconds_, uint256 blocks) private view {
        DepositView memory now_ = viewOf(reqId, 0);
        assertEq(now_.deadlineTime, before.deadlineTime + seconds_, "time moved");
        assertEq(now_.deadlineHeight, before.deadlineHeight + blocks, "height moved");
        assertEq(now_.refundHeight, before.refundHeight, "the refund height never does");
    }
}
