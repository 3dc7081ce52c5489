// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IDepositMinter } from "../../src/interfaces/IDepositMinter.sol";
import { IStakerRegistry } from "../../src/interfaces/IStakerRegistry.sol";
import { BitcoinTx } from "../../src/libraries/BitcoinTx.sol";
import { EscrowTasks } from "../../src/libraries/EscrowTasks.sol";
import { Proof } from "../../src/types/BitcoinTypes.sol";
import { DepositState } from "../../src/types/BridgeTypes.sol";
import { ShareView } from "../../src/types/WithdrawalTypes.sol";
import { ShareFixture } from "../utils/ShareFixture.sol";

/// @notice Attacks on what waits: a queue filled by strangers, a place taken before those who wait, a coin taken while it
/// waits, a head that never fits. Each once went through.
contract EscrowThreatsTest is ShareFixture {
    function setUp() public override {
        super.setUp();
        addStakers(3, 2 * BTC);
    }

    /// A stranger fills the queue, which costs nothing. A draw that finds nobody then has no place to wait in: it must end all
    /// the same, because all that came after it are resolved behind it.
    function test_T22_R47_FullQueueStopsNoDraw() external {
        system.escrow.setBufferMax(EscrowTasks.DEPOSIT_QUEUE, 10 * BTC);
        queued(bob, 10 * BTC);
        vm.prank(alice);
        uint256 reqId = system.bridge.requestDeposit{ value: 1 ether }(5 * BTC, alice, REFUND_KEY, true);
        uint256 bond = viewOf(reqId, 0).bondWei;
        uint256 behind = request(bob, BTC / 10);
        feed.set(PRICE / 2, 0);
        resolve(reqId);
        assertState(reqId, DepositState.Cancelled, "no place to wait in");
        resolve(behind);
        assertState(behind, DepositState.Assigned, "those behind go on");
        uint256 before = alice.balance;
        uint256[] memory ids = new uint256[](1);
        ids[0] = reqId;
        system.bridge.claimBonds(ids);
        assertEq(alice.balance - before, bond, "its bond comes back");
        // With room in the queue it waits there, to the last satoshi.
        system.escrow.setBufferMax(EscrowTasks.DEPOSIT_QUEUE, 11 * BTC);
        assertTrue(system.escrow.fits(EscrowTasks.DEPOSIT_QUEUE, BTC), "to the last");
        assertFalse(system.escrow.fits(EscrowTasks.DEPOSIT_QUEUE, BTC + 1), "and not beyond");
        assertFalse(system.escrow.fits(EscrowTasks.DEPOSIT_QUEUE, type(uint256).max), "nor around");
    }

    /// Paid twice into a full staker: the second coin waits. A staker that takes it holds a coin that nothing is minted for, and
    /// was drawn, unstaked and kept its registration bond as if nothing had happened.
    function test_T13_TakenExcessHoldsItsStaker() external {
        uint256 reqId = minted(alice, 2 * BTC);
        address staker = viewOf(reqId, 0).staker;
        bytes memory second = count(reqId, 0, 3 * BTC);
        assertEq(viewOf(reqId, 0).position, 1, "no room: it waits");
        (uint256 id, uint8 share, uint64 before) = system.minter.countedAt(sha256d(second), 0);
        assertEq(id, reqId, "whose it is");
        assertEq(share, 0, "share");
        assertEq(before, 2 * BTC, "behind what was minted");
        Proof memory spend = sweep(second, 0, 6);
        vm.expectEmit(address(system.minter));
        emit IDepositMinter.SweepProven(reqId, 0, sha256d(second), 0, 3 * BTC, true);
        system.minter.proveSweep(reqId, 0, second, 0, spend);
        assertTrue(system.registry.stakerOf(staker).held, "held, though the other coin is still there");
        vm.expectRevert(abi.encodeWithSelector(IStakerRegistry.StakerRegistry_Held.selector, staker));
        vm.prank(staker);
        system.registry.requestUnstake(1);

        vm.warp(block.timestamp + 1 days);
        uint256 balance = alice.balance;
        system.minter.forfeitRegistration(reqId, 0);
        assertEq(alice.balance - balance, 0.1 ether, "to whom the coin was for");

        addCollateral(staker, collateralFor(3 * BTC));
        freshen();
        system.minter.drainEscrow(staker);
        assertEq(system.qpBTC.totalSupply(), 5 * BTC, "minted all the same");
        assertFalse(system.registry.stakerOf(staker).held, "free again");
        assertBooks("R1, R2");
    }

    /// A coin that carries both what was minted and an excess is its staker's to take, or the depositor would take what was
    /// minted: no fault, in whatever order it is proven.
    function test_T13_MixedCoinsAreNoFault(bool largeFirst) external {
        uint256 reqId = assigned(alice, 2 * BTC);
        bytes memory small = count(reqId, 0, BTC);
        bytes memory large = count(reqId, 0, 5 * BTC);
        address staker = viewOf(reqId, 0).staker;
        assertEq(paymentsOf(reqId, 0).mintedSats, 2 * BTC, "the share");
        Proof memory first = sweep(largeFirst ? large : small, 0, 6);
        Proof memory second = sweep(largeFirst ? small : large, 0, 6);
        system.minter.proveSweep(reqId, 0, largeFirst ? large : small, 0, first);
        system.minter.proveSweep(reqId, 0, largeFirst ? small : large, 0, second);
        assertFalse(system.registry.stakerOf(staker).held, "a part of each was minted");
        assertTrue(viewOf(reqId, 0).swept, "what was not minted of them stays a right");
    }

    /// A coin of which a part was minted is its staker's to take. What was not minted of it waits for room; a staker that unstaked
    /// whatever came free never gave it any, and left with it.
    function test_T13_WhatWasTakenKeepsItsRoom() external {
        uint256 reqId = assigned(alice, 2 * BTC);
        bytes memory funding = count(reqId, 0, 5 * BTC);
        address staker = viewOf(reqId, 0).staker;
        system.minter.proveSweep(reqId, 0, funding, 0, sweep(funding, 0, 6));
        assertFalse(system.registry.stakerOf(staker).held, "no fault");
        addCollateral(staker, collateralFor(BTC));
        vm.expectRevert(abi.encodeWithSelector(IStakerRegistry.StakerRegistry_Held.selector, staker));
        vm.prank(staker);
        system.registry.requestUnstake(1);
        system.minter.drainEscrow(staker);
        assertEq(paymentsOf(reqId, 0).mintedSats, 3 * BTC, "what came free is minted");
        addCollateral(staker, collateralFor(3 * BTC));
        system.minter.drainEscrow(staker);
        assertEq(paymentsOf(reqId, 0).mintedSats, 5 * BTC, "all of it");
        vm.prank(staker);
        system.registry.requestUnstake(1);
        assertBooks("R1, R2");
    }

    /// What nobody had counted before its staker took it comes behind all that was.
    function test_T13_TakenBeforeItWasCounted() external {
        uint256 reqId = minted(alice, 2 * BTC);
        bytes memory second = payShare(reqId, 0, BTC, 1)[0].tx;
        system.minter.proveSweep(reqId, 0, second, 0, sweep(second, 0, 6));
        assertTrue(system.registry.stakerOf(viewOf(reqId, 0).staker).held, "held");
        (,, uint64 before) = system.minter.countedAt(sha256d(second), 0);
        assertEq(before, 2 * BTC, "counted by the proof");
    }

    /// A staker without room takes dust that it paid to its own share. Held, it was asked for no withdrawal any more: it kept all
    /// the BTC that it holds, for as long as it liked, and was never late. It owes what it issued, and paying sets it free.
    function test_T13_HeldStakerStillOwesWhatItIssued() external {
        uint256 reqId = minted(alice, 2 * BTC);
        address staker = viewOf(reqId, 0).staker;
        bytes memory dust = count(reqId, 0, 10_000);
        system.minter.proveSweep(reqId, 0, dust, 0, sweep(dust, 0, 6));
        assertTrue(system.registry.stakerOf(staker).held, "held");

        bytes memory script = abi.encodePacked(hex"0014", bytes20(keccak256("payout")));
        vm.startPrank(alice);
        system.qpBTC.approve(address(system.withdrawals), BTC);
        uint256 asked = system.withdrawals.requestWithdrawal(BTC, script, 5000);
        vm.stopPrank();
        vm.roll(vm.getBlockNumber() + 3);
        system.withdrawals.resolveWithdrawal(asked);
        ShareView memory part = system.withdrawals.shareOf(asked, 0);
        assertEq(part.staker, staker, "asked like anybody who holds BTC");

        bytes[] memory outs = new bytes[](2);
        outs[0] = output(part.payoutSats, script);
        outs[1] = output(0, abi.encodePacked(hex"6a0d", system.withdrawals.markingOf(asked, 0)));
        Proof memory proof = mineWith(system.relay, buildTx(outs), 5, 4);
        mine(system.relay, 5);
        system.withdrawals.verifyWithdrawal(asked, 0, proof);
        system.minter.drainEscrow(staker);
        assertFalse(system.registry.stakerOf(staker).held, "what was redeemed made room for what it took");
        assertBooks("R1, R2");
    }

    /// Neither a coin that was made among many outputs nor one that is spent among many inputs could be proven to be taken:
    /// its staker kept it, went on as if nothing were, and from the refund height on there was nothing to take back.
    function test_T13_TakenInALongTransaction() external {
        uint256 reqId = assigned(alice, BTC);
        bytes[] memory outs = new bytes[](300);
        for (uint256 i; i < outs.length; ++i) {
            outs[i] = output(10_000, abi.encodePacked(hex"0014", bytes20(keccak256(abi.encode("batch", i)))));
        }
        outs[250] = output(BTC, system.bridge.depositScript(reqId, 0));
        bytes memory funding = buildTx(outs);
        Proof[] memory proofs = new Proof[](1);
        proofs[0] = mineWith(system.relay, funding, 5, 4);
        mine(system.relay, 5);
        vm.expectPartialRevert(BitcoinTx.BitcoinTx_TooManyOutputs.selector);
        system.minter.executeDeposit(reqId, 0, proofs);

        bytes[] memory ins = new bytes[](400);
        for (uint256 i; i < ins.length; ++i) {
            ins[i] = input(keccak256(abi.encode("dust", i)), uint32(i), "");
        }
        ins[399] = input(sha256d(funding), 250, "");
        outs = new bytes[](1);
        outs[0] = output(BTC, abi.encodePacked(hex"0014", bytes20(keccak256("sweep"))));
        Proof memory spend = mineWith(system.relay, transaction(ins, outs), 3, 4);
        mine(system.relay, 5);
        vm.expectPartialRevert(IDepositMinter.DepositMinter_UnknownPayment.selector);
        system.minter.proveSweep(reqId, 0, funding, 249, spend);
        vm.expectPartialRevert(IDepositMinter.DepositMinter_UnknownPayment.selector);
        system.minter.proveSweep(reqId, 0, funding, 300, spend);
        uint256 gas = gasleft();
        system.minter.proveSweep(reqId, 0, funding, 250, spend);
        assertLt(gas - gasleft(), 1_500_000, "beside what its bytes cost, and a block takes it");
        assertState(reqId, DepositState.Minted, "what was taken is minted");
        assertEq(system.qpBTC.totalSupply(), BTC, "all of it");
        assertBooks("R1, R2");
    }

    /// Whoever was promised room and waits for the mint limit is not overtaken by claims without a promise, though each of them
    /// would fit into the little that comes free.
    function test_R31_NoClaimOvertakesTheLimitsQueue() external {
        uint256 late = assigned(alice, BTC / 10);
        Proof[] memory proofs = payShare(late, 0, BTC / 10, 6);
        passDeadline(late);
        system.bridge.expireDeposit(late, 0);
        feed.set(PRICE / 100, 0);
        freshen();
        system.minter.executeDeposit(late, 0, proofs);
        assertState(late, DepositState.Escrowed, "waits for room");
        feed.set(PRICE, 0);

        setMintLimit(2 * BTC);
        minted(bob, BTC);
        uint256 large = assigned(bob, BTC * 3 / 2);
        count(large, 0, BTC * 3 / 2);
        assertState(large, DepositState.Escrowed, "waits for the limit");
        address staker = viewOf(late, 0).staker;
        assertGe(system.minter.mintable(), BTC / 10, "the limit would let it through");
        assertGe(system.registry.freeCapacity(staker), BTC / 10, "and there is room");
        vm.expectPartialRevert(IDepositMinter.DepositMinter_StillWaiting.selector);
        system.minter.drainEscrow(staker);

        vm.warp(block.timestamp + 25 hours);
        freshen();
        system.minter.drainEscrow(address(0));
        assertState(large, DepositState.Minted, "first come");
        system.minter.drainEscrow(staker);
        assertState(late, DepositState.Minted, "then the other");
        assertBooks("R1, R2");
    }

    /// A coin that its staker took and that is larger than all it could ever back would be the head of its ledger for ever: what
    /// has room of it is minted, and those behind come in their turn.
    function test_T22_R47_TakenHeadIsMintedInParts() external {
        uint256 reqId = minted(alice, BTC);
        address staker = viewOf(reqId, 0).staker;
        bytes memory huge = count(reqId, 0, 50 * BTC);
        system.minter.proveSweep(reqId, 0, huge, 0, sweep(huge, 0, 24));
        passRefundWindow(reqId);
        vm.expectPartialRevert(IDepositMinter.DepositMinter_StillWaiting.selector);
        system.minter.voidEscrow(reqId, 0);
        system.minter.drainEscrow(staker);
        assertEq(paymentsOf(reqId, 0).mintedSats, 2 * BTC, "what there was room for");
        vm.expectPartialRevert(IDepositMinter.DepositMinter_StillWaiting.selector);
        system.minter.drainEscrow(staker);
        for (uint256 i; i < 7; ++i) {
            addCollateral(staker, collateralFor(7 * BTC));
            system.minter.drainEscrow(staker);
        }
        assertEq(
            paymentsOf(reqId, 0).mintedSats,
            50 * BTC,
            "in the end all that was taken; the first coin is the depositor's"
        );
        assertEq(viewOf(reqId, 0).position, 0, "and it waits no more");
        assertBooks("R1, R2");
    }

    /// What was not taken is minted whole or not at all: a part of a coin that its depositor takes back would be minted for nothing.
    function test_R31_CoinsNotTakenAreMintedWhole() external {
        uint256 reqId = minted(alice, BTC);
        address staker = viewOf(reqId, 0).staker;
        count(reqId, 0, 5 * BTC);
        vm.expectPartialRevert(IDepositMinter.DepositMinter_StillWaiting.selector);
        system.minter.drainEscrow(staker);
        assertEq(system.qpBTC.totalSupply(), BTC, "nothing of it");
    }
}
