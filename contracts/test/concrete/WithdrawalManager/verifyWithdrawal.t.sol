// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IDepositMinter } from "../../../src/interfaces/IDepositMinter.sol";
import { IWithdrawalManager } from "../../../src/interfaces/IWithdrawalManager.sol";
import { BitcoinProofs } from "../../../src/libraries/BitcoinProofs.sol";
import { Proof } from "../../../src/types/BitcoinTypes.sol";
import { ShareState, WithdrawalState } from "../../../src/types/WithdrawalTypes.sol";
import { WithdrawalFixture } from "../../utils/WithdrawalFixture.sol";

contract VerifyWithdrawalTest is WithdrawalFixture {
    function setUp() public override {
        super.setUp();
        fill(3, 2 * BTC);
    }

    function test_Pays() external {
        uint256 supply = system.qpBTC.totalSupply();
        uint256 pool = system.qpBTC.balanceOf(feeRecipient);
        uint256 reqId = asked(alice, BTC);
        assertEq(shareOf(reqId, 0).sats, BTC - BTC / 200, "the amount less the redeem fee");
        assertEq(shareOf(reqId, 0).payoutSats, BTC - BTC / 200 - FEE, "less the miner fee");
        assertEq(system.qpBTC.balanceOf(feeRecipient) - pool, BTC / 200, "the fee is paid when it is assigned");
        address staker = shareOf(reqId, 0).staker;
        assertEq(system.registry.stakerOf(staker).toBeRedeemed, BTC - BTC / 200, "to be redeemed");

        Proof memory proof = payShare(reqId, 0);
        vm.prank(bob);
        system.withdrawals.verifyWithdrawal(reqId, 0, proof);
        assertShare(reqId, 0, ShareState.Paid, "paid");
        assertWithdrawal(reqId, WithdrawalState.Complete, "complete");
        assertEq(supply - system.qpBTC.totalSupply(), BTC - BTC / 200, "burned");
        assertEq(system.registry.stakerOf(staker).toBeRedeemed, 0, "owes nothing");
        assertEq(system.qpBTC.balanceOf(address(system.withdrawals)), 0, "nothing is left here");
        assertBooks("R1, R3");

        vm.expectRevert(
            abi.encodeWithSelector(IWithdrawalManager.WithdrawalManager_WrongState.selector, reqId, 0, ShareState.Paid)
        );
        system.withdrawals.verifyWithdrawal(reqId, 0, proof);
    }

    function test_T10_RevertWhen_OneSatShort() external {
        uint256 reqId = asked(alice, BTC);
        uint64 due = shareOf(reqId, 0).payoutSats;
        Proof memory proof = payShare(reqId, 0, due - 1);
        vm.expectRevert(
            abi.encodeWithSelector(IWithdrawalManager.WithdrawalManager_NoSuchOutput.selector, reqId, 0, due)
        );
        system.withdrawals.verifyWithdrawal(reqId, 0, proof);
        system.withdrawals.verifyWithdrawal(reqId, 0, payShare(reqId, 0, due + 1));
    }

    /// Two outputs that only together carry the amount are not a payment; T10's matrix by kind stands in `kinds.t.sol`.
    function test_T10_RevertWhen_SplitOverTwoOutputs() external {
        uint256 reqId = asked(alice, BTC);
        uint64 due = shareOf(reqId, 0).payoutSats;
        bytes[] memory outs = new bytes[](3);
        outs[0] = output(due / 2, payoutScript);
        outs[1] = output(due - due / 2, payoutScript);
        outs[2] = output(0, marking(reqId, 0));
        Proof memory proof = payOut(outs, 6);
        vm.expectPartialRevert(IWithdrawalManager.WithdrawalManager_NoSuchOutput.selector);
        system.withdrawals.verifyWithdrawal(reqId, 0, proof);
    }

    function test_RevertWhen_WrongMarking() external {
        uint256 first = asked(alice, BTC);
        uint256 second = asked(alice, BTC);
        // A payment of the first offered for the second, equal in address and amount.
        Proof memory proof = payShare(first, 0);
        vm.expectRevert(abi.encodeWithSelector(IWithdrawalManager.WithdrawalManager_NotMarked.selector, second, 0));
        system.withdrawals.verifyWithdrawal(second, 0, proof);
        // Not marked at all.
        bytes[] memory outs = new bytes[](1);
        outs[0] = output(shareOf(second, 0).payoutSats, payoutScript);
        proof = payOut(outs, 6);
        vm.expectPartialRevert(IWithdrawalManager.WithdrawalManager_NotMarked.selector);
        system.withdrawals.verifyWithdrawal(second, 0, proof);
    }

    /// Both markings, one output: it counts once.
    function test_RevertWhen_OnePaymentForTwo() external {
        uint256 first = asked(alice, BTC);
        uint256 second = asked(alice, BTC);
        bytes[] memory outs = new bytes[](3);
        outs[0] = output(shareOf(first, 0).payoutSats, payoutScript);
        outs[1] = output(0, marking(first, 0));
        outs[2] = output(0, marking(second, 0));
        Proof memory proof = payOut(outs, 6);
        system.withdrawals.verifyWithdrawal(first, 0, proof);
        vm.expectPartialRevert(IWithdrawalManager.WithdrawalManager_NoSuchOutput.selector);
        system.withdrawals.verifyWithdrawal(second, 0, proof);
    }

    /// One transaction pays two shares; proven in either order each takes the output that only it can take.
    function test_OneTransactionForTwo() external {
        _oneTransactionForTwo(false);
    }

    function test_OneTransactionForTwo_SmallFirst() external {
        _oneTransactionForTwo(true);
    }

    function _oneTransactionForTwo(bool smallFirst) private {
        uint256 large = asked(alice, BTC);
        uint256 small = asked(alice, BTC / 2);
        bytes[] memory outs = new bytes[](4);
        outs[0] = output(shareOf(large, 0).payoutSats, payoutScript);
        outs[1] = output(0, marking(small, 0));
        outs[2] = output(shareOf(small, 0).payoutSats, payoutScript);
        outs[3] = output(0, marking(large, 0));
        Proof memory proof = payOut(outs, 6);
        system.withdrawals.verifyWithdrawal(smallFirst ? small : large, 0, proof);
        system.withdrawals.verifyWithdrawal(smallFirst ? large : small, 0, proof);
        assertBooks("R1");
    }

    function test_RevertWhen_MinedBeforeTheRequest() external {
        uint256 next = system.bridge.last() + 1;
        bytes[] memory outs = new bytes[](2);
        outs[0] = output(BTC, payoutScript);
        outs[1] = output(0, marking(next, 0));
        Proof memory proof = payOut(outs, 6);
        uint256 reqId = asked(alice, BTC);
        assertEq(reqId, next, "the id was guessed");
        vm.expectPartialRevert(IWithdrawalManager.WithdrawalManager_PaymentTooOld.selector);
        system.withdrawals.verifyWithdrawal(reqId, 0, proof);
    }

    function test_RevertWhen_TooFewConfirmations() external {
        uint256 reqId = asked(alice, BTC);
        bytes[] memory outs = new bytes[](2);
        outs[0] = output(BTC, payoutScript);
        outs[1] = output(0, marking(reqId, 0));
        Proof memory proof = payOut(outs, 5);
        vm.expectRevert(abi.encodeWithSelector(BitcoinProofs.BitcoinProofs_NotConfirmed.selector, 5, 6));
        system.withdrawals.verifyWithdrawal(reqId, 0, proof);
        mine(system.relay, 1);
        system.withdrawals.verifyWithdrawal(reqId, 0, proof);
    }

    /// A payout to a deposit's script is both: the withdrawal's payment and the deposit's. Were it one or the other, the
    /// owner of both could have it counted for the deposit, and the staker would have paid in vain.
    function test_PayoutIntoADeposit() external {
        _payoutIntoADeposit(false);
    }

    function test_PayoutIntoADeposit_DepositFirst() external {
        _payoutIntoADeposit(true);
    }

    function _payoutIntoADeposit(bool depositFirst) private {
        addStaker(2 * BTC);
        uint256 deposit = assigned(bob, BTC);
        payoutScript = system.bridge.depositScript(deposit, 0);
        uint256 reqId = asked(alice, BTC / 2);
        bytes[] memory outs = new bytes[](2);
        outs[0] = output(BTC, payoutScript);
        outs[1] = output(0, marking(reqId, 0));
        Proof[] memory proofs = new Proof[](1);
        proofs[0] = payOut(outs, 6);
        if (depositFirst) system.minter.executeDeposit(deposit, 0, proofs);
        system.withdrawals.verifyWithdrawal(reqId, 0, proofs[0]);
        if (!depositFirst) system.minter.executeDeposit(deposit, 0, proofs);
        bytes32 txid = sha256d(proofs[0].tx);
        assertTrue(system.withdrawals.consumed(txid, 0) && system.minter.consumed(txid, 0), "counted for both");
        vm.expectPartialRevert(IDepositMinter.DepositMinter_OutpointUsed.selector);
        system.minter.executeDeposit(deposit, 0, proofs);
        vm.expectPartialRevert(IWithdrawalManager.WithdrawalManager_WrongState.selector);
        system.withdrawals.verifyWithdrawal(reqId, 0, proofs[0]);
        assertBooks("R1");
    }

    function test_RevertWhen_Unknown() external {
        uint256 reqId = asked(alice, BTC);
        Proof memory proof = payShare(reqId, 0);
        vm.expectRevert(abi.encodeWithSelector(IWithdrawalManager.WithdrawalManager_UnknownRequest.selector, 99));
        system.withdrawals.verifyWithdrawal(99, 0, proof);
        vm.expectRevert(abi.encodeWithSelector(IWithdrawalManager.WithdrawalManager_UnknownShare.selector, reqId, 1));
        system.withdrawals.verifyWithdrawal(reqId, 1, proof);
    }
}
