// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { Proof } from "../../src/types/BitcoinTypes.sol";
import { ShareState, WithdrawalParams, WithdrawalState } from "../../src/types/WithdrawalTypes.sol";
import { Refusals } from "../utils/Refusals.sol";
import { WithdrawalFixture } from "../utils/WithdrawalFixture.sol";

/// @notice T24 for withdrawals: every function that changes something, with zero, empty and largest arguments, by whoever may
/// call it. What only another part of the system may call is offered by everybody else as well.
contract ZeroWithdrawalsTest is WithdrawalFixture, Refusals {
    uint64 private constant MOST = type(uint64).max;
    uint256 private constant ALL = type(uint256).max;
    uint256 private reqId;

    function setUp() public override {
        super.setUp();
        fill(3, 2 * BTC);
        vm.prank(alice);
        system.qpBTC.approve(address(system.withdrawals), ALL);
        reqId = asked(alice, BTC);
    }

    function test_T24_RequestsAndDraws() external {
        address w = address(system.withdrawals);
        bytes[5] memory scripts = [bytes(""), hex"00", hex"0014", new bytes(22), new bytes(10_000)];
        for (uint256 i; i < scripts.length; ++i) {
            refused(alice, w, abi.encodeCall(system.withdrawals.requestWithdrawal, (BTC, scripts[i], FEE)));
        }
        uint64[3] memory amounts = [uint64(0), 1, MOST];
        for (uint256 i; i < amounts.length; ++i) {
            refused(alice, w, abi.encodeCall(system.withdrawals.requestWithdrawal, (amounts[i], payoutScript, FEE)));
            refused(alice, w, abi.encodeCall(system.withdrawals.requestWithdrawal, (amounts[i], payoutScript, 0)));
        }
        refused(alice, w, abi.encodeCall(system.withdrawals.requestWithdrawal, (BTC, payoutScript, MOST)));
        // A permit of nobody: bob has neither tokens nor given an allowance, whatever the signature says.
        uint8[3] memory vs = [0, 27, 255];
        for (uint256 i; i < vs.length; ++i) {
            refused(
                bob,
                w,
                abi.encodeCall(
                    system.withdrawals.requestWithdrawalWithPermit, (BTC, payoutScript, FEE, ALL, vs[i], 0, 0)
                )
            );
        }
        uint256[3] memory ids = [0, reqId + 1, ALL];
        for (uint256 i; i < ids.length; ++i) {
            refused(alice, w, abi.encodeCall(system.withdrawals.resolveWithdrawal, (ids[i])));
            refused(alice, w, abi.encodeCall(system.withdrawals.cancelQueued, (ids[i])));
        }
        refused(alice, w, abi.encodeCall(system.withdrawals.resolveWithdrawal, (reqId)));
        refused(alice, w, abi.encodeCall(system.withdrawals.cancelQueued, (reqId)));
        refused(alice, w, abi.encodeCall(system.withdrawals.drainQueue, ()));
        WithdrawalParams memory none;
        refused(address(this), w, abi.encodeCall(system.withdrawals.setParams, (none)));
        uint16 max16 = type(uint16).max;
        refused(
            address(this),
            w,
            abi.encodeCall(
                system.withdrawals.setParams, (WithdrawalParams(MOST, max16, max16, type(uint32).max, max16))
            )
        );
        refused(alice, w, abi.encodeCall(system.withdrawals.setParams, (system.withdrawals.params())));
        assertAllRefused();
        assertShare(reqId, 0, ShareState.Pending, "untouched");
        assertWithdrawal(reqId, WithdrawalState.Assigned, "untouched");
    }

    function test_T24_Shares() external {
        address w = address(system.withdrawals);
        Proof memory none;
        uint256[3] memory ids = [0, reqId + 1, ALL];
        uint8[3] memory shares = [0, 1, 255];
        for (uint256 i; i < ids.length; ++i) {
            for (uint256 j; j < shares.length; ++j) {
                refused(alice, w, abi.encodeCall(system.withdrawals.verifyWithdrawal, (ids[i], shares[j], none)));
                refused(alice, w, abi.encodeCall(system.withdrawals.timeOutShare, (ids[i], shares[j])));
                refused(alice, w, abi.encodeCall(system.withdrawals.retryShare, (ids[i], shares[j])));
                refused(alice, w, abi.encodeCall(system.withdrawals.reimburseShare, (ids[i], shares[j])));
            }
        }
        for (uint256 j; j < shares.length; ++j) {
            refused(alice, w, abi.encodeCall(system.withdrawals.verifyWithdrawal, (reqId, shares[j], none)));
            refused(alice, w, abi.encodeCall(system.withdrawals.timeOutShare, (reqId, shares[j])));
            refused(alice, w, abi.encodeCall(system.withdrawals.retryShare, (reqId, shares[j])));
            refused(alice, w, abi.encodeCall(system.withdrawals.reimburseShare, (reqId, shares[j])));
        }
        // Proofs that are all zero but for one part (the Nomad defect): root 0, path empty, hash 0.
        Proof memory zeros;
        zeros.header = new bytes(80);
        uint256[3] memory heights = [uint256(0), 1, ALL];
        for (uint256 i; i < heights.length; ++i) {
            zeros.height = heights[i];
            refused(alice, w, abi.encodeCall(system.withdrawals.verifyWithdrawal, (reqId, 0, zeros)));
        }
        zeros.tx = payShare(reqId, 0).tx;
        refused(alice, w, abi.encodeCall(system.withdrawals.verifyWithdrawal, (reqId, 0, zeros)));
        zeros.height = 0;
        refused(alice, w, abi.encodeCall(system.withdrawals.verifyWithdrawal, (reqId, 0, zeros)));
        assertAllRefused();
        assertShare(reqId, 0, ShareState.Pending, "untouched");
        assertBooks("untouched");
    }

    function test_T24_HoldersAndRedemptions() external {
        (address r, address h, address w) =
            (address(system.registry), address(system.holders), address(system.withdrawals));
        address[5] memory others = [alice, stakers[0], address(this), address(system.bridge), address(system.selector)];
        uint256[2] memory ids = [uint256(0), ALL];
        for (uint256 i; i < 2; ++i) {
            uint64 sats = i == 0 ? 0 : MOST;
            for (uint256 j; j < others.length; ++j) {
                refused(others[j], h, abi.encodeCall(system.holders.requestDraw, (ids[i])));
                refused(others[j], h, abi.encodeCall(system.holders.resolveDraw, (ids[i], sats, sats, sats, ids[i])));
                refused(others[j], h, abi.encodeCall(system.holders.setWeight, (ids[i], sats)));
                refused(others[j], r, abi.encodeCall(system.registry.reserveRedemption, (1, sats)));
                refused(others[j], r, abi.encodeCall(system.registry.releaseRedemption, (1, sats)));
                refused(others[j], r, abi.encodeCall(system.registry.redeem, (1, sats)));
                refused(others[j], r, abi.encodeCall(system.registry.recordLate, (1)));
                refused(others[j], r, abi.encodeCall(system.registry.penalise, (1, sats, ids[i], alice)));
                refused(others[j], r, abi.encodeCall(system.registry.makeGood, (1, sats, alice)));
            }
            // Those who may call them, with a staker that does not exist or a draw that was not asked for.
            refused(w, h, abi.encodeCall(system.holders.resolveDraw, (ids[i], sats, sats, sats, ids[i])));
            refused(r, h, abi.encodeCall(system.holders.setWeight, (ids[i], sats)));
            refused(h, r, abi.encodeCall(system.registry.reserveRedemption, (ids[i], sats)));
            refused(w, r, abi.encodeCall(system.registry.releaseRedemption, (ids[i], sats)));
            refused(w, r, abi.encodeCall(system.registry.redeem, (ids[i], sats)));
            refused(w, r, abi.encodeCall(system.registry.recordLate, (ids[i])));
            refused(w, r, abi.encodeCall(system.registry.penalise, (ids[i], sats, ids[i], alice)));
            refused(w, r, abi.encodeCall(system.registry.makeGood, (ids[i], sats, alice)));
        }
        refused(h, r, abi.encodeCall(system.registry.reserveRedemption, (1, MOST)));
        refused(w, r, abi.encodeCall(system.registry.releaseRedemption, (1, MOST)));
        refused(w, r, abi.encodeCall(system.registry.redeem, (1, MOST)));
        refused(w, r, abi.encodeCall(system.registry.penalise, (1, BTC, 1000, address(0))));
        refused(w, r, abi.encodeCall(system.registry.makeGood, (1, BTC, address(0))));
        refused(stakers[0], r, abi.encodeCall(system.registry.setMinMinerFee, (MOST)));
        refused(alice, r, abi.encodeCall(system.registry.setMinMinerFee, (0)));
        assertAllRefused();
        assertBooks("untouched");
    }

    /// @dev Ids that do not exist read as nothing, never as something.
    function test_T24_ViewsOfNothing() external view {
        uint256[3] memory ids = [0, reqId + 1, ALL];
        for (uint256 i; i < ids.length; ++i) {
            assertWithdrawal(ids[i], WithdrawalState.None, "no withdrawal");
            assertEq(withdrawal(ids[i]).owner, address(0), "nobody's");
            assertShare(ids[i], 0, ShareState.None, "no share");
            assertEq(system.holders.drawBlockOf(ids[i]), 0, "no draw");
            assertFalse(system.withdrawals.consumed(bytes32(ids[i]), uint32(ids[i])), "no default true");
        }
        assertShare(reqId, 1, ShareState.None, "no share");
        assertShare(reqId, 255, ShareState.None, "no share");
        assertFalse(system.registry.isStakerScript(""), "nothing is nobody's script");
        (uint64 sats,) = system.registry.redeemable(0, MOST);
        assertEq(sats, 0, "nobody holds nothing");
        (sats,) = system.registry.redeemable(ALL, MOST);
        assertEq(sats, 0, "nobody holds nothing");
    }
}
