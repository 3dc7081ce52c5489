// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IEntanglementManager } from "../../../src/interfaces/IEntanglementManager.sol";
import { DepositState, DepositView } from "../../../src/types/BridgeTypes.sol";
import { DepositFixture } from "../../utils/DepositFixture.sol";

contract ExpireDepositTest is DepositFixture {
    function setUp() public override {
        super.setUp();
        addStakers(3, 2 * BTC);
    }

    function test_RevertWhen_Unknown() external {
        vm.expectRevert(abi.encodeWithSelector(IEntanglementManager.EntanglementManager_UnknownRequest.selector, 1, 0));
        system.bridge.expireDeposit(1, 0);
        uint256 reqId = assigned(alice, BTC);
        vm.expectRevert(
            abi.encodeWithSelector(IEntanglementManager.EntanglementManager_UnknownRequest.selector, reqId, 255)
        );
        system.bridge.expireDeposit(reqId, 255);
    }

    function test_RevertWhen_NothingToExpire() external {
        uint256 reqId = request(alice, BTC);
        _expectState(reqId, DepositState.Requested);
        system.bridge.expireDeposit(reqId, 0);
        resolve(reqId);
        system.minter.executeDeposit(reqId, 0, pay(reqId, BTC, 6));
        _expectState(reqId, DepositState.Minted);
        system.bridge.expireDeposit(reqId, 0);
    }

    function test_RevertWhen_OneClockOnly() external {
        uint256 reqId = assigned(alice, BTC);
        DepositView memory deposit = system.bridge.depositOf(reqId, 0);
        uint256 snapshot = vm.snapshotState();

        vm.warp(deposit.deadlineTime + 100 days);
        mineTo(deposit.deadlineHeight + 36);
        _expectNotPassed(deposit);
        system.bridge.expireDeposit(reqId, 0);

        vm.revertToState(snapshot);
        mineTo(deposit.deadlineHeight + 37);
        vm.warp(deposit.deadlineTime);
        _expectNotPassed(deposit);
        system.bridge.expireDeposit(reqId, 0);
        vm.warp(deposit.deadlineTime + 1);
        system.bridge.expireDeposit(reqId, 0);
    }

    function test_Expire() external {
        uint256 reqId = assigned(alice, BTC);
        DepositView memory deposit = system.bridge.depositOf(reqId, 0);
        passDeadline(reqId);
        vm.expectEmit(address(system.bridge));
        emit IEntanglementManager.DepositExpired(reqId, 0);
        system.bridge.expireDeposit(reqId, 0);
        assertState(reqId, DepositState.Expired, "expired");
        assertEq(system.registry.stakerOf(deposit.staker).toBeIssued, 0, "given back");
        assertEq(system.registry.totalUsed(), 0, "nothing used");
        assertEq(system.selector.totalWeight(), 6 * BTC / 10_000, "whole weight again");
        _assertSplit(deposit);
        _expectState(reqId, DepositState.Expired);
        system.bridge.expireDeposit(reqId, 0);
    }

    function test_ExpireWithoutPrice() external {
        uint256 reqId = assigned(alice, BTC);
        passDeadline(reqId);
        feed.set(-1, 0);
        system.bridge.expireDeposit(reqId, 0);
        assertState(reqId, DepositState.Expired, "a feed stops no expiry");
        assertEq(system.registry.totalUsed(), 0, "nothing used");
        // The weight waits for a price and anyone's refresh.
        assertEq(system.selector.totalWeight(), 5 * BTC / 10_000, "weight as before");
        feed.set(PRICE, 0);
        system.registry.refreshWeight(system.bridge.depositOf(reqId, 0).staker);
        assertEq(system.selector.totalWeight(), 6 * BTC / 10_000, "whole weight again");
    }

    function test_RefundableFromAssigned() external {
        uint256 reqId = assigned(alice, BTC);
        DepositView memory deposit = system.bridge.depositOf(reqId, 0);
        mineTo(deposit.refundHeight - 1008);
        assertState(reqId, DepositState.Assigned, "last block in which it can be minted");
        mine(system.relay, 1);
        assertState(reqId, DepositState.Refundable, "shown before anyone records it");
        vm.expectEmit(address(system.bridge));
        emit IEntanglementManager.DepositRefundable(reqId, 0);
        system.bridge.expireDeposit(reqId, 0);
        assertEq(system.registry.totalUsed(), 0, "given back");
        _assertSplit(deposit);
        _expectState(reqId, DepositState.Refundable);
        system.bridge.expireDeposit(reqId, 0);
    }

    function test_RefundableFromExpired() external {
        uint256 reqId = assigned(alice, BTC);
        DepositView memory deposit = system.bridge.depositOf(reqId, 0);
        passDeadline(reqId);
        system.bridge.expireDeposit(reqId, 0);
        mineTo(deposit.refundHeight - 1007);
        assertState(reqId, DepositState.Refundable, "shown");
        system.bridge.expireDeposit(reqId, 0);
        assertState(reqId, DepositState.Refundable, "recorded");
        _assertSplit(deposit);
    }

    function _assertSplit(DepositView memory deposit) private {
        uint256 half = deposit.bondWei / 2;
        assertEq(system.bridge.balanceOf(deposit.staker), half, "half to the staker");
        assertEq(system.bridge.balanceOf(feeRecipient), half, "half to the fee recipient");
        uint256 before = deposit.staker.balance;
        vm.prank(deposit.staker);
        system.bridge.claimBalance();
        vm.prank(feeRecipient);
        system.bridge.claimBalance();
        assertEq(deposit.staker.balance - before, half, "paid");
        assertEq(address(system.bridge).balance, 0, "nothing left");
    }

    function _expectState(uint256 reqId, DepositState state) private {
        vm.expectRevert(
            abi.encodeWithSelector(IEntanglementManager.EntanglementManager_WrongState.selector, reqId, 0, state)
        );
    }

    function _expectNotPassed(DepositView memory deposit) private {
        vm.expectRevert(
            abi.encodeWithSelector(
                IEntanglementManager.EntanglementManager_DeadlineNotPassed.selector,
                deposit.deadlineTime,
                deposit.deadlineHeight
            )
        );
    }
}
