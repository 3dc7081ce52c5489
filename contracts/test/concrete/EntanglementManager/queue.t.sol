// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IEntanglementManager } from "../../../src/interfaces/IEntanglementManager.sol";
import { IEscrowBuffer } from "../../../src/interfaces/IEscrowBuffer.sol";
import { IStakerSelector } from "../../../src/interfaces/IStakerSelector.sol";
import { EscrowTasks } from "../../../src/libraries/EscrowTasks.sol";
import { DepositState } from "../../../src/types/BridgeTypes.sol";
import { ShareFixture } from "../../utils/ShareFixture.sol";

/// @notice Waiting for capacity: the queue, offers, and what becomes of them.
contract QueueTest is ShareFixture {
    uint256 private _first;
    uint256 private _second;

    function setUp() public override {
        super.setUp();
        addStakers(3, 2 * BTC);
        _first = queued(alice, 7 * BTC);
        _second = queued(bob, 8 * BTC);
    }

    function test_Positions() external view {
        assertEq(viewOf(_first, 0).position, 1, "first");
        assertEq(viewOf(_second, 0).position, 2, "second");
        (uint256 reqId, uint64 queuedSats, uint64 offeredSats) = system.bridge.depositQueue();
        assertEq(reqId, _first, "head");
        assertEq(queuedSats, 15 * BTC, "all that waits");
        assertEq(offeredSats, 0, "nothing offered");
    }

    // --- drainDeposits ---

    function test_Drain_RevertWhen_QueueEmpty() external {
        vm.prank(alice);
        system.bridge.cancelQueued(_first);
        vm.prank(bob);
        system.bridge.cancelQueued(_second);
        vm.expectRevert(IEntanglementManager.EntanglementManager_QueueEmpty.selector);
        system.bridge.drainDeposits();
    }

    function test_Drain_RevertWhen_NothingFree() external {
        vm.expectRevert(
            abi.encodeWithSelector(
                IEntanglementManager.EntanglementManager_NothingFree.selector, uint64(6 * BTC), uint64(7 * BTC)
            )
        );
        system.bridge.drainDeposits();
    }

    /// @dev T22: who waits second is not offered what the first waits for.
    function test_T22_NoJumping() external {
        uint256 small = queued(bob, 6 * BTC + 1);
        addStaker(2 * BTC);
        system.bridge.drainDeposits();
        assertState(_first, DepositState.Offered, "the first");
        vm.expectRevert(
            abi.encodeWithSelector(
                IEntanglementManager.EntanglementManager_NothingFree.selector, uint64(8 * BTC), uint64(15 * BTC)
            )
        );
        system.bridge.drainDeposits();
        assertState(small, DepositState.Queued, "not before the second");
    }

    function test_Drain() external {
        addStaker(2 * BTC);
        vm.expectEmit(address(system.bridge));
        emit IEntanglementManager.DepositOffered(_first, block.timestamp + 1 days);
        vm.prank(bob);
        system.bridge.drainDeposits();
        assertState(_first, DepositState.Offered, "offered");
        assertEq(viewOf(_first, 0).deadlineTime, block.timestamp + 1 days, "until");
        assertEq(viewOf(_first, 0).position, 0, "left the queue");
        assertEq(viewOf(_second, 0).position, 1, "moved up");
        (uint256 reqId, uint64 queuedSats, uint64 offeredSats) = system.bridge.depositQueue();
        assertEq(reqId, _second, "head");
        assertEq(queuedSats, 8 * BTC, "waits");
        assertEq(offeredSats, 7 * BTC, "offered");
        assertEq(system.selector.held(), 0, "an offer holds nothing");
    }

    /// @dev An offer that nobody could accept would only run down.
    function test_Drain_RevertWhen_Closed() external {
        addStaker(2 * BTC);
        vm.prank(guardian);
        system.bridge.pauseDeposits(block.timestamp + 1 days);
        vm.expectPartialRevert(IEntanglementManager.EntanglementManager_Paused.selector);
        system.bridge.drainDeposits();
        vm.prank(guardian);
        system.bridge.unpauseDeposits();
        system.bridge.halt();
        vm.expectRevert(IEntanglementManager.EntanglementManager_Halted.selector);
        system.bridge.drainDeposits();
    }

    /// @dev More gaps than a call may skip: each call goes on where the last one stopped.
    function test_T22_ManyGapsCostCallsNotGas() external {
        for (uint256 i; i < 120; ++i) {
            uint256 reqId = queued(bob, 7 * BTC);
            if (i != 119) {
                vm.prank(bob);
                system.bridge.cancelQueued(reqId);
            }
        }
        vm.prank(alice);
        system.bridge.cancelQueued(_first);
        vm.prank(bob);
        system.bridge.cancelQueued(_second);
        addStaker(2 * BTC);
        uint256 calls;
        (,, uint64 offered) = system.bridge.depositQueue();
        while (offered == 0) {
            system.bridge.drainDeposits();
            (,, offered) = system.bridge.depositQueue();
            ++calls;
        }
        assertLe(calls, 3, "fifty gaps a call");
    }

    // --- acceptDeposit ---

    function test_Accept_RevertWhen_NotOffered() external {
        vm.expectRevert(
            abi.encodeWithSelector(
                IEntanglementManager.EntanglementManager_WrongState.selector, _first, 0, DepositState.Queued
            )
        );
        vm.prank(alice);
        system.bridge.acceptDeposit(_first);
    }

    function test_Accept_RevertWhen_NotRequester() external {
        _offer();
        vm.expectRevert(
            abi.encodeWithSelector(IEntanglementManager.EntanglementManager_NotRequester.selector, bob, alice)
        );
        vm.prank(bob);
        system.bridge.acceptDeposit{ value: 1 ether }(_first);
    }

    function test_Accept_RevertWhen_Lapsed() external {
        _offer();
        uint256 until = block.timestamp + 1 days;
        vm.warp(until + 1);
        vm.expectRevert(abi.encodeWithSelector(IEntanglementManager.EntanglementManager_OfferTime.selector, until));
        vm.prank(alice);
        system.bridge.acceptDeposit{ value: 1 ether }(_first);
    }

    /// @dev Others took the capacity meanwhile: the offer stands.
    function test_Accept_RevertWhen_CapacityTaken() external {
        _offer();
        request(bob, 2 * BTC);
        vm.expectPartialRevert(IStakerSelector.StakerSelector_CapacityShort.selector);
        vm.prank(alice);
        system.bridge.acceptDeposit{ value: 1 ether }(_first);
        assertState(_first, DepositState.Offered, "stands");
    }

    function test_Accept_RevertWhen_BondShort() external {
        _offer();
        vm.expectPartialRevert(IEntanglementManager.EntanglementManager_BondAmount.selector);
        vm.prank(alice);
        system.bridge.acceptDeposit{ value: 1 }(_first);
    }

    function test_Accept_RevertWhen_Closed() external {
        _offer();
        vm.prank(guardian);
        system.bridge.pauseDeposits(block.timestamp + 1 hours);
        vm.expectPartialRevert(IEntanglementManager.EntanglementManager_Paused.selector);
        vm.prank(alice);
        system.bridge.acceptDeposit{ value: 1 ether }(_first);
    }

    /// @dev From accepting on it is like a request of this moment: heights, bond, draw, split.
    function test_Accept() external {
        _offer();
        mine(system.relay, 500);
        vm.warp(block.timestamp + 1 hours);
        freshen();
        uint256 bond = system.bridge.quoteDeposit(7 * BTC).bondWei;
        uint256 before = alice.balance;
        vm.expectEmit(address(system.bridge));
        emit IEntanglementManager.DepositAccepted(_first, bond, minedHeight, minedHeight + 4320);
        vm.prank(alice);
        system.bridge.acceptDeposit{ value: bond + 3 }(_first);
        assertEq(before - alice.balance, bond, "only the bond is kept");
        assertState(_first, DepositState.Requested, "drawn for");
        assertEq(system.selector.held(), 7 * BTC, "held");
        (,, uint64 offered) = system.bridge.depositQueue();
        assertEq(offered, 0, "offered no more");
        resolve(_first);
        assertEq(viewOf(_first, 0).shareCount, 3, "split");
        assertEq(viewOf(_first, 2).refundHeight, minedHeight + 4320, "every share counts from now");
        for (uint8 share; share < 3; ++share) {
            count(_first, share, viewOf(_first, share).sats);
        }
        assertEq(system.qpBTC.totalSupply(), 7 * BTC, "minted");
        assertBooks("R1, R2");
    }

    // --- cancelQueued, lapseDeposit ---

    function test_Cancel_RevertWhen_NotRequester() external {
        vm.expectRevert(
            abi.encodeWithSelector(IEntanglementManager.EntanglementManager_NotRequester.selector, bob, alice)
        );
        vm.prank(bob);
        system.bridge.cancelQueued(_first);
    }

    function test_Cancel() external {
        vm.expectEmit(address(system.escrow));
        emit IEscrowBuffer.Removed(EscrowTasks.DEPOSIT_QUEUE, alice, 7 * BTC);
        vm.prank(alice);
        system.bridge.cancelQueued(_first);
        assertState(_first, DepositState.Cancelled, "terminal");
        assertEq(viewOf(_second, 0).position, 1, "moved up");
        uint256[] memory ids = new uint256[](1);
        ids[0] = _first;
        vm.expectRevert(IEntanglementManager.EntanglementManager_NothingToClaim.selector);
        system.bridge.claimBonds(ids);
    }

    function test_CancelAnOffer() external {
        _offer();
        vm.prank(alice);
        system.bridge.cancelQueued(_first);
        (,, uint64 offered) = system.bridge.depositQueue();
        assertEq(offered, 0, "free for the next");
        system.bridge.drainDeposits();
        assertState(_second, DepositState.Offered, "the next");
    }

    function test_Lapse() external {
        _offer();
        uint256 until = block.timestamp + 1 days;
        vm.warp(until);
        vm.expectRevert(abi.encodeWithSelector(IEntanglementManager.EntanglementManager_OfferTime.selector, until));
        system.bridge.lapseDeposit(_first);
        vm.warp(until + 1);
        vm.expectEmit(address(system.bridge));
        emit IEntanglementManager.DepositCancelled(_first);
        system.bridge.lapseDeposit(_first);
        assertState(_first, DepositState.Cancelled, "terminal");
        (,, uint64 offered) = system.bridge.depositQueue();
        assertEq(offered, 0, "free for the next");
    }

    // --- a draw that is not placed ---

    /// @dev It goes on waiting; its bond is the requester's to claim.
    function test_NotPlacedIsQueuedAgain() external {
        vm.prank(alice);
        uint256 reqId = system.bridge.requestDeposit{ value: 1 ether }(6 * BTC, alice, REFUND_KEY, true);
        uint256 bond = viewOf(reqId, 0).bondWei;
        feed.set(PRICE / 2, 0);
        vm.roll(block.number + 3);
        vm.expectEmit(address(system.bridge));
        emit IEntanglementManager.BalanceAdded(alice, reqId, bond);
        vm.expectEmit(address(system.bridge));
        emit IEntanglementManager.DepositQueued(reqId, 3);
        system.bridge.resolveDeposit(reqId);
        assertState(reqId, DepositState.Queued, "waits");
        assertEq(viewOf(reqId, 0).bondWei, 0, "no bond is held while queued");
        uint256 before = alice.balance;
        vm.prank(alice);
        system.bridge.claimBalance();
        assertEq(alice.balance - before, bond, "back");
    }

    function _offer() private {
        addStaker(3 * BTC);
        system.bridge.drainDeposits();
        assertState(_first, DepositState.Offered, "offered");
    }
}
