// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IDepositMinter } from "../../../src/interfaces/IDepositMinter.sol";
import { IStakerRegistry } from "../../../src/interfaces/IStakerRegistry.sol";
import { Proof } from "../../../src/types/BitcoinTypes.sol";
import { DepositState } from "../../../src/types/BridgeTypes.sol";
import { ShareFixture } from "../../utils/ShareFixture.sol";

/// @notice A staker that takes a coin before it is minted: the right to be minted never ends, and the staker is held.
contract SweepTest is ShareFixture {
    function setUp() public override {
        super.setUp();
        addStakers(3, 2 * BTC);
    }

    function test_MintedCoinIsNoFault() external {
        uint256 reqId = assigned(alice, BTC);
        bytes memory funding = count(reqId, 0, BTC);
        Proof memory spend = sweep(funding, 0, 6);
        vm.expectEmit(address(system.minter));
        emit IDepositMinter.SweepProven(reqId, 0, sha256d(funding), 0, BTC, false);
        system.minter.proveSweep(reqId, 0, funding, 0, spend);
        assertFalse(system.registry.stakerOf(viewOf(reqId, 0).staker).held, "not held");
        assertFalse(viewOf(reqId, 0).swept, "nothing is owed");
        assertEq(paymentsOf(reqId, 0).sweptSats, BTC, "known");
        assertEq(system.qpBTC.totalSupply(), BTC, "nothing more minted");
        vm.expectRevert(abi.encodeWithSelector(IDepositMinter.DepositMinter_NotSwept.selector, sha256d(funding), 0));
        system.minter.proveSweep(reqId, 0, funding, 0, spend);
    }

    function test_RevertWhen_NotSpent() external {
        uint256 reqId = assigned(alice, BTC);
        bytes memory funding = count(reqId, 0, BTC);
        bytes32 txid = sha256d(funding);
        Proof memory spend = sweep(funding, 1, 6);
        vm.expectRevert(abi.encodeWithSelector(IDepositMinter.DepositMinter_NotSwept.selector, txid, 0));
        system.minter.proveSweep(reqId, 0, funding, 0, spend);
        // The change output is nobody's share.
        vm.expectRevert(abi.encodeWithSelector(IDepositMinter.DepositMinter_UnknownPayment.selector, txid, 1));
        system.minter.proveSweep(reqId, 0, funding, 1, spend);
        vm.expectRevert(abi.encodeWithSelector(IDepositMinter.DepositMinter_UnknownPayment.selector, txid, 2));
        system.minter.proveSweep(reqId, 0, funding, 2, spend);
        spend = sweep(buildPayment(system.bridge.depositScript(reqId, 0), BTC), 0, 6);
        vm.expectRevert(abi.encodeWithSelector(IDepositMinter.DepositMinter_NotSwept.selector, txid, 0));
        system.minter.proveSweep(reqId, 0, funding, 0, spend);
    }

    function test_RevertWhen_NotConfirmed() external {
        uint256 reqId = assigned(alice, BTC);
        bytes memory funding = count(reqId, 0, BTC);
        Proof memory spend = sweep(funding, 0, 5);
        vm.expectRevert(abi.encodeWithSelector(IDepositMinter.DepositMinter_NotConfirmed.selector, 5, 6));
        system.minter.proveSweep(reqId, 0, funding, 0, spend);
    }

    /// @dev Above the refund height the depositor spends it: that is no sweep.
    function test_RevertWhen_SpentAfterTheRefundHeight() external {
        uint256 reqId = assigned(alice, BTC);
        bytes memory funding = payShare(reqId, 0, BTC, 6)[0].tx;
        mineTo(viewOf(reqId, 0).refundHeight);
        Proof memory spend = sweep(funding, 0, 6);
        vm.expectRevert(abi.encodeWithSelector(IDepositMinter.DepositMinter_NotSwept.selector, sha256d(funding), 0));
        system.minter.proveSweep(reqId, 0, funding, 0, spend);
    }

    /// @dev In the block of the refund height no refund is final yet (BIP-65): a staker that waits for it takes the coin without
    /// a rival, so that spend too must keep the right.
    function test_T13_TakenInTheBlockOfTheRefundHeight() external {
        uint256 reqId = assigned(alice, BTC);
        bytes memory funding = payShare(reqId, 0, BTC, 1)[0].tx;
        mineTo(viewOf(reqId, 0).refundHeight - 1);
        Proof memory spend = sweep(funding, 0, 6);
        assertEq(spend.height, viewOf(reqId, 0).refundHeight, "in its very block");
        system.bridge.expireDeposit(reqId, 0);
        system.minter.proveSweep(reqId, 0, funding, 0, spend);
        assertState(reqId, DepositState.Minted, "minted for ever");
        assertBooks("R1, R2");
    }

    function test_RevertWhen_NoStaker() external {
        uint256 reqId = request(alice, BTC);
        Proof memory spend;
        vm.expectRevert(
            abi.encodeWithSelector(IDepositMinter.DepositMinter_WrongState.selector, reqId, 0, DepositState.Requested)
        );
        system.minter.proveSweep(reqId, 0, "", 0, spend);
    }

    /// @dev Taken while it waited: held at once, minted for ever, free again with the mint.
    function test_EarlySweepKeepsItsRight() external {
        (uint256 reqId, bytes memory funding, address staker) = _escrowed();
        uint256 weight = system.selector.weightOf(system.registry.stakerOf(staker).id);
        assertGt(weight + 1, 0, "weighs");
        Proof memory spend = sweep(funding, 0, 6);
        vm.expectEmit(address(system.registry));
        emit IStakerRegistry.StakerHeld(staker, true);
        system.minter.proveSweep(reqId, 0, funding, 0, spend);
        assertTrue(viewOf(reqId, 0).swept, "owed");
        _assertHeld(staker);

        passRefundWindow(reqId);
        assertState(reqId, DepositState.Escrowed, "no refund window: the coin is gone");
        vm.expectPartialRevert(IDepositMinter.DepositMinter_StillWaiting.selector);
        system.minter.voidEscrow(reqId, 0);
        feed.set(PRICE, 0);
        vm.expectEmit(address(system.registry));
        emit IStakerRegistry.StakerHeld(staker, false);
        system.minter.drainEscrow(staker);
        assertState(reqId, DepositState.Minted, "minted all the same");
        assertFalse(system.registry.stakerOf(staker).held, "free again");
        assertBooks("R1, R2");
    }

    /// @dev Recorded Refundable, and then the staker is found out: the coin can never be taken back, so it is minted.
    function test_RefundableComesBack() external {
        (uint256 reqId, bytes memory funding, address staker) = _escrowed();
        Proof memory spend = sweep(funding, 0, 6);
        passRefundWindow(reqId);
        system.minter.voidEscrow(reqId, 0);
        assertEq(uint256(recorded(reqId, 0)), uint256(DepositState.Refundable), "recorded");
        system.minter.proveSweep(reqId, 0, funding, 0, spend);
        assertState(reqId, DepositState.Escrowed, "waits again");
        assertEq(viewOf(reqId, 0).position, 1, "at its staker");
        feed.set(PRICE, 0);
        system.minter.drainEscrow(staker);
        assertState(reqId, DepositState.Minted, "minted");
        assertBooks("R1, R2");
    }

    /// @dev Nobody had proven the payment: the mined spend proves it too.
    function test_NeverProvenBefore() external {
        uint256 reqId = assigned(alice, BTC);
        bytes memory funding = payShare(reqId, 0, BTC, 1)[0].tx;
        Proof memory spend = sweep(funding, 0, 6);
        passRefundWindow(reqId);
        system.bridge.expireDeposit(reqId, 0);
        assertEq(uint256(recorded(reqId, 0)), uint256(DepositState.Refundable), "recorded");
        vm.expectEmit(address(system.minter));
        emit IDepositMinter.PaymentConsumed(reqId, 0, sha256d(funding), 0, BTC);
        system.minter.proveSweep(reqId, 0, funding, 0, spend);
        assertState(reqId, DepositState.Minted, "there was room");
        assertEq(system.qpBTC.totalSupply(), BTC, "R4: what was proven");
        assertFalse(system.registry.stakerOf(viewOf(reqId, 0).staker).held, "minted at once");
        assertBooks("R1, R2");
    }

    /// @dev Still assigned: the share is minted in the same call, with its reservation.
    function test_NeverProvenAndStillAssigned() external {
        uint256 reqId = assigned(alice, BTC);
        bytes memory funding = payShare(reqId, 0, BTC, 1)[0].tx;
        system.minter.proveSweep(reqId, 0, funding, 0, sweep(funding, 0, 6));
        assertState(reqId, DepositState.Minted, "minted");
        assertBooks("R1, R2");
    }

    /// @dev Of two coins one was taken: that one is minted for ever, the other is the depositor's.
    function test_OneOfTwoCoins() external {
        uint256 reqId = assigned(alice, BTC);
        bytes memory taken = count(reqId, 0, BTC / 4);
        count(reqId, 0, BTC / 4);
        system.minter.proveSweep(reqId, 0, taken, 0, sweep(taken, 0, 6));
        passRefundWindow(reqId);
        assertState(reqId, DepositState.Assigned, "not the depositor's alone");
        vm.warp(viewOf(reqId, 0).deadlineTime + 1);
        freshen();
        system.bridge.expireDeposit(reqId, 0);
        assertEq(uint256(recorded(reqId, 0)), uint256(DepositState.Expired), "late, not refundable");
        vm.prank(alice);
        system.minter.finalisePartial(reqId, 0);
        assertEq(system.qpBTC.totalSupply(), BTC / 4, "the coin that was taken");
        assertState(reqId, DepositState.Minted, "terminal");
        assertBooks("R1, R2");
    }

    /// @dev One transaction pays twice, and one of its coins is taken before anything is counted: the other still counts.
    function test_OneOfTwoCoinsOfOneTransaction() external {
        uint256 reqId = assigned(alice, BTC);
        bytes[] memory outs = new bytes[](2);
        (outs[0], outs[1]) = (output(BTC / 2, viewOf(reqId, 0).script), output(BTC / 2, viewOf(reqId, 0).script));
        Proof[] memory proofs = new Proof[](1);
        proofs[0] = mineWith(system.relay, buildTx(outs), 5, 4);
        system.minter.proveSweep(reqId, 0, proofs[0].tx, 0, sweep(proofs[0].tx, 0, 6));
        assertEq(paymentsOf(reqId, 0).paidSats, BTC / 2, "the one that was taken");

        system.minter.executeDeposit(reqId, 0, proofs);
        assertState(reqId, DepositState.Minted, "and the other: all of it");
        assertEq(system.qpBTC.totalSupply(), BTC, "each once");
        vm.expectPartialRevert(IDepositMinter.DepositMinter_OutpointUsed.selector);
        system.minter.executeDeposit(reqId, 0, proofs);
        assertBooks("R1, R2");
    }

    /// @dev What was paid beyond a minted share and taken before it was minted: no hold, but the right stays.
    function test_ExcessTaken() external {
        uint256 reqId = assigned(alice, BTC);
        bytes memory funding = count(reqId, 0, 2 * BTC + 5);
        address staker = viewOf(reqId, 0).staker;
        passRefundWindow(reqId);
        system.minter.voidEscrow(reqId, 0);
        assertState(reqId, DepositState.Minted, "the share itself");
        mineTo(minedHeight + 10);
        system.minter.proveSweep(reqId, 0, funding, 0, sweep(funding, 0, 6));
        assertEq(viewOf(reqId, 0).position, 1, "waits again");
        addCollateral(staker, collateralFor(5));
        system.minter.drainEscrow(staker);
        assertEq(system.qpBTC.totalSupply(), 2 * BTC + 5, "all of the coin");
        assertBooks("R1, R2");
    }

    // --- the registration bond ---

    function test_R15_RegistrationForfeitedOnce() external {
        (uint256 reqId, bytes memory funding, address staker) = _escrowed();
        system.minter.proveSweep(reqId, 0, funding, 0, sweep(funding, 0, 6));
        vm.warp(block.timestamp + 1 days - 1);
        vm.expectPartialRevert(IDepositMinter.DepositMinter_WrongState.selector);
        system.minter.forfeitRegistration(reqId, 0);
        vm.warp(block.timestamp + 1);
        uint256 before = alice.balance;
        vm.expectEmit(address(system.registry));
        emit IStakerRegistry.RegistrationForfeited(staker, alice, 0.1 ether);
        system.minter.forfeitRegistration(reqId, 0);
        assertEq(alice.balance - before, 0.1 ether, "to whom the coin was for");
        assertEq(system.registry.stakerOf(staker).registrationBondWei, 0, "R15: all of it");
        vm.expectRevert(IStakerRegistry.StakerRegistry_AmountZero.selector);
        system.minter.forfeitRegistration(reqId, 0);
        assertEq(address(system.registry).balance, 0.2 ether, "R14: the others'");
    }

    function test_RevertWhen_NothingToForfeit() external {
        uint256 reqId = minted(alice, BTC);
        vm.warp(block.timestamp + 2 days);
        vm.expectPartialRevert(IDepositMinter.DepositMinter_WrongState.selector);
        system.minter.forfeitRegistration(reqId, 0);
    }

    function _escrowed() private returns (uint256 reqId, bytes memory funding, address staker) {
        reqId = assigned(alice, BTC);
        staker = viewOf(reqId, 0).staker;
        Proof[] memory proofs = payShare(reqId, 0, BTC, 6);
        passDeadline(reqId);
        system.bridge.expireDeposit(reqId, 0);
        feed.set(PRICE / 10, 0);
        system.minter.executeDeposit(reqId, 0, proofs);
        assertState(reqId, DepositState.Escrowed, "waits");
        return (reqId, proofs[0].tx, staker);
    }

    function _assertHeld(address staker) private {
        feed.set(PRICE, 0);
        assertEq(system.selector.weightOf(system.registry.stakerOf(staker).id), 0, "drawn for no deposit");
        assertEq(system.registry.drawableCapacity(system.registry.stakerOf(staker).id), 0, "weighs nothing");
        vm.startPrank(staker);
        vm.expectRevert(abi.encodeWithSelector(IStakerRegistry.StakerRegistry_Held.selector, staker));
        system.registry.requestUnstake(1);
        vm.stopPrank();
        feed.set(PRICE / 10, 0);
    }
}
