// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IWithdrawalManager } from "../../src/interfaces/IWithdrawalManager.sol";
import { Proof } from "../../src/types/BitcoinTypes.sol";
import { ShareState, WithdrawalState } from "../../src/types/WithdrawalTypes.sol";
import { WithdrawalFixture } from "../utils/WithdrawalFixture.sol";

/// @notice Defects of the systems that this bridge descends from which withdrawals had, each by its name in
/// `docs/invariants.md`: none may come back. Those of deposits and stakers stand in `Defects.t.sol`.
contract WithdrawalDefectsTest is WithdrawalFixture {
    function setUp() public override {
        super.setUp();
        fill(3, 2 * BTC);
    }

    /// qpBTC never burned
    function test_Defect_NeverBurned() external {
        uint256 supply = system.qpBTC.totalSupply();
        uint256 reqId = asked(alice, BTC);
        assertEq(system.qpBTC.balanceOf(address(system.withdrawals)), BTC - BTC / 200, "locked while it is owed");
        assertEq(system.qpBTC.totalSupply(), supply, "nothing is burned before it is paid");
        system.withdrawals.verifyWithdrawal(reqId, 0, payShare(reqId, 0));
        assertEq(system.qpBTC.totalSupply(), supply - (BTC - BTC / 200), "burned: all that was paid for");
        assertEq(system.qpBTC.balanceOf(address(system.withdrawals)), 0, "and nothing is kept");
        assertBooks("R1: and its staker backs as much less");
    }

    /// one Bitcoin payment closes every withdrawal with equal address and amount
    function test_Defect_OnePaymentClosesAll() external {
        uint256[3] memory ids = [asked(alice, BTC), asked(alice, BTC), asked(alice, BTC)];
        Proof memory proof = payShare(ids[0], 0);
        system.withdrawals.verifyWithdrawal(ids[0], 0, proof);
        for (uint256 i; i < 3; ++i) {
            vm.expectRevert();
            system.withdrawals.verifyWithdrawal(ids[i], 0, proof);
        }
        // Not even one that names all three.
        bytes[] memory outs = new bytes[](3);
        outs[0] = output(BTC, payoutScript);
        outs[1] = output(0, marking(ids[1], 0));
        outs[2] = output(0, marking(ids[2], 0));
        proof = payOut(outs, 6);
        system.withdrawals.verifyWithdrawal(ids[1], 0, proof);
        vm.expectPartialRevert(IWithdrawalManager.WithdrawalManager_NoSuchOutput.selector);
        system.withdrawals.verifyWithdrawal(ids[2], 0, proof);
        assertWithdrawal(ids[2], WithdrawalState.Assigned, "still owed");
    }

    /// request ids collide for equal requests in one block
    function test_Defect_IdsCollideInOneBlock() external {
        uint256 first = ask(alice, BTC);
        uint256 second = ask(alice, BTC);
        assertEq(second, first + 1, "one more");
        assertNotEq(
            keccak256(system.withdrawals.markingOf(first, 0)),
            keccak256(system.withdrawals.markingOf(second, 0)),
            "each its own marking"
        );
    }

    /// no deadline, cancel or penalty on withdrawals
    function test_Defect_NoDeadlineCancelOrPenalty() external {
        uint256 reqId = asked(alice, BTC);
        assertEq(shareOf(reqId, 0).deadlineTime, block.timestamp + 1 days, "a deadline on one clock");
        assertEq(shareOf(reqId, 0).deadlineHeight, minedHeight + 144, "and on the other");
        for (uint256 i; i < 3; ++i) {
            owesAll(i);
        }
        uint256 waits = asked(alice, BTC / 4);
        assertWithdrawal(waits, WithdrawalState.Queued, "nobody holds anything");
        uint256 before = system.qpBTC.balanceOf(alice);
        vm.prank(alice);
        system.withdrawals.cancelQueued(waits);
        assertEq(system.qpBTC.balanceOf(alice) - before, BTC / 4, "cancelled: all of it back");

        passShareDeadline(reqId, 0);
        system.withdrawals.timeOutShare(reqId, 0);
        vm.prank(alice);
        system.withdrawals.retryShare(reqId, 0);
        assertGt(collateral.balanceOf(alice), 0, "a penalty, to whom it was owed");
        assertShare(reqId, 0, ShareState.Retried, "and another staker");
    }

    /// an address type that cannot tell P2PKH from P2TR
    function test_Defect_ScriptTypeLost() external {
        bytes32 program = keccak256("a taproot key");
        bytes memory hash = abi.encodePacked(hex"76a914", bytes20(program), hex"88ac");
        bytes memory taproot = abi.encodePacked(hex"5120", program);
        bytes[2] memory scripts = [hash, taproot];
        for (uint256 i; i < 2; ++i) {
            payoutScript = scripts[i];
            uint256 reqId = asked(alice, BTC / 10);
            assertEq(withdrawal(reqId).payoutScript, scripts[i], "whole scripts are kept");
            payoutScript = scripts[1 - i];
            Proof memory proof = payShare(reqId, 0);
            vm.expectPartialRevert(IWithdrawalManager.WithdrawalManager_NoSuchOutput.selector);
            system.withdrawals.verifyWithdrawal(reqId, 0, proof);
            payoutScript = scripts[i];
            system.withdrawals.verifyWithdrawal(reqId, 0, payShare(reqId, 0));
        }
    }

    /// exact output equality leaves no room for a miner fee
    function test_Defect_NoRoomForAMinerFee() external {
        uint256 reqId = asked(alice, BTC);
        uint64 burned = shareOf(reqId, 0).sats;
        uint64 due = shareOf(reqId, 0).payoutSats;
        assertEq(burned - due, FEE, "the miner fee is the staker's to spend");
        uint256 supply = system.qpBTC.totalSupply();
        system.withdrawals.verifyWithdrawal(reqId, 0, payShare(reqId, 0, due));
        assertEq(supply - system.qpBTC.totalSupply(), burned, "burned whole all the same");
        // More than it must is as good.
        reqId = asked(alice, BTC);
        system.withdrawals.verifyWithdrawal(reqId, 0, payShare(reqId, 0, due + 777));
        assertWithdrawal(reqId, WithdrawalState.Complete, "paid");
        assertBooks("R1");
    }

    /// no confirmation count
    function test_Defect_NoConfirmationCount() external {
        uint256 reqId = asked(alice, BTC);
        bytes[] memory outs = new bytes[](2);
        outs[0] = output(BTC, payoutScript);
        outs[1] = output(0, marking(reqId, 0));
        Proof memory proof = payOut(outs, 1);
        for (uint256 confirmations = 1; confirmations < 6; ++confirmations) {
            vm.expectRevert();
            system.withdrawals.verifyWithdrawal(reqId, 0, proof);
            mine(system.relay, 1);
        }
        system.withdrawals.verifyWithdrawal(reqId, 0, proof);
    }
}
