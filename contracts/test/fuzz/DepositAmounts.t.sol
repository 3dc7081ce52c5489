// SPDX-License-Identifier: MIT
pragma solidity 0.8.28;

import { IEntanglementManager } from "../../src/interfaces/IEntanglementManager.sol";
import { IEscrowBuffer } from "../../src/interfaces/IEscrowBuffer.sol";
import { IStakerSelector } from "../../src/interfaces/IStakerSelector.sol";
import { EscrowTasks } from "../../src/libraries/EscrowTasks.sol";
import { DepositState, DepositView } from "../../src/types/BridgeTypes.sol";
import { ShareFixture } from "../utils/ShareFixture.sol";

/// @notice Every amount that a call of the deposits takes, over all there are, between bounds that have a name: what lies on
/// the wrong side is refused for its own reason, what lies on the right one does what it says.
/// forge-config: ci.fuzz.runs = 64
contract DepositAmountsTest is ShareFixture {
    uint64 private constant DUST = 10_000;
    uint64 private constant REQUEST_LIMIT = 100 * BTC;
    /// @dev the largest value that one transaction can carry
    uint64 private constant ALL_BITCOINS = 21e14;

    function setUp() public override {
        super.setUp();
        addStakers(3, 2 * BTC);
    }

    function testFuzz_Request_UnderDust(uint64 sats, bool allowQueue) external {
        sats = uint64(bound(sats, 0, DUST - 1));
        _refused(
            sats,
            allowQueue,
            abi.encodeWithSelector(IEntanglementManager.EntanglementManager_AmountUnderDust.selector, sats, DUST)
        );
    }

    function testFuzz_Request_AboveTheLimit(uint64 sats, bool allowQueue) external {
        sats = uint64(bound(sats, REQUEST_LIMIT + 1, type(uint64).max));
        _refused(
            sats,
            allowQueue,
            abi.encodeWithSelector(IEntanglementManager.EntanglementManager_AmountTooLarge.selector, sats)
        );
    }

    function testFuzz_Request_BeyondWhatIsFree(uint64 sats) external {
        uint64 free = system.selector.available();
        sats = uint64(bound(sats, free + 1, REQUEST_LIMIT));
        _refused(sats, false, abi.encodeWithSelector(IStakerSelector.StakerSelector_CapacityShort.selector, sats, free));
        uint256 reqId = queued(alice, sats);
        assertState(reqId, DepositState.Queued, "waits instead");
        assertEq(viewOf(reqId, 0).sats, sats, "all of it");
        assertEq(system.escrow.bufferLevel(EscrowTasks.DEPOSIT_QUEUE), sats, "R30");
    }

    /// @dev R7, R15: held, drawn, split, and backed by the bond, to the satoshi
    function testFuzz_Request_Between(uint64 sats, bool allowQueue, uint256 value) external {
        sats = uint64(bound(sats, DUST, system.selector.available()));
        uint256 bond = system.bridge.quoteDeposit(sats).bondWei;
        value = bound(value, 0, 2 * bond);
        vm.prank(alice);
        if (value < bond) {
            vm.expectRevert(
                abi.encodeWithSelector(IEntanglementManager.EntanglementManager_BondAmount.selector, value, bond)
            );
        }
        uint256 before = alice.balance;
        uint256 reqId = system.bridge.requestDeposit{ value: value }(sats, alice, REFUND_KEY, allowQueue);
        if (value < bond) return;
        assertEq(before - alice.balance, bond, "what is too much comes back");
        assertEq(system.selector.held(), sats, "held");
        resolve(reqId);
        (uint256 sum, uint256 bonds) = (0, 0);
        for (uint8 share; share < viewOf(reqId, 0).shareCount; ++share) {
            DepositView memory seen = viewOf(reqId, share);
            assertGe(seen.sats, DUST, "no share is dust");
            (sum, bonds) = (sum + seen.sats, bonds + seen.bondWei);
        }
        assertEq(sum, sats, "R7");
        assertEq(bonds, bond, "R15");
        assertBooks("R1, R2");
    }

    /// @dev whatever an output carries, in one payment or two: under the amount nothing, at it the amount, above it a claim
    function testFuzz_Execute_AnyValue(uint64 first, uint64 second) external {
        uint256 reqId = assigned(alice, BTC);
        first = uint64(bound(first, 1, 2 * BTC));
        count(reqId, 0, first);
        assertEq(paymentsOf(reqId, 0).mintedSats, first < BTC ? 0 : first, "first");
        second = uint64(bound(second, 1, 4 * BTC));
        count(reqId, 0, second);
        uint64 paid = first + second;
        assertEq(paymentsOf(reqId, 0).paidSats, paid, "R4: paid is what was proven");
        uint64 minted_ = paymentsOf(reqId, 0).mintedSats;
        if (paid < BTC) assertEq(minted_, 0, "not enough yet");
        else assertGe(minted_, BTC, "enough");
        // Two satoshis of room are three to nobody: the rest waits whole.
        if (minted_ < paid && paid >= BTC) assertGt(viewOf(reqId, 0).position, 0, "what is not minted waits");
        assertEq(system.qpBTC.totalSupply(), minted_, "R1");
        assertBooks("R1, R2");
    }

    /// @dev values that no staker can ever carry are counted, wait, and go back to whoever paid them
    function testFuzz_Execute_HugeValue(uint64 sats) external {
        uint256 reqId = assigned(alice, BTC);
        sats = uint64(bound(sats, 4 * BTC, ALL_BITCOINS));
        count(reqId, 0, sats);
        assertEq(paymentsOf(reqId, 0).mintedSats, BTC, "the share");
        assertEq(system.escrow.bufferLevel(EscrowTasks.DEPOSIT_ESCROW), sats - BTC, "the rest waits");
        passRefundWindow(reqId);
        system.minter.voidEscrow(reqId, 0);
        assertEq(system.escrow.bufferLevel(EscrowTasks.DEPOSIT_ESCROW), 0, "and is given up");
        assertBooks("R1, R2");
    }

    function testFuzz_BufferMax(uint256 most, uint64 sats) external {
        sats = uint64(bound(sats, 7 * BTC, REQUEST_LIMIT));
        if (most > type(uint56).max) {
            vm.expectRevert(abi.encodeWithSelector(IEscrowBuffer.EscrowBuffer_TooLarge.selector, most));
            system.escrow.setBufferMax(EscrowTasks.DEPOSIT_QUEUE, most);
            most = bound(most, 1, type(uint56).max);
        }
        most = bound(most, 0, 2 * REQUEST_LIMIT);
        system.escrow.setBufferMax(EscrowTasks.DEPOSIT_QUEUE, most);
        bool fits = most == 0 || sats <= most;
        assertEq(system.escrow.fits(EscrowTasks.DEPOSIT_QUEUE, sats), fits, "as it says");
        vm.prank(alice);
        (bool ok,) = address(system.bridge)
            .call(abi.encodeCall(IEntanglementManager.requestDeposit, (sats, alice, REFUND_KEY, true)));
        assertEq(ok, fits, "R30: never above the maximum");
    }

    function testFuzz_Pause(uint256 until) external {
        bool may = until > block.timestamp && until <= block.timestamp + 10 days;
        vm.prank(guardian);
        if (!may) {
            vm.expectRevert(
                abi.encodeWithSelector(
                    IEntanglementManager.EntanglementManager_ParameterOutOfBounds.selector, bytes32("until"), until
                )
            );
        }
        system.bridge.pauseDeposits(until);
        until = bound(until, block.timestamp + 1, block.timestamp + 10 days);
        if (may) return;
        vm.prank(guardian);
        system.bridge.pauseDeposits(until);
        assertEq(system.bridge.pausedUntil(), until, "paused");
    }

    function _refused(uint64 sats, bool allowQueue, bytes memory reason) private {
        vm.expectRevert(reason);
        vm.prank(alice);
        system.bridge.requestDeposit{ value: 1000 ether }(sats, alice, REFUND_KEY, allowQueue);
    }
}
