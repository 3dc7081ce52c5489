// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IDepositMinter } from "../../../src/interfaces/IDepositMinter.sol";
import { IEntanglementManager } from "../../../src/interfaces/IEntanglementManager.sol";
import { Proof } from "../../../src/types/BitcoinTypes.sol";
import { DepositState } from "../../../src/types/BridgeTypes.sol";
import { ShareFixture } from "../../utils/ShareFixture.sol";

/// @notice What is proven and cannot be minted yet: at its staker, or for the mint limit. In order, and never lost.
contract EscrowTest is ShareFixture {
    address private _full;

    function setUp() public override {
        super.setUp();
        addStakers(3, 2 * BTC);
    }

    // --- at a staker ---

    function test_RevertWhen_NothingEscrowed() external {
        vm.expectRevert(abi.encodeWithSelector(IDepositMinter.DepositMinter_NothingEscrowed.selector, alice));
        system.minter.drainEscrow(alice);
        vm.expectRevert(abi.encodeWithSelector(IDepositMinter.DepositMinter_NothingEscrowed.selector, stakers[0]));
        system.minter.drainEscrow(stakers[0]);
        vm.expectRevert(abi.encodeWithSelector(IDepositMinter.DepositMinter_NothingEscrowed.selector, address(0)));
        system.minter.drainEscrow(address(0));
    }

    /// @dev R31: a small claim that would fit stays behind a large one that does not.
    function test_R31_NoJumping() external {
        (uint256 first, uint256 second) = _twoAtOneStaker();
        count(first, 0, BTC);
        count(second, 0, 10_000);
        assertEq(viewOf(first, 0).position, 1, "first come");
        assertEq(viewOf(second, 0).position, 2, "first served");
        addCollateral(_full, collateralFor(10_000));
        vm.expectRevert(
            abi.encodeWithSelector(
                IDepositMinter.DepositMinter_StillWaiting.selector, first, 0, uint64(BTC), uint64(500 * BTC - 2 * BTC)
            )
        );
        system.minter.drainEscrow(_full);
        // Nor does a new payment go before those who wait.
        count(second, 0, 10_000);
        assertEq(paymentsOf(second, 0).mintedSats, BTC, "waits behind");
        addCollateral(_full, collateralFor(BTC));
        system.minter.drainEscrow(_full);
        assertEq(paymentsOf(first, 0).mintedSats, 2 * BTC, "the first, all of it");
        vm.expectPartialRevert(IDepositMinter.DepositMinter_StillWaiting.selector);
        system.minter.drainEscrow(_full);
        addCollateral(_full, collateralFor(20_000));
        system.minter.drainEscrow(_full);
        assertEq(paymentsOf(second, 0).mintedSats, BTC + 20_000, "then the second");
        assertBooks("R1, R2");
    }

    /// @dev Without a price there is no room, and what waits goes on waiting.
    function test_NoPriceNoRoom() external {
        uint256 reqId = minted(alice, BTC);
        feed.set(0, 0);
        count(reqId, 0, BTC / 2);
        assertEq(viewOf(reqId, 0).position, 1, "waits");
        address staker = viewOf(reqId, 0).staker;
        vm.expectPartialRevert(IDepositMinter.DepositMinter_StillWaiting.selector);
        system.minter.drainEscrow(staker);
        feed.set(PRICE, 0);
        system.minter.drainEscrow(staker);
        assertEq(system.qpBTC.totalSupply(), BTC * 3 / 2, "minted");
    }

    function test_VoidWhenTheRefundWindowNears() external {
        uint256 reqId = _lateWithoutRoom();
        address staker = viewOf(reqId, 0).staker;
        vm.expectPartialRevert(IDepositMinter.DepositMinter_StillWaiting.selector);
        system.minter.voidEscrow(reqId, 0);
        passRefundWindow(reqId);
        assertState(reqId, DepositState.Refundable, "seen before it is recorded");
        vm.expectEmit(address(system.bridge));
        emit IEntanglementManager.DepositRefundable(reqId, 0);
        system.minter.voidEscrow(reqId, 0);
        assertEq(uint256(recorded(reqId, 0)), uint256(DepositState.Refundable), "recorded");
        feed.set(PRICE, 0);
        vm.expectRevert(abi.encodeWithSelector(IDepositMinter.DepositMinter_NothingEscrowed.selector, staker));
        system.minter.drainEscrow(staker);
        assertBooks("R1, R2");
    }

    /// @dev A void head does not block those behind it.
    function test_DrainSkipsTheVoid() external {
        uint256 old = _lateWithoutRoom();
        address staker = viewOf(old, 0).staker;
        passRefundWindow(old);
        feed.set(PRICE, 0);
        uint256 young = _assignedTo(staker);
        feed.set(PRICE / 10, 0);
        count(young, 0, 3 * BTC);
        assertEq(viewOf(young, 0).position, 2, "behind the void one");
        feed.set(2 * PRICE, 0);
        system.minter.drainEscrow(staker);
        assertEq(uint256(recorded(old, 0)), uint256(DepositState.Refundable), "recorded on the way");
        assertEq(paymentsOf(young, 0).mintedSats, 3 * BTC, "the next is minted");
        assertBooks("R1, R2");
    }

    /// @dev The whole bond comes back: it was proven in time, or lost before.
    function test_BondOfAnEscrowedShare() external {
        setMintLimit(BTC);
        minted(bob, BTC);
        uint256 reqId = assigned(alice, BTC);
        count(reqId, 0, BTC);
        assertState(reqId, DepositState.Escrowed, "waits for the limit");
        uint256 bond = viewOf(reqId, 0).bondWei;
        uint256 before = alice.balance;
        uint256[] memory ids = new uint256[](1);
        ids[0] = reqId;
        system.bridge.claimBonds(ids);
        assertEq(alice.balance - before, bond, "back");
    }

    // --- for the limit ---

    function test_R41_WaitsForTheLimitWithItsReservation() external {
        setMintLimit(BTC);
        uint256 first = assigned(alice, BTC);
        uint256 second = assigned(alice, BTC / 2);
        count(first, 0, BTC);
        assertEq(system.minter.mintable(), 0, "all minted that may be");
        Proof[] memory proofs = payShare(second, 0, BTC / 2, 6);
        vm.expectEmit(address(system.minter));
        emit IDepositMinter.DepositEscrowed(second, 0, BTC / 2, true, 1);
        system.minter.executeDeposit(second, 0, proofs);
        assertBooks("R2: still reserved");
        vm.warp(block.timestamp + 24 hours);
        freshen();
        vm.expectPartialRevert(IDepositMinter.DepositMinter_StillWaiting.selector);
        system.minter.drainEscrow(address(0));
        vm.warp(block.timestamp + 1 hours);
        freshen();
        // No price: what is reserved needs none.
        feed.set(0, 0);
        system.minter.drainEscrow(address(0));
        assertState(second, DepositState.Minted, "in its turn");
        assertBooks("R1, R2");
    }

    /// @dev Nobody goes before those who wait for the limit, though the limit would let a small one through.
    function test_R31_LimitIsInOrder() external {
        setMintLimit(2 * BTC);
        minted(bob, BTC + BTC / 2);
        uint256 large = assigned(alice, BTC);
        uint256 small = assigned(alice, 10_000);
        count(large, 0, BTC);
        count(small, 0, 10_000);
        assertEq(viewOf(large, 0).position, 1, "first");
        assertEq(viewOf(small, 0).position, 2, "second");
        vm.warp(block.timestamp + 25 hours);
        freshen();
        system.minter.drainEscrow(address(0));
        system.minter.drainEscrow(address(0));
        assertState(small, DepositState.Minted, "both, in order");
        assertBooks("R1, R2");
    }

    /// @dev One above the whole limit could never fit: it is minted in parts.
    function test_AboveTheWholeLimitInParts() external {
        uint256 reqId = assigned(alice, 2 * BTC);
        setMintLimit(BTC);
        count(reqId, 0, 2 * BTC);
        assertState(reqId, DepositState.Escrowed, "waits");
        system.minter.drainEscrow(address(0));
        assertEq(paymentsOf(reqId, 0).mintedSats, BTC, "one part");
        assertState(reqId, DepositState.Escrowed, "the rest waits");
        assertBooks("R2: the rest is reserved");
        vm.warp(block.timestamp + 25 hours);
        freshen();
        system.minter.drainEscrow(address(0));
        assertState(reqId, DepositState.Minted, "the other");
        assertBooks("R1, R2");
    }

    /// @dev What is paid while it waits joins it, and after the reserved part takes its own way.
    function test_GrowsWhileItWaits() external {
        setMintLimit(2 * BTC);
        minted(bob, 2 * BTC);
        uint256 reqId = assigned(alice, BTC);
        count(reqId, 0, BTC);
        Proof[] memory proofs = payShare(reqId, 0, BTC / 2, 6);
        vm.expectEmit(address(system.minter));
        emit IDepositMinter.DepositEscrowed(reqId, 0, BTC * 3 / 2, true, 1);
        system.minter.executeDeposit(reqId, 0, proofs);
        vm.warp(block.timestamp + 25 hours);
        freshen();
        system.minter.drainEscrow(address(0));
        assertEq(paymentsOf(reqId, 0).mintedSats, BTC * 3 / 2, "both: there was room");
        assertState(reqId, DepositState.Minted, "terminal");
        assertBooks("R1, R2");
    }

    function test_GrownBeyondTheRoom() external {
        setMintLimit(3 * BTC);
        minted(bob, 2 * BTC);
        minted(bob, BTC);
        uint256 reqId = assigned(alice, BTC);
        count(reqId, 0, BTC);
        count(reqId, 0, 2 * BTC);
        address staker = viewOf(reqId, 0).staker;
        vm.warp(block.timestamp + 25 hours);
        freshen();
        system.minter.drainEscrow(address(0));
        assertEq(paymentsOf(reqId, 0).mintedSats, BTC, "what was reserved");
        assertState(reqId, DepositState.Minted, "terminal but for what was paid beyond");
        assertEq(viewOf(reqId, 0).position, 1, "which waits at its staker");
        addCollateral(staker, collateralFor(2 * BTC));
        system.minter.drainEscrow(staker);
        assertEq(paymentsOf(reqId, 0).mintedSats, 3 * BTC, "all");
        assertBooks("R1, R2");
    }

    /// @dev The reservation ends with the right to be minted.
    function test_VoidGivesTheReservationBack() external {
        setMintLimit(BTC);
        minted(bob, BTC);
        uint256 reqId = assigned(alice, BTC);
        count(reqId, 0, BTC);
        passRefundWindow(reqId);
        system.minter.drainEscrow(address(0));
        assertEq(uint256(recorded(reqId, 0)), uint256(DepositState.Refundable), "recorded");
        assertBooks("R2: reserved no more");
        assertEq(system.registry.totalUsed(), BTC, "only what is issued");
    }

    function test_RevertWhen_DrainedOnAStaleRelay() external {
        uint256 reqId = _lateWithoutRoom();
        feed.set(PRICE, 0);
        vm.warp(block.timestamp + 4 hours);
        address staker = viewOf(reqId, 0).staker;
        vm.expectPartialRevert(IDepositMinter.DepositMinter_RelayStale.selector);
        system.minter.drainEscrow(staker);
    }

    // --- helpers ---

    function _lateWithoutRoom() private returns (uint256 reqId) {
        reqId = assigned(alice, BTC);
        Proof[] memory proofs = payShare(reqId, 0, BTC, 6);
        passDeadline(reqId);
        system.bridge.expireDeposit(reqId, 0);
        feed.set(PRICE / 10, 0);
        system.minter.executeDeposit(reqId, 0, proofs);
        assertState(reqId, DepositState.Escrowed, "waits");
    }

    /// @dev Two minted shares at one staker, which is full.
    function _twoAtOneStaker() private returns (uint256 first, uint256 second) {
        first = minted(alice, BTC);
        _full = viewOf(first, 0).staker;
        second = _assignedTo(_full);
        count(second, 0, BTC);
    }

    function _assignedTo(address staker) private returns (uint256 reqId) {
        for (uint256 i; i < stakers.length; ++i) {
            bool other = stakers[i] != staker;
            vm.prank(stakers[i]);
            system.registry.setAcceptLimit(other ? 0 : type(uint56).max);
        }
        for (uint256 i; i < stakers.length; ++i) {
            mature(stakers[i]);
        }
        reqId = assigned(alice, BTC);
        assertEq(viewOf(reqId, 0).staker, staker, "drawn");
    }
}
