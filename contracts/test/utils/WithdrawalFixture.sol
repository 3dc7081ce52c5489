// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { Proof } from "../../src/types/BitcoinTypes.sol";
import { ShareState, ShareView, WithdrawalState, WithdrawalView } from "../../src/types/WithdrawalTypes.sol";
import { DepositFixture } from "./DepositFixture.sol";

/// @notice Withdrawals of qpBTC that came in by real deposits.
abstract contract WithdrawalFixture is DepositFixture {
    uint64 internal constant FEE = 5000;
    /// @dev P2WPKH of nobody here
    bytes internal payoutScript = abi.encodePacked(hex"0014", bytes20(keccak256("payout")));

    /// @notice Every staker holds `sats` that alice deposited.
    function fill(uint256 count, uint64 sats) internal {
        for (uint256 i; i < count; ++i) {
            // One at a time can carry it, so each is drawn in its turn.
            addStaker(sats);
        }
        for (uint256 i; i < count; ++i) {
            minted(alice, sats);
        }
    }

    function ask(address who, uint64 sats) internal returns (uint256 reqId) {
        vm.startPrank(who);
        system.qpBTC.approve(address(system.withdrawals), sats);
        reqId = system.withdrawals.requestWithdrawal(sats, payoutScript, FEE);
        vm.stopPrank();
    }

    function settleDraw(uint256 reqId) internal {
        uint256 ready = system.holders.drawBlockOf(reqId) + 3;
        if (vm.getBlockNumber() < ready) vm.roll(ready);
        system.withdrawals.resolveWithdrawal(reqId);
    }

    function asked(address who, uint64 sats) internal returns (uint256 reqId) {
        reqId = ask(who, sats);
        settleDraw(reqId);
    }

    function marking(uint256 reqId, uint8 share) internal view returns (bytes memory) {
        return abi.encodePacked(hex"6a0d", system.withdrawals.markingOf(reqId, share));
    }

    /// @notice One block with a transaction of these outputs and `confirmations` on it.
    function payOut(bytes[] memory outs, uint256 confirmations) internal returns (Proof memory proof) {
        proof = mineWith(system.relay, buildTx(outs), 5, 4);
        if (confirmations > 1) mine(system.relay, confirmations - 1);
    }

    /// @notice As the staker pays a share: exactly what it must, marked.
    function payShare(uint256 reqId, uint8 share) internal returns (Proof memory) {
        return payShare(reqId, share, system.withdrawals.shareOf(reqId, share).payoutSats);
    }

    function payShare(uint256 reqId, uint8 share, uint64 sats) internal returns (Proof memory) {
        bytes[] memory outs = new bytes[](2);
        outs[0] = output(sats, payoutScript);
        outs[1] = output(0, marking(reqId, share));
        return payOut(outs, system.minter.confirmationsFor(sats));
    }

    /// @notice Passes both clocks beyond a share's deadline and its margins.
    function passShareDeadline(uint256 reqId, uint8 share) internal {
        ShareView memory part = system.withdrawals.shareOf(reqId, share);
        vm.warp(part.deadlineTime + system.withdrawals.LATE_MARGIN_SECONDS() + 1);
        mineTo(part.deadlineHeight + system.withdrawals.LATE_MARGIN_BLOCKS() + 1);
    }

    function timedOut(address who, uint64 sats) internal returns (uint256 reqId) {
        reqId = asked(who, sats);
        passShareDeadline(reqId, 0);
        system.withdrawals.timeOutShare(reqId, 0);
    }

    /// @notice As if others had drawn all that a staker holds.
    function owesAll(uint256 at) internal {
        (uint64 free,) = system.registry.redeemable(at + 1, type(uint64).max);
        if (free == 0) return;
        vm.prank(address(system.holders));
        system.registry.reserveRedemption(at + 1, free);
        system.registry.refreshWeight(stakers[at]);
    }

    function withdrawal(uint256 reqId) internal view returns (WithdrawalView memory) {
        return system.withdrawals.withdrawalOf(reqId);
    }

    function shareOf(uint256 reqId, uint8 share) internal view returns (ShareView memory) {
        return system.withdrawals.shareOf(reqId, share);
    }

    function assertWithdrawal(uint256 reqId, WithdrawalState expected, string memory label) internal view {
        assertEq(uint256(withdrawal(reqId).state), uint256(expected), label);
    }

    function assertShare(uint256 reqId, uint8 share, ShareState expected, string memory label) internal view {
        assertEq(uint256(shareOf(reqId, share).state), uint256(expected), label);
    }

    /// @notice Supply is what stakers issued; nobody owes more than it holds; what waits and what is owed lies here.
    function assertBooks(string memory label) internal view {
        uint256 issued;
        for (uint256 i; i < stakers.length; ++i) {
            issued += system.registry.stakerOf(stakers[i]).issued;
            assertLe(
                system.registry.stakerOf(stakers[i]).toBeRedeemed, system.registry.stakerOf(stakers[i]).issued, label
            );
        }
        assertEq(system.qpBTC.totalSupply(), issued, label);
    }
}
