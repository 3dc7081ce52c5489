// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IWithdrawalManager } from "../../../src/interfaces/IWithdrawalManager.sol";
import { Proof } from "../../../src/types/BitcoinTypes.sol";
import { ShareState, WithdrawalState } from "../../../src/types/WithdrawalTypes.sol";
import { WithdrawalFixture } from "../../utils/WithdrawalFixture.sol";

/// @notice T10: each of the five kinds of address × what was paid. Nothing but an output of the very script with at least
/// the payout counts, and until it does the withdrawal is not complete.
contract PayoutKindsTest is WithdrawalFixture {
    enum Paid {
        Exactly,
        OneSatShort,
        OneSatMore,
        SplitOverTwo,
        EnoughInOneOfTwo,
        AnotherKind
    }

    function setUp() public override {
        super.setUp();
        fill(3, 2 * BTC);
    }

    function test_T10_P2PKH() external {
        row(0);
    }

    function test_T10_P2SH() external {
        row(1);
    }

    function test_T10_P2WPKH() external {
        row(2);
    }

    function test_T10_P2WSH() external {
        row(3);
    }

    function test_T10_P2TR() external {
        row(4);
    }

    function row(uint256 kind) private {
        payoutScript = scriptOf(kind, "payout");
        cell(kind, Paid.Exactly, true);
        cell(kind, Paid.OneSatShort, false);
        cell(kind, Paid.OneSatMore, true);
        cell(kind, Paid.SplitOverTwo, false);
        cell(kind, Paid.EnoughInOneOfTwo, true);
        for (uint256 other; other < 5; ++other) {
            if (other != kind) cell(other, Paid.AnotherKind, false);
        }
    }

    /// @param kind of the script that is paid in `AnotherKind`
    function cell(uint256 kind, Paid how, bool counts) private {
        uint256 reqId = asked(alice, BTC / 20);
        uint64 due = shareOf(reqId, 0).payoutSats;
        Proof memory proof = payOut(outputsOf(kind, how, due, marking(reqId, 0)), 6);
        if (!counts) {
            vm.expectRevert(
                abi.encodeWithSelector(IWithdrawalManager.WithdrawalManager_NoSuchOutput.selector, reqId, 0, due)
            );
        }
        system.withdrawals.verifyWithdrawal(reqId, 0, proof);
        assertShare(reqId, 0, counts ? ShareState.Paid : ShareState.Pending, "share");
        assertWithdrawal(reqId, counts ? WithdrawalState.Complete : WithdrawalState.Assigned, "not before it is proven");
        uint32 vout = how == Paid.EnoughInOneOfTwo ? 1 : 0;
        assertEq(system.withdrawals.consumed(sha256d(proof.tx), vout), counts, "outpoint");
        assertBooks("R1, R3");
    }

    function outputsOf(uint256 kind, Paid how, uint64 due, bytes memory mark)
        private
        view
        returns (bytes[] memory outs)
    {
        bool two = how == Paid.SplitOverTwo || how == Paid.EnoughInOneOfTwo;
        outs = new bytes[](two ? 3 : 2);
        if (how == Paid.Exactly) outs[0] = output(due, payoutScript);
        else if (how == Paid.OneSatShort) outs[0] = output(due - 1, payoutScript);
        else if (how == Paid.OneSatMore) outs[0] = output(due + 1, payoutScript);
        else if (how == Paid.AnotherKind) outs[0] = output(due, scriptOf(kind, "payout"));
        else outs[0] = output(how == Paid.SplitOverTwo ? due / 2 : due - 1, payoutScript);
        if (two) outs[1] = output(how == Paid.SplitOverTwo ? due - due / 2 : due, payoutScript);
        outs[outs.length - 1] = output(0, mark);
    }

    function scriptOf(uint256 kind, string memory name) private pure returns (bytes memory) {
        bytes32 program = keccak256(bytes(name));
        if (kind == 0) return abi.encodePacked(hex"76a914", bytes20(program), hex"88ac");
        if (kind == 1) return abi.encodePacked(hex"a914", bytes20(program), hex"87");
        if (kind == 2) return abi.encodePacked(hex"0014", bytes20(program));
        return abi.encodePacked(kind == 3 ? bytes2(0x0020) : bytes2(0x5120), program);
    }
}
